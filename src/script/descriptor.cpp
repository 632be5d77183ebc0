#include <coldquill/script/descriptor.h>

namespace coldquill {
namespace {

constexpr std::string_view input_alphabet =
    "0123456789()[],'/*abcdefgh@:$%{}"
    "IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~"
    "ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
constexpr std::string_view checksum_alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

std::uint64_t step(std::uint64_t c, std::uint64_t value) {
  constexpr std::uint64_t generator[] = {0xf5dee51989, 0xa9fdca3312, 0x1bab10e32d, 0x3706b1677a,
                                         0x644d626ffd};
  const auto top = c >> 35;
  c = (c & 0x7ffffffff) << 5 ^ value;
  for (unsigned i = 0; i < 5; ++i) {
    if ((top >> i & 1) != 0) c ^= generator[i];
  }
  return c;
}

std::string wrapped(SingleKeyForm form, const std::string& key) {
  switch (form) {
    case SingleKeyForm::p2pkh:
      return "pkh(" + key + ")";
    case SingleKeyForm::p2sh_p2wpkh:
      return "sh(wpkh(" + key + "))";
    case SingleKeyForm::p2wpkh:
      return "wpkh(" + key + ")";
    case SingleKeyForm::p2tr:
      return "tr(" + key + ")";
  }
  COLDQUILL_ASSERT(false);
}

}  // namespace

std::string descriptor_checksum(std::string_view descriptor) {
  std::uint64_t c = 1;
  std::uint64_t group = 0;
  unsigned in_group = 0;
  for (const char character : descriptor) {
    const auto position = input_alphabet.find(character);
    COLDQUILL_ASSERT(position != std::string_view::npos);
    c = step(c, position & 31);
    group = group * 3 + (position >> 5);
    if (++in_group == 3) {
      c = step(c, group);
      group = 0;
      in_group = 0;
    }
  }
  if (in_group > 0) c = step(c, group);
  for (int i = 0; i < 8; ++i) c = step(c, 0);
  c ^= 1;
  std::string out(8, ' ');
  for (unsigned i = 0; i < 8; ++i) out[i] = checksum_alphabet[c >> (5 * (7 - i)) & 31];
  return out;
}

std::string account_descriptor(SingleKeyForm form, const KeyOrigin& origin,
                               const ExtendedPublicKey& key, KeyVersion version,
                               std::optional<unsigned> branch) {
  const std::string steps = branch ? "/" + std::to_string(*branch) + "/*" : "/<0;1>/*";
  const std::string text = wrapped(form, origin.text() + key.text(version) + steps);
  return text + "#" + descriptor_checksum(text);
}

}  // namespace coldquill
