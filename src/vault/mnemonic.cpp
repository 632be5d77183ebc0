#include <coldquill/crypto/hmac.h>
#include <coldquill/crypto/random.h>
#include <coldquill/vault/mnemonic.h>

#include <numeric>

#include "entropy.h"
#include "sodium.h"
#include "unicode.h"

namespace coldquill {
namespace {

constexpr unsigned rounds = 2048;
constexpr std::size_t seed_size = 64;

SecretBytes salt_of(const SecretBytes& passphrase) {
  constexpr std::string_view prefix = "mnemonic";
  SecretBytes salt(prefix.size() + passphrase.size(), VaultAccess{});
  const auto out = salt.bytes(VaultAccess{});
  std::ranges::copy(view_of(prefix), out.begin());
  std::ranges::copy(passphrase.view(VaultAccess{}), out.begin() + prefix.size());
  return salt;
}

bool is_printable(std::uint8_t octet) {
  return octet >= 0x20 && octet < 0x7f;
}

bool repeats(ByteView entropy) {
  return std::ranges::all_of(entropy, [&](auto octet) { return octet == entropy.front(); });
}

bool counts_up(ByteView entropy) {
  for (std::size_t i = 1; i < entropy.size(); ++i) {
    if (entropy[i] != static_cast<std::uint8_t>(entropy[i - 1] + 1)) return false;
  }
  return true;
}

// All words but the last are equal: the entropy repeats after 11 bits.
bool one_word(ByteView entropy) {
  const auto bit = [&](std::size_t i) { return entropy[i / 8] >> (7 - i % 8) & 1; };
  const std::size_t words = entropy.size() / 4 * 3;
  for (std::size_t i = 11; i < (words - 1) * 11; ++i) {
    if (bit(i) != bit(i - 11)) return false;
  }
  return true;
}

}  // namespace

SecretBytes create_mnemonic(unsigned bits) {
  const bool good_strength = bits >= 128 && bits <= 256 && bits % 32 == 0;
  COLDQUILL_ASSERT(good_strength);
  SecretBytes entropy(bits / 8, VaultAccess{});
  fill_random(entropy.bytes(VaultAccess{}));
  return words_of_entropy(entropy);
}

Result<SecretBytes> normal_words(const SecretBytes& typed) {
  CQ_TRY(entropy, entropy_of_words(typed));
  return words_of_entropy(entropy);
}

Result<SecretBytes> words_of_code(const SecretBytes& content) {
  const ByteView octets = content.view(VaultAccess{});
  if (octets.size() != 16 && octets.size() != 32) return normal_words(content);
  if (!std::ranges::all_of(octets, is_printable)) return words_of_entropy(content);
  return Error(E_BAD_WORDS, "this code holds a text, and no seed");
}

Result<SecretBytes> seed_of_words(const SecretBytes& typed, const SecretBytes* passphrase) {
  const StackWiper wiper;
  CQ_TRY(words, normal_words(typed));
  CQ_TRY(normal, nfkd(passphrase == nullptr ? ByteView() : passphrase->view(VaultAccess{})));
  const SecretBytes salt = salt_of(normal);
  SecretBytes seed(seed_size, VaultAccess{});
  pbkdf2_sha512(words.view(VaultAccess{}), salt.view(VaultAccess{}), rounds,
                seed.bytes(VaultAccess{}));
  return seed;
}

bool is_well_known(const SecretBytes& typed) {
  const auto entropy = entropy_of_words(typed);
  if (!entropy) return false;
  const ByteView bits = entropy->view(VaultAccess{});
  return repeats(bits) || counts_up(bits) || one_word(bits);
}

}  // namespace coldquill
