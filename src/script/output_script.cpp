#include <coldquill/base/writer.h>
#include <coldquill/script/output_script.h>

namespace coldquill {
namespace {

constexpr std::uint8_t OP_0 = 0x00;
constexpr std::uint8_t OP_1 = 0x51;
constexpr std::uint8_t OP_16 = 0x60;
constexpr std::uint8_t OP_RETURN = 0x6A;
constexpr std::uint8_t OP_DUP = 0x76;
constexpr std::uint8_t OP_EQUAL = 0x87;
constexpr std::uint8_t OP_EQUALVERIFY = 0x88;
constexpr std::uint8_t OP_HASH160 = 0xA9;
constexpr std::uint8_t OP_CHECKSIG = 0xAC;

bool is_p2pkh(ByteView s) {
  return s.size() == 25 && s[0] == OP_DUP && s[1] == OP_HASH160 && s[2] == 20 &&
         s[23] == OP_EQUALVERIFY && s[24] == OP_CHECKSIG;
}

bool is_p2sh(ByteView s) {
  return s.size() == 23 && s[0] == OP_HASH160 && s[1] == 20 && s[22] == OP_EQUAL;
}

// BIP-0141: one version opcode, one direct push of 2 to 40 octets, nothing else.
bool is_witness_program(ByteView s) {
  return s.size() >= 4 && s.size() <= 42 && (s[0] == OP_0 || (s[0] >= OP_1 && s[0] <= OP_16)) &&
         s[1] + 2u == s.size();
}

ScriptForm form_of_program(unsigned version, std::size_t size) {
  if (version == 0 && size == 20) return ScriptForm::p2wpkh;
  if (version == 0 && size == 32) return ScriptForm::p2wsh;
  if (version == 1 && size == 32) return ScriptForm::p2tr;
  return ScriptForm::witness_unknown;
}

}  // namespace

OutputScript classify(ByteView s) {
  if (is_p2pkh(s)) return {ScriptForm::p2pkh, 0, s.subspan(3, 20)};
  if (is_p2sh(s)) return {ScriptForm::p2sh, 0, s.subspan(2, 20)};
  if (is_witness_program(s)) {
    const unsigned version = s[0] == OP_0 ? 0u : s[0] - OP_1 + 1u;
    return {form_of_program(version, s.size() - 2), version, s.subspan(2)};
  }
  if (!s.empty() && s[0] == OP_RETURN) return {ScriptForm::op_return, 0, s.subspan(1)};
  return {ScriptForm::other, 0, s};
}

Bytes p2pkh_script(const Digest20& key_hash) {
  Writer out;
  out.u8(OP_DUP).u8(OP_HASH160).u8(20).bytes(key_hash).u8(OP_EQUALVERIFY).u8(OP_CHECKSIG);
  return out.take();
}

Bytes p2sh_script(const Digest20& script_hash) {
  Writer out;
  out.u8(OP_HASH160).u8(20).bytes(script_hash).u8(OP_EQUAL);
  return out.take();
}

Bytes witness_script(unsigned version, ByteView program) {
  COLDQUILL_ASSERT(version <= 16 && program.size() >= 2 && program.size() <= 40);
  Writer out;
  out.u8(version == 0 ? OP_0 : static_cast<std::uint8_t>(OP_1 + version - 1));
  out.u8(static_cast<std::uint8_t>(program.size())).bytes(program);
  return out.take();
}

Bytes p2wpkh_script(const Digest20& key_hash) {
  return witness_script(0, key_hash);
}

Bytes p2tr_script(const ByteArray<32>& output_key) {
  return witness_script(1, output_key);
}

std::string_view name_of(SingleKeyForm form) {
  switch (form) {
    case SingleKeyForm::p2pkh:
      return "p2pkh";
    case SingleKeyForm::p2sh_p2wpkh:
      return "p2sh-p2wpkh";
    case SingleKeyForm::p2wpkh:
      return "p2wpkh";
    case SingleKeyForm::p2tr:
      return "p2tr";
  }
  COLDQUILL_ASSERT(false);
}

Bytes single_key_script(SingleKeyForm form, const PublicKey& key) {
  switch (form) {
    case SingleKeyForm::p2pkh:
      return p2pkh_script(key.hash160());
    case SingleKeyForm::p2wpkh:
      return p2wpkh_script(key.hash160());
    case SingleKeyForm::p2sh_p2wpkh:
      return p2sh_script(hash160(p2wpkh_script(key.hash160())));
    case SingleKeyForm::p2tr: {
      const auto output = taproot_output_key(key, {});
      COLDQUILL_ASSERT(output.has_value());  // fails for one key in 2^128
      return p2tr_script(*output);
    }
  }
  COLDQUILL_ASSERT(false);
}

}  // namespace coldquill
