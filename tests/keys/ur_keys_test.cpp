#include <coldquill/base/hex.h>
#include <coldquill/keys/ur_accounts.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <map>

namespace coldquill {
namespace {

// What a published case holds: by its UR type, or else by the file that it was found in.
std::string kind_of(const nlohmann::json& c) {
  static const std::map<std::string, std::string> kinds{
      {"crypto-hdkey", "hdkey"},
      {"hdkey", "hdkey2"},
      {"crypto-keypath", "keypath"},
      {"crypto-eckey", "eckey"},
      {"eckey", "eckey"},
      {"crypto-address", "address"},
      {"address", "address2"},
      {"crypto-output", "output"},
      {"crypto-account", "account"},
      {"account-descriptor", "account2"},
      {"crypto-multi-accounts", "multi"},
      {"CryptoHDKeyTest.java", "hdkey"},
      {"CryptoHDKey.test.ts", "hdkey"},
      {"crypto_hd_key.rs", "hdkey"},
      {"URHDKeyTest.java", "hdkey2"},
      {"crypto_key_path.rs", "keypath"},
      {"CryptoECKeyTest.java", "eckey"},
      {"URECKeyTest.java", "eckey"},
      {"crypto_ec_key.rs", "eckey"},
      {"CryptoAddressTest.java", "address"},
      {"URAddressTest.java", "address2"},
      {"CryptoOutputTest.java", "output"},
      {"crypto_output.rs", "output"},
      {"UROutputDescriptorTest.java", "descriptor"},
      {"CryptoAccountTest.java", "account"},
      {"crypto_account.rs", "account"},
      {"URAccountDescriptorTest.java", "account2"},
      {"crypto_multi_accounts.rs", "multi"}};
  const std::string name = c.contains("type") ? c.at("type") : c.at("from");
  const auto kind = kinds.find(name);
  return kind == kinds.end() ? "" : kind->second;
}

// Read and written again, as hexadecimal; or the reason why not.
template <class T, class... More>
std::string again(Result<T> item, More... more) {
  if (!item) return std::string(item.error().reason());
  CborWriter out;
  write_ur(out, *item, more...);
  return to_hex(out.view());
}

std::string again(const std::string& kind, const Cbor& item) {
  if (kind == "hdkey") return again(parse_ur_hdkey(item), UrGeneration::first);
  if (kind == "hdkey2") return again(parse_ur_hdkey(item), UrGeneration::second);
  if (kind == "keypath") return again(parse_ur_keypath(item));
  if (kind == "eckey") return again(parse_ur_eckey(item));
  if (kind == "address") return again(parse_ur_address(item), UrGeneration::first);
  if (kind == "address2") return again(parse_ur_address(item), UrGeneration::second);
  if (kind == "output") return again(parse_ur_output(item));
  if (kind == "descriptor") return again(parse_ur_descriptor(item));
  if (kind == "account") return again(parse_ur_account(item));
  if (kind == "account2") return again(parse_ur_account_descriptor(item));
  return again(parse_ur_multi_accounts(item));
}

struct Counts {
  std::size_t equal = 0;
  std::size_t private_keys = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};
void PrintTo(const Counts& counts, std::ostream* out) {
  *out << counts.equal << " equal, " << counts.private_keys << " private";
}

Counts judge(const char* name) {
  Counts counts;
  const auto cases = test::load_vectors(name).at("cases");
  for (const auto& c : cases) {
    const std::string kind = kind_of(c);
    if (kind.empty()) continue;
    const Bytes bytes = test::unhex(c.at("cbor"));
    const auto item = parse_cbor(bytes);
    // Some tests print descriptors with their own tag in front.
    const bool tagged = kind == "descriptor" && item->is_tag(40308);
    std::string out = again(kind, tagged ? item->items.front() : *item);
    if (tagged && !out.starts_with("E_")) out = "d99d74" + out;
    if (out == "E_PRIVATE_KEY_IN_PAYLOAD") {
      ++counts.private_keys;
    } else {
      EXPECT_EQ(out, to_hex(bytes)) << kind << ' ' << c;
      counts.equal += out == to_hex(bytes) ? 1 : 0;
    }
  }
  return counts;
}

TEST(UrKeys, PublishedItems) {
  EXPECT_EQ(judge("ur/bcr-papers-urs"), (Counts{11, 2}));
  EXPECT_EQ(judge("ur/hummingbird-registry"), (Counts{43, 9}));
  EXPECT_EQ(judge("ur/keystone-js-registry"), (Counts{2, 0}));
  EXPECT_EQ(judge("ur/keystone-rust-registry"), (Counts{18, 3}));
}

ExtendedPublicKey example_key() {
  return *ExtendedPublicKey::parse(
      "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZ"
      "X"
      "YVUhLv1VMrjPC7PW6V");
}

KeyOrigin example_origin() {
  return {*KeyFingerprint::parse("73c5da0a"), *parse_path("m/84'/0'/0'")};
}

TEST(UrKeys, ExtendedKeyBothWays) {
  const auto key = example_key();
  const auto bytes = ur_message(UrHdKey::of(key, example_origin()));
  const auto item = parse_cbor(bytes);
  const auto back = parse_ur_hdkey(*item);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back->origin->origin(), example_origin());
  EXPECT_EQ(back->origin->depth, 3);
  const auto extended = back->extended();
  ASSERT_TRUE(extended.ok());
  EXPECT_EQ(extended->text(KeyVersion::xpub), key.text(KeyVersion::xpub));
}

// A fingerprint that begins with zeros is a short integer, and comes back whole.
TEST(UrKeys, FingerprintsWithLeadingZeros) {
  const KeyOrigin origin{*KeyFingerprint::parse("00000f05"), {hardened(84)}};
  const auto bytes = ur_message(UrKeyPath::of(origin));
  EXPECT_EQ(to_hex(bytes), "a301821854f502190f050301");
  const auto item = parse_cbor(bytes);
  EXPECT_EQ(*parse_ur_keypath(*item)->origin(), origin);
}

TEST(UrKeys, AccountOfFourKinds) {
  UrAccount account{example_origin().fingerprint, {}};
  const UrHdKey key = UrHdKey::of(example_key(), example_origin());
  for (const auto& scripts : std::vector<std::vector<UrScript>>{
           {UrScript::pkh}, {UrScript::sh, UrScript::wpkh}, {UrScript::wpkh}, {UrScript::tr}, {}})
    account.outputs.push_back({scripts, {}, {key}});
  const auto bytes = ur_message(account);
  const auto item = parse_cbor(bytes);
  const auto back = parse_ur_account(*item);
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->outputs.size(), 5u);
  EXPECT_EQ(back->outputs[1].scripts, (std::vector{UrScript::sh, UrScript::wpkh}));
  EXPECT_TRUE(back->outputs[4].scripts.empty());
  EXPECT_EQ(ur_message(*back), bytes);
}

TEST(UrKeys, WildcardsRangesAndPairs) {
  // 44'/[1-5]/<0;1>/*
  const Bytes bytes = test::unhex("a10187182cf5820105f48400f401f480f4");
  const auto item = parse_cbor(bytes);
  const auto path = parse_ur_keypath(*item);
  ASSERT_TRUE(path.ok()) << path.error().what();
  ASSERT_EQ(path->steps.size(), 4u);
  EXPECT_EQ(path->steps[1].kind, UrStep::Kind::range);
  EXPECT_EQ(path->steps[2].kind, UrStep::Kind::pair);
  EXPECT_EQ(path->steps[3], UrStep::wildcard());
  EXPECT_EQ(ur_message(*path), bytes);
  EXPECT_EQ(path->path().error().reason(), "E_UNSUPPORTED_KEY_ITEM");
}

template <class Parse>
std::string reason_of(Parse parse, const std::string& hex) {
  const Bytes bytes = test::unhex(hex);
  const auto item = parse_cbor(bytes);
  if (!item) return "no CBOR";
  const auto out = parse(*item);
  return out ? "" : std::string(out.error().reason());
}

TEST(UrKeys, BrokenPaths) {
  const auto reason = [](const std::string& hex) { return reason_of(parse_ur_keypath, hex); };
  EXPECT_EQ(reason("a10180"), "");
  EXPECT_EQ(reason("a0"), "E_BAD_CBOR");        // no components
  EXPECT_EQ(reason("80"), "E_BAD_CBOR");        // no map
  EXPECT_EQ(reason("a10101"), "E_BAD_CBOR");    // no array
  EXPECT_EQ(reason("a1018100"), "E_BAD_CBOR");  // no flag
  EXPECT_EQ(reason("a101820000"), "E_BAD_CBOR");
  EXPECT_EQ(reason("a101821a80000000f5"), "E_BAD_CBOR");  // the bit is for the flag to say
  EXPECT_EQ(reason("a10182820501f4"), "E_BAD_CBOR");      // a range backwards
  EXPECT_EQ(reason("a101828101f4"), "E_BAD_CBOR");
  EXPECT_EQ(reason("a20180021b0000000100000000"), "E_BAD_CBOR");
  EXPECT_EQ(reason("a2018003190100"), "E_BAD_CBOR");
  EXPECT_EQ(reason("a201800400"), "E_UNKNOWN_FIELD");
  std::string deep = "a101990200";  // 256 steps
  for (int i = 0; i < 256; ++i) deep += "00f4";
  EXPECT_EQ(reason(deep), "E_BAD_CBOR");
}

TEST(UrKeys, BrokenKeys) {
  const auto reason = [](const std::string& hex) { return reason_of(parse_ur_hdkey, hex); };
  const std::string key = "035821" + std::string("02") + std::string(64, '1');
  EXPECT_EQ(reason("a1" + key), "");
  EXPECT_EQ(reason("a0"), "E_BAD_CBOR");
  EXPECT_EQ(reason("a1035800"), "no CBOR");
  EXPECT_EQ(reason("a10340"), "E_BAD_CBOR");
  EXPECT_EQ(reason("a2" + key + "0441ff"), "E_BAD_CBOR");          // a short chain code
  EXPECT_EQ(reason("a2" + key + "06a10180"), "E_BAD_CBOR");        // an origin without its tag
  EXPECT_EQ(reason("a2" + key + "06d90131a10180"), "E_BAD_CBOR");  // with another one
  EXPECT_EQ(reason("a202f5" + key), "E_PRIVATE_KEY_IN_PAYLOAD");
  EXPECT_EQ(reason("a201f5" + key), "E_PRIVATE_KEY_IN_PAYLOAD");
  EXPECT_EQ(reason("a1035821" + std::string(66, '0')), "E_PRIVATE_KEY_IN_PAYLOAD");
}

TEST(UrKeys, BrokenOutputs) {
  const auto reason = [](const std::string& hex) { return reason_of(parse_ur_output, hex); };
  const std::string key = "d90132a1035821" + std::string("02") + std::string(64, '1');
  EXPECT_EQ(reason("d90194" + key), "");
  EXPECT_EQ(reason("d90196a201010281" + key), "");
  EXPECT_EQ(reason("d90196a201020281" + key), "E_BAD_CBOR");  // two of one
  EXPECT_EQ(reason("d90196a201000281" + key), "E_BAD_CBOR");  // none of one
  EXPECT_EQ(reason("d9019841ff"), "E_UNSUPPORTED_KEY_ITEM");
  EXPECT_EQ(reason("d9019400"), "E_BAD_CBOR");
  EXPECT_EQ(reason("00"), "E_BAD_CBOR");
}

TEST(UrKeys, PathFieldOfOtherRegistries) {
  const Bytes bytes = test::unhex("a105d90130a20182182cf5021a73c5da0a");
  const auto item = parse_cbor(bytes);
  CborFields in(*item, "request");
  const auto path = keypath_field(in, 5);
  ASSERT_TRUE(in.finish().ok());
  EXPECT_EQ(path.origin()->text(), "[73c5da0a/44']");
  CborFields missing(*item, "request");
  keypath_field(missing, 6);
  EXPECT_FALSE(missing.status().ok());
}

}  // namespace
}  // namespace coldquill
