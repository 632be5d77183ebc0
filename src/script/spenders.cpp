#include <coldquill/base/reader.h>
#include <coldquill/crypto/curve.h>
#include <coldquill/script/output_script.h>
#include <coldquill/script/spenders.h>

namespace coldquill {
namespace {

constexpr std::uint8_t OP_PUSHDATA1 = 0x4C, OP_PUSHDATA2 = 0x4D, OP_PUSHDATA4 = 0x4E;
constexpr std::uint8_t OP_1NEGATE = 0x4F, OP_1 = 0x51, OP_16 = 0x60, OP_NOP = 0x61;
constexpr std::uint8_t OP_VERIF = 0x65, OP_VERNOTIF = 0x66, OP_CHECKSIG = 0xAC;
constexpr std::uint8_t OP_NOP1 = 0xB0, OP_NOP4 = 0xB3, OP_NOP10 = 0xB9;

// Limits of scripts (Bitcoin Core, src/script/script.h).
constexpr std::size_t largest_script = 10'000;
constexpr std::size_t largest_element = 520;

constexpr bool does_nothing(std::uint8_t code) {
  return code == OP_NOP || code == OP_NOP1 || (code >= OP_NOP4 && code <= OP_NOP10);
}

// Codes that fail wherever they stand, executed or not (src/script/interpreter.cpp): OP_CAT to
// OP_RIGHT, OP_INVERT to OP_XOR, OP_2MUL and OP_2DIV, OP_MUL to OP_RSHIFT, and two of conditions.
constexpr bool always_fails(std::uint8_t code) {
  return code == OP_VERIF || code == OP_VERNOTIF || (code >= 0x7E && code <= 0x81) ||
         (code >= 0x83 && code <= 0x86) || code == 0x8D || code == 0x8E ||
         (code >= 0x95 && code <= 0x99);
}

// What is left on the stack counts as true but for zeros, also a negative one.
bool is_true(ByteView element) {
  for (std::size_t i = 0; i < element.size(); ++i) {
    if (element[i] == 0 || (i + 1 == element.size() && element[i] == 0x80)) continue;
    return true;
  }
  return false;
}

// The bytes that a code up to OP_PUSHDATA4 pushes.
ByteView pushed(Reader& in, std::uint8_t code) {
  if (code < OP_PUSHDATA1) return in.bytes(code);
  if (code == OP_PUSHDATA1) return in.bytes(in.u8());
  return in.bytes(code == OP_PUSHDATA2 ? in.u16le() : in.u32le());
}

Spenders of_bare(ByteView script) {
  if (script.size() > largest_script) return Spenders::nobody;
  Reader in(script);
  bool top = true;  // of nothing at all: whoever spends puts it there
  bool only_pushes = true;
  while (!in.at_end()) {
    const std::uint8_t code = in.u8();
    if (code <= OP_PUSHDATA4) {
      const ByteView element = pushed(in, code);
      if (!in.ok() || element.size() > largest_element) return Spenders::nobody;
      top = is_true(element);
    } else if (always_fails(code)) {
      return Spenders::nobody;
    } else if (code == OP_1NEGATE || (code >= OP_1 && code <= OP_16)) {
      top = true;
    } else {
      only_pushes = only_pushes && does_nothing(code);
    }
  }
  if (!only_pushes) return Spenders::by_rule;
  return top ? Spenders::anybody : Spenders::nobody;
}

// A bare key and OP_CHECKSIG. Hybrid keys (06, 07) are good for consensus and left alone.
std::optional<ByteView> bare_key(ByteView script) {
  const bool compressed = script.size() == 35 && script[0] == 33;
  const bool whole = script.size() == 67 && script[0] == 65 && script[1] == 4;
  if (!(compressed || whole) || script.back() != OP_CHECKSIG) return {};
  return script.subspan(1, script.size() - 2);
}

}  // namespace

bool is_pay_to_anchor(ByteView script) {
  constexpr std::uint8_t anchor[] = {OP_1, 2, 0x4E, 0x73};
  return equal(script, anchor);
}

Spenders spenders_of(ByteView script) {
  const OutputScript output = classify(script);
  switch (output.form) {
    case ScriptForm::p2pkh:
    case ScriptForm::p2sh:
    case ScriptForm::p2wpkh:
    case ScriptForm::p2wsh:
      return Spenders::by_rule;
    case ScriptForm::p2tr:
      return is_x_only_key(output.program) ? Spenders::by_rule : Spenders::nobody;
    case ScriptForm::witness_unknown:
      return output.witness_version == 0 ? Spenders::nobody : Spenders::anybody;
    case ScriptForm::op_return:
      return Spenders::nobody;
    case ScriptForm::other:
      break;
  }
  const auto key = bare_key(script);
  return key && !is_public_key(*key) ? Spenders::nobody : of_bare(script);
}

}  // namespace coldquill
