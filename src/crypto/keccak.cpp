#include <coldquill/crypto/keccak.h>

namespace coldquill {

Keccak256::Keccak256() {
  sha3_256_init(&state_);
}

Keccak256& Keccak256::put(ByteView data) {
  sha3_256_update(&state_, data.size(), data.data());
  return *this;
}

// nettle's own end is that of FIPS 202, whose padding begins with 0x06; here it is 0x01. The last
// block is therefore mixed in by hand: lanes are little endian.
Digest32 Keccak256::digest() const {
  ByteArray<SHA3_256_BLOCK_SIZE> block{};
  std::copy_n(state_.block, state_.index, block.begin());
  block[state_.index] = 0x01;
  block.back() |= 0x80;
  sha3_state sponge = state_.state;
  for (std::size_t i = 0; i < block.size(); ++i)
    sponge.a[i / 8] ^= std::uint64_t{block[i]} << (8 * (i % 8));
  sha3_permute(&sponge);
  Digest32 out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(sponge.a[i / 8] >> (8 * (i % 8)));
  return out;
}

Digest32 keccak256(ByteView data) {
  return Keccak256().put(data).digest();
}

}  // namespace coldquill
