#include <coldquill/crypto/hmac.h>
#include <nettle/hmac.h>
#include <nettle/pbkdf2.h>
#include <string.h>

namespace coldquill {
namespace {

// The key may be a secret (a chain code, a password): no state of it stays on the stack.
struct HmacSha512 {
  explicit HmacSha512(ByteView key) { hmac_sha512_set_key(&state, key.size(), key.data()); }
  HmacSha512(const HmacSha512&) = delete;
  HmacSha512& operator=(const HmacSha512&) = delete;
  ~HmacSha512() { ::explicit_bzero(&state, sizeof state); }

  hmac_sha512_ctx state;
};

}  // namespace

void hmac_sha512(ByteView key, std::initializer_list<ByteView> parts,
                 std::span<std::uint8_t, 64> out) {
  HmacSha512 mac(key);
  for (const ByteView part : parts) hmac_sha512_update(&mac.state, part.size(), part.data());
  hmac_sha512_digest(&mac.state, out.size(), out.data());
}

Digest64 hmac_sha512(ByteView key, std::initializer_list<ByteView> parts) {
  Digest64 out{};
  hmac_sha512(key, parts, out);
  return out;
}

void pbkdf2_sha512(ByteView password, ByteView salt, unsigned rounds, std::span<std::uint8_t> out) {
  HmacSha512 mac(password);
  nettle_pbkdf2(&mac.state, reinterpret_cast<nettle_hash_update_func*>(hmac_sha512_update),
                reinterpret_cast<nettle_hash_digest_func*>(hmac_sha512_digest), 64, rounds,
                salt.size(), salt.data(), out.size(), out.data());
}

}  // namespace coldquill
