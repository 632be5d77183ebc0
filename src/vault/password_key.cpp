#include "password_key.h"

#include "sodium.h"

namespace coldquill {
namespace {

constexpr std::uint32_t least_memory_kib = 64 * 1024;
constexpr std::uint32_t most_memory_kib = 2 * 1024 * 1024;
constexpr std::uint32_t fewest_passes = 2;
constexpr std::uint32_t most_passes = 16;

static_assert(std::tuple_size_v<Salt> == crypto_pwhash_SALTBYTES);

}  // namespace

Result<void> check_cost(const PasswordCost& cost) {
  if (cost.memory_kib < least_memory_kib || cost.memory_kib > most_memory_kib) {
    return Error(E_WALLET_KDF,
                 "password hash with " + std::to_string(cost.memory_kib) + " KiB of memory");
  }
  if (cost.passes < fewest_passes || cost.passes > most_passes) {
    return Error(E_WALLET_KDF, "password hash with " + std::to_string(cost.passes) + " passes");
  }
  return {};
}

Result<SecretBytes> password_key(const SecretBytes& password, const PasswordCost& cost,
                                 const Salt& salt) {
  start_sodium();
  SecretBytes key(32, VaultAccess{});
  const ByteView typed = password.view(VaultAccess{});
  const auto out = key.bytes(VaultAccess{});
  const int failed = crypto_pwhash(
      out.data(), out.size(), reinterpret_cast<const char*>(typed.data()), typed.size(),
      salt.data(), cost.passes, std::size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) {
    return Error(E_WALLET_MEMORY, "no " + std::to_string(cost.memory_kib / 1024) +
                                      " MiB of memory for the password hash");
  }
  return key;
}

}  // namespace coldquill
