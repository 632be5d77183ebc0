#include <coldquill/base/hex.h>
#include <coldquill/crypto/keccak.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

TEST(Keccak, PublishedDigests) {
  const auto cases = test::load_vectors("ethereum/keccak").at("cases");
  for (const auto& c : cases)
    EXPECT_EQ(to_hex(keccak256(test::unhex(c.at("data")))), c.at("digest")) << c.at("data");
  EXPECT_EQ(cases.size(), 525u);
}

// Around the 136 octets of a block, and in pieces of every size, the digest is that of the whole.
TEST(Keccak, PiecesMakeTheSameDigest) {
  for (const std::size_t size : {0u, 1u, 135u, 136u, 137u, 271u, 272u, 273u}) {
    const Bytes data(size, 0x5a);
    for (std::size_t piece = 1; piece <= 140; ++piece) {
      Keccak256 hash;
      for (std::size_t at = 0; at < size; at += piece)
        hash.put(ByteView(data).subspan(at, std::min(piece, size - at)));
      EXPECT_EQ(hash.digest(), keccak256(data)) << size << ' ' << piece;
    }
  }
}

TEST(Keccak, TheStateGoesOnAfterADigest) {
  Keccak256 hash;
  hash.put(view_of("ab"));
  const Digest32 first = hash.digest();
  EXPECT_EQ(hash.digest(), first);
  EXPECT_EQ(hash.put(view_of("c")).digest(), keccak256(view_of("abc")));
}

// SHA3-256 of nothing begins with a7ffc6f8: the padding tells the two apart.
TEST(Keccak, IsNotSha3) {
  EXPECT_EQ(to_hex(keccak256({})),
            "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
}

}  // namespace
}  // namespace coldquill
