// Verification of signatures against everything that was published about it.
//
// How the Wycheproof files map on what we accept (strict DER as in BIP-0066, low s as in BIP-0146):
//   ecdsa-bitcoin  made for exactly this rule: our answer equals theirs in all 463 cases
//   ecdsa-der      made for DER without the low-s rule: what it calls invalid we refuse, BER forms
//                  included; what it calls valid we accept unless s is high, and then the same
//                  signature with n - s must verify, so that nothing is refused for another reason
//   ecdsa-p1363    the same with r || s in place of DER
// None of the three files has a case marked "acceptable"; a new copy that brings one fails here.
#include <coldquill/base/hex.h>
#include <coldquill/crypto/curve.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

using nlohmann::json;
using test::load_vectors;
using test::unhex;

// n, the order of the group, and its half: s above that is high.
const Bytes order = unhex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
const Bytes half = unhex("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

bool below(ByteView a, ByteView b) {
  return std::ranges::lexicographical_compare(a, b);
}

bool has_high_s(ByteView compact) {
  const ByteView s = compact.subspan(32);
  return below(half, s) && below(s, order);
}

// r || n - s
Bytes negated(ByteView compact) {
  Bytes out = to_bytes(compact);
  int borrow = 0;
  for (std::size_t i = 32; i-- > 0;) {
    const int digit = order[i] - compact[32 + i] - borrow;
    borrow = digit < 0 ? 1 : 0;
    out[32 + i] = static_cast<std::uint8_t>(digit + 256 * borrow);
  }
  return out;
}

PublicKey key_of(const json& test) {
  const Bytes point = unhex(test["public_key"]);
  Bytes compressed{static_cast<std::uint8_t>(2 + point[64] % 2)};
  append(compressed, ByteView(point).subspan(1, 32));
  return *PublicKey::parse(compressed);
}

Digest32 digest_of(const json& test) {
  return sha256(unhex(test["message"]));
}

bool good(const json& test, ByteView compact) {
  return verify_ecdsa(key_of(test), digest_of(test), compact);
}

// r and s of a DER signature whose numbers are well formed, for high-s signatures that
// compact_of_der refuses.
Bytes lenient_compact(const Bytes& der) {
  Bytes out;
  for (std::size_t at = 2; at + 1 < der.size(); at += 2u + der[at + 1]) {
    const ByteView number = ByteView(der).subspan(at + 2, der[at + 1]);
    const ByteView digits = number.size() > 32 ? number.last(32) : number;
    out.resize(out.size() + 32 - digits.size());
    append(out, digits);
  }
  return out;
}

TEST(Wycheproof, BitcoinSignatures) {
  const json cases = load_vectors("wycheproof/ecdsa-bitcoin")["cases"];
  EXPECT_EQ(cases.size(), 463u);
  for (const json& test : cases) {
    const auto compact = compact_of_der(unhex(test["signature"]));
    const bool accepted = compact && good(test, *compact);
    ASSERT_TRUE(test["result"] == "valid" || test["result"] == "invalid");
    EXPECT_EQ(accepted, test["result"] == "valid") << test["id"] << ' ' << test["why"];
  }
}

TEST(Wycheproof, DerSignatures) {
  const json cases = load_vectors("wycheproof/ecdsa-der")["cases"];
  EXPECT_EQ(cases.size(), 476u);
  for (const json& test : cases) {
    const Bytes der = unhex(test["signature"]);
    const auto compact = compact_of_der(der);
    const bool accepted = compact && good(test, *compact);
    ASSERT_TRUE(test["result"] == "valid" || test["result"] == "invalid");
    if (test["result"] == "invalid") {
      EXPECT_FALSE(accepted) << test["id"] << ' ' << test["why"];
    } else if (!accepted) {
      const Bytes high = lenient_compact(der);
      ASSERT_EQ(high.size(), 64u) << test["id"];
      EXPECT_TRUE(has_high_s(high)) << test["id"] << ' ' << test["why"];
      EXPECT_TRUE(good(test, negated(high))) << test["id"];
    }
  }
}

TEST(Wycheproof, FixedSizeSignatures) {
  const json cases = load_vectors("wycheproof/ecdsa-p1363")["cases"];
  EXPECT_EQ(cases.size(), 252u);
  for (const json& test : cases) {
    const Bytes compact = unhex(test["signature"]);
    const bool accepted = good(test, compact);
    ASSERT_TRUE(test["result"] == "valid" || test["result"] == "invalid");
    if (test["result"] == "invalid") {
      EXPECT_FALSE(accepted) << test["id"] << ' ' << test["why"];
    } else if (!accepted) {
      EXPECT_TRUE(has_high_s(compact)) << test["id"] << ' ' << test["why"];
      EXPECT_TRUE(good(test, negated(compact))) << test["id"];
    }
  }
}

TEST(Ecdsa, PublishedInvalidSignaturesAreRefused) {
  const auto generator =
      PublicKey::parse(unhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"));
  const json cases = load_vectors("rfc6979/bitcoinjs-invalid")["cases"];
  EXPECT_EQ(cases.size(), 8u);
  for (const json& test : cases) {
    Bytes compact;
    for (const std::string name : {"r", "s"}) {
      std::string digits = test[name];
      // A negative number has no form in 32 octets; what is left of it is another wrong one.
      if (digits.front() == '-') digits.erase(0, 1);
      append(compact, unhex(std::string(64 - digits.size(), '0') + digits));
    }
    EXPECT_FALSE(
        verify_ecdsa(*generator, sha256(view_of(test["message"].get<std::string>())), compact))
        << test["why"];
  }
}

TEST(Schnorr, Bip340VerificationOfAllRows) {
  const json cases = load_vectors("taproot/bip340")["cases"];
  EXPECT_EQ(cases.size(), 19u);
  for (const json& test : cases) {
    EXPECT_EQ(verify_schnorr(array_of<32>(unhex(test["public_key"])), unhex(test["message"]),
                             unhex(test["signature"])),
              test["valid"].get<bool>())
        << test["index"] << ' ' << test["why"];
  }
}

TEST(Taproot, Bip341OutputKeys) {
  const json outputs = load_vectors("taproot/bip341")["outputs"];
  EXPECT_EQ(outputs.size(), 7u);
  for (const json& test : outputs) {
    std::optional<Digest32> root;
    if (!test["merkle_root"].is_null()) root = array_of<32>(unhex(test["merkle_root"]));
    const auto key = taproot_output_key(unhex(test["internal_key"]), root);
    ASSERT_TRUE(key);
    EXPECT_EQ(to_hex(*key), test["output_key"]);
  }
}

TEST(Der, GoesThereAndBack) {
  const Bytes compact = unhex(
      "00000000000000000000000000000000000000000000000000000000000000ff"
      "0000000000000000000000000000000000000000000000000000000000000001");
  const Bytes der = der_of_compact(compact);
  EXPECT_EQ(to_hex(der), "3007020200ff020101");
  EXPECT_EQ(to_hex(*compact_of_der(der)), to_hex(compact));
  EXPECT_FALSE(compact_of_der({}));
  for (std::size_t n = 0; n < der.size(); ++n) {
    EXPECT_FALSE(compact_of_der(ByteView(der).first(n))) << n;
  }
}

TEST(PublicKey, OnlyCompressedPoints) {
  const std::string x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  const std::string y = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
  EXPECT_TRUE(PublicKey::parse(unhex("02" + x)).ok());
  for (const std::string& wrong : {"04" + x + y, "06" + x + y, "05" + x, "02" + x + "00", x,
                                   "02" + std::string(64, 'f'), std::string()}) {
    EXPECT_EQ(PublicKey::parse(unhex(wrong)).error().reason(), "E_BAD_PUBLIC_KEY") << wrong;
  }
}

}  // namespace
}  // namespace coldquill
