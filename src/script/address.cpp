#include <coldquill/base/text.h>
#include <coldquill/base/writer.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/bech32.h>
#include <coldquill/script/address.h>
#include <coldquill/script/output_script.h>

namespace coldquill {
namespace {

std::string base58_address(std::uint8_t version, ByteView hash) {
  return base58check_encode(Writer().u8(version).bytes(hash).view());
}

Result<Bytes> script_of_base58(std::string_view address, const AddressRules& rules) {
  const auto raw = base58check_decode(address);
  if (!raw || raw->size() != 21) {
    return Error(E_BAD_ADDRESS, "not an address: " + escape_text(address));
  }
  const auto hash = array_of<20>(ByteView(*raw).subspan(1));
  if ((*raw)[0] == rules.p2pkh) return p2pkh_script(hash);
  if ((*raw)[0] == rules.p2sh) return p2sh_script(hash);
  return Error(E_ADDRESS_NETWORK, "this is an address of another network or chain");
}

}  // namespace

std::optional<std::string> address_of_script(ByteView script, const AddressRules& rules) {
  const OutputScript output = classify(script);
  switch (output.form) {
    case ScriptForm::p2pkh:
      return base58_address(rules.p2pkh, output.program);
    case ScriptForm::p2sh:
      return base58_address(rules.p2sh, output.program);
    case ScriptForm::p2wpkh:
    case ScriptForm::p2wsh:
    case ScriptForm::p2tr:
      return segwit_address(rules.hrp, output.witness_version, output.program);
    case ScriptForm::witness_unknown:
      // Version 0 has two sizes only: anything else is spendable by nobody and has no address.
      if (output.witness_version == 0) return {};
      return segwit_address(rules.hrp, output.witness_version, output.program);
    case ScriptForm::op_return:
    case ScriptForm::other:
      return {};
  }
  COLDQUILL_ASSERT(false);
}

Result<Bytes> script_of_address(std::string_view address, const AddressRules& rules) {
  const auto segwit = parse_segwit_address(address);
  if (!segwit) {
    auto base58 = script_of_base58(address, rules);
    if (!base58 && base58.error().reason() == E_BAD_ADDRESS.id && address.find('1') < 8) {
      return Error(E_BAD_ADDRESS, base58.error().what() + " (" + segwit.error().what() + ")");
    }
    return base58;
  }
  if (segwit->hrp != rules.hrp) {
    return Error(E_ADDRESS_NETWORK, "this is an address of another network or chain");
  }
  return witness_script(segwit->version, segwit->program);
}

}  // namespace coldquill
