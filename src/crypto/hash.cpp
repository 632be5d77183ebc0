#include <coldquill/crypto/hash.h>
#include <nettle/ripemd160.h>

namespace coldquill {

Sha256::Sha256() {
  sha256_init(&state_);
}

Sha256& Sha256::put(ByteView data) {
  sha256_update(&state_, data.size(), data.data());
  return *this;
}

Sha256& Sha256::put_u8(std::uint8_t value) {
  return put({&value, 1});
}

Sha256& Sha256::put_u32le(std::uint32_t value) {
  ByteArray<4> bytes{};
  for (auto& byte : bytes) {
    byte = static_cast<std::uint8_t>(value);
    value >>= 8;
  }
  return put(bytes);
}

Sha256& Sha256::put_u64le(std::uint64_t value) {
  put_u32le(static_cast<std::uint32_t>(value));
  return put_u32le(static_cast<std::uint32_t>(value >> 32));
}

Digest32 Sha256::digest() const {
  sha256_ctx end = state_;
  Digest32 out{};
  sha256_digest(&end, out.size(), out.data());
  return out;
}

Digest32 Sha256::double_digest() const {
  return sha256(digest());
}

Digest32 sha256(ByteView data) {
  return Sha256().put(data).digest();
}

Digest32 double_sha256(ByteView data) {
  return Sha256().put(data).double_digest();
}

Digest20 ripemd160(ByteView data) {
  ripemd160_ctx state;
  ripemd160_init(&state);
  ripemd160_update(&state, data.size(), data.data());
  Digest20 out{};
  ripemd160_digest(&state, out.size(), out.data());
  return out;
}

Digest20 hash160(ByteView data) {
  return ripemd160(sha256(data));
}

Digest64 sha512(ByteView data) {
  sha512_ctx state;
  sha512_init(&state);
  sha512_update(&state, data.size(), data.data());
  Digest64 out{};
  sha512_digest(&state, out.size(), out.data());
  return out;
}

Sha256 tagged_sha256(std::string_view tag) {
  const Digest32 prefix = sha256(view_of(tag));
  return Sha256().put(prefix).put(prefix);
}

Digest32 tagged_hash(std::string_view tag, std::initializer_list<ByteView> parts) {
  Sha256 hash = tagged_sha256(tag);
  for (const ByteView part : parts) hash.put(part);
  return hash.digest();
}

}  // namespace coldquill
