// Hash functions: known answers, and Botan as an independent oracle over many lengths.
#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/pwdhash.h>
#include <coldquill/base/hex.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/crypto/hmac.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

// Octets that repeat after a prime number of them.
Bytes pattern(std::size_t size) {
  Bytes out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(i * 7 % 251);
  return out;
}

Bytes botan_hash(const char* name, ByteView data) {
  const auto hash = Botan::HashFunction::create_or_throw(name);
  hash->update(data.data(), data.size());
  return Botan::unlock(hash->final());
}

// Every length over three blocks, then some long ones.
std::vector<std::size_t> lengths() {
  std::vector<std::size_t> out;
  for (std::size_t n = 0; n <= 400; ++n) out.push_back(n);
  for (const std::size_t n : {1023u, 4096u, 65537u, 1000003u}) out.push_back(n);
  return out;
}

TEST(Hash, KnownAnswers) {
  const ByteView abc = view_of("abc");
  EXPECT_EQ(to_hex(sha256(abc)),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(double_sha256({})),
            "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456");
  EXPECT_EQ(to_hex(ripemd160(abc)), "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
  EXPECT_EQ(to_hex(hash160({})), "b472a266d0bd89c13706a4132ccfb16f7c3b9fcb");
  EXPECT_EQ(to_hex(sha512(abc)),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST(Hash, AgreesWithAnotherLibraryAtEveryLength) {
  for (const auto n : lengths()) {
    const Bytes data = pattern(n);
    EXPECT_EQ(to_hex(sha256(data)), to_hex(botan_hash("SHA-256", data))) << n;
    EXPECT_EQ(to_hex(sha512(data)), to_hex(botan_hash("SHA-512", data))) << n;
    EXPECT_EQ(to_hex(ripemd160(data)), to_hex(botan_hash("RIPEMD-160", data))) << n;
  }
}

TEST(Hash, PiecesGiveTheSameAsTheWhole) {
  const Bytes data = pattern(300);
  for (std::size_t cut = 0; cut <= data.size(); ++cut) {
    Sha256 hash;
    hash.put(ByteView(data).first(cut));
    const Sha256 midstate = hash;
    EXPECT_EQ(hash.put(ByteView(data).subspan(cut)).digest(), sha256(data));
    EXPECT_EQ(midstate.digest(), sha256(ByteView(data).first(cut)));
  }
}

TEST(Hash, NumbersAreLittleEndian) {
  EXPECT_EQ(Sha256().put_u8(1).put_u32le(0x05040302).put_u64le(0x0d0c0b0a09080706).digest(),
            sha256(Bytes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}));
}

TEST(Hash, TaggedAsInBip340) {
  const Digest32 tag = sha256(view_of("TapTweak"));
  Bytes whole = to_bytes(tag);
  append(whole, tag);
  append(whole, view_of("ab"));
  EXPECT_EQ(tagged_hash("TapTweak", {view_of("a"), view_of("b")}), sha256(whole));
}

TEST(Hmac, AgreesWithAnotherLibrary) {
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-512)");
  for (const std::size_t key_size : {0u, 1u, 32u, 127u, 128u, 129u, 500u}) {
    const Bytes key = pattern(key_size);
    for (std::size_t n = 0; n <= 260; n += 13) {
      const Bytes data = pattern(n);
      mac->set_key(key);
      mac->update(data);
      const ByteView whole(data);
      EXPECT_EQ(to_hex(hmac_sha512(key, {whole.first(n / 2), whole.subspan(n / 2)})),
                to_hex(Botan::unlock(mac->final())))
          << key_size << ' ' << n;
    }
  }
}

TEST(Pbkdf2, AgreesWithAnotherLibrary) {
  const auto family = Botan::PasswordHashFamily::create_or_throw("PBKDF2(SHA-512)");
  for (const unsigned rounds : {1u, 2u, 2048u}) {
    const auto hash = family->from_params(rounds);
    for (const std::size_t size : {1u, 64u, 65u, 200u}) {
      const Bytes salt = pattern(size);
      Bytes expected(size);
      Bytes got(size);
      hash->derive_key(expected.data(), size, "correct horse", 13, salt.data(), salt.size());
      pbkdf2_sha512(view_of("correct horse"), salt, rounds, got);
      EXPECT_EQ(to_hex(got), to_hex(expected)) << rounds << ' ' << size;
    }
  }
}

}  // namespace
}  // namespace coldquill
