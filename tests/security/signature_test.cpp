// What gives keys away: nonces that repeat or are not those of RFC 6979, short numbers written
// wrongly, high s. A second implementation (Botan) computes every nonce here as well.
#include <botan/bigint.h>
#include <botan/rfc6979.h>
#include <coldquill/base/hex.h>
#include <coldquill/crypto/curve.h>
#include <coldquill/crypto/hash.h>
#include <gtest/gtest.h>
#include <vault_testing.h>

#include <set>

#include "sanitized.h"

namespace coldquill {
namespace {

using namespace vault_testing;

// The order of the curve, and half of it (SEC 2, 2.4.1).
const Botan::BigInt order("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141");

Digest32 digest_number(std::uint32_t number) {
  return sha256(view_of("digest " + std::to_string(number)));
}

Digest32 secret_number(std::uint32_t number) {
  return sha256(view_of("secret " + std::to_string(number)));
}

Botan::BigInt number_of(ByteView octets) {
  return Botan::BigInt(octets.data(), octets.size());
}

Botan::BigInt second_nonce(ByteView secret, const Digest32& digest) {
  return Botan::generate_rfc6979_nonce(number_of(secret), order, number_of(digest), "SHA-256");
}

// The x coordinate of nonce * G: the nonce signs as if it were a secret, and the key of that
// signature is recovered.
Digest32 x_of_point(ByteView nonce) {
  const Digest32 digest = digest_number(0);
  const Bytes signature = sign(SchemeKind::ecdsa_recoverable, nonce, digest);
  const auto point = recover_ecdsa(digest, ByteView(signature).first(64), signature[64]);
  EXPECT_TRUE(point.has_value());
  return array_of<32>(point->x_only());
}

// r is the x coordinate of the nonce's point, s = (digest + r * secret) / nonce, and low.
void expect_textbook_signature(ByteView secret, const Digest32& digest) {
  const Bytes nonce_octets = to_bytes(nonce(secret, digest, 0));
  const Bytes signature = sign(SchemeKind::ecdsa_recoverable, secret, digest);
  const Botan::BigInt r = number_of(ByteView(signature).first(32));
  const Botan::BigInt s = number_of(ByteView(signature).subspan(32, 32));
  EXPECT_EQ(r, number_of(x_of_point(nonce_octets)) % order);
  const Botan::BigInt k = number_of(nonce_octets);
  const Botan::BigInt left = (s * k) % order;
  const Botan::BigInt right = (number_of(digest) + r * number_of(secret)) % order;
  EXPECT_TRUE(left == right || left == order - right);
  EXPECT_LE(s, order / 2);
}

// S02, S03: nothing but key and digest goes into a nonce, so that it can be computed elsewhere.
TEST(Nonces, AreThoseOfASecondImplementation) {
  constexpr std::uint32_t count = sanitized ? 5'000 : 100'000;
  std::set<Digest32> seen;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Digest32 secret = secret_number(i % 100);
    const auto ours = nonce(secret, digest_number(i), 0);
    ASSERT_EQ(number_of(ours), second_nonce(secret, digest_number(i))) << i;
    seen.insert(ours);
  }
  EXPECT_EQ(seen.size(), count);
}

TEST(Nonces, AreUsedAsTheyAre) {
  for (std::uint32_t i = 0; i < 300; ++i) {
    expect_textbook_signature(secret_number(i % 10), digest_number(i));
  }
}

// S04: nonces, r and s that begin with one or two zero octets. A library that drops them, or pads
// them wrongly, signs with half-known nonces or makes signatures that nobody accepts.
TEST(Nonces, WithLeadingZeros) {
  const Digest32 secret = secret_number(1);
  std::size_t one = 0;
  std::size_t two = 0;
  for (std::uint32_t i = 0; two < 1 || one < 20; ++i) {
    const auto made = nonce(secret, digest_number(i), 0);
    if (made[0] != 0) continue;
    const bool both = made[1] == 0;
    (both ? two : one) += 1;
    if (both || one <= 20) expect_textbook_signature(secret, digest_number(i));
  }
  EXPECT_GE(two, 1u);
}

TEST(Signatures, WithLeadingZeros) {
  const Digest32 secret = secret_number(2);
  const Digest32 at_zero = digest_number(0);
  const Bytes first = sign(SchemeKind::ecdsa_recoverable, secret, at_zero);
  const auto key = recover_ecdsa(at_zero, ByteView(first).first(64), first[64]);
  ASSERT_TRUE(key.has_value());
  std::size_t short_r = 0;
  std::size_t short_s = 0;
  for (std::uint32_t i = 0; short_r < 3 || short_s < 3; ++i) {
    const Digest32 digest = digest_number(i);
    const Bytes compact = sign(SchemeKind::ecdsa_recoverable, secret, digest);
    short_r += compact[0] == 0 ? 1 : 0;
    short_s += compact[32] == 0 ? 1 : 0;
    if (compact[0] != 0 && compact[32] != 0) continue;
    EXPECT_TRUE(verify_ecdsa(*key, digest, ByteView(compact).first(64)));
    EXPECT_EQ(recover_ecdsa(digest, ByteView(compact).first(64), compact[64]), *key);
    const Bytes ground = sign(SchemeKind::ecdsa, secret, digest);
    const auto back = compact_of_der(der_of_compact(array_of<64>(ground)));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(to_hex(*back), to_hex(ground));
  }
}

// S04: a digest has 32 octets, or it does not compile; the least and the greatest are signed well.
static_assert(sizeof(Digest32) == 32);

TEST(Signatures, OfTheSmallestAndTheGreatestDigest) {
  Digest32 digest{};
  for (const int octet : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
    digest.fill(static_cast<std::uint8_t>(octet));
    const Digest32 secret = secret_number(3);
    const Bytes signature = sign(SchemeKind::ecdsa_recoverable, secret, digest);
    const auto key = recover_ecdsa(digest, ByteView(signature).first(64), signature[64]);
    ASSERT_TRUE(key.has_value());
    EXPECT_TRUE(verify_ecdsa(*key, digest, ByteView(signature).first(64)));
  }
}

}  // namespace
}  // namespace coldquill
