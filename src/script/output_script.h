// Output scripts: the standard forms, recognised and made.
#pragma once

#include <coldquill/crypto/curve.h>

namespace coldquill {

enum class ScriptForm {
  p2pkh,
  p2sh,
  p2wpkh,
  p2wsh,
  p2tr,
  witness_unknown,  // a witness program of a version or size without rules yet
  op_return,
  other,
};

struct OutputScript {
  ScriptForm form = ScriptForm::other;
  unsigned witness_version = 0;  // for witness programs
  ByteView program;              // the hash, key or program inside the script; a view into it
};

OutputScript classify(ByteView script);

Bytes p2pkh_script(const Digest20& key_hash);
Bytes p2sh_script(const Digest20& script_hash);
Bytes p2wpkh_script(const Digest20& key_hash);
Bytes p2tr_script(const ByteArray<32>& output_key);
Bytes witness_script(unsigned version, ByteView program);

// The forms of output that one key alone can spend, and how we name them.
enum class SingleKeyForm { p2pkh, p2sh_p2wpkh, p2wpkh, p2tr };
std::string_view name_of(SingleKeyForm form);
// For p2tr without a script tree (BIP-0086).
Bytes single_key_script(SingleKeyForm form, const PublicKey& key);

}  // namespace coldquill
