// The public side of BIP-0032; src/vault's tests have the private one.
#include <coldquill/base/hex.h>
#include <coldquill/codec/base58.h>
#include <coldquill/keys/extended_key.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

using nlohmann::json;

TEST(ExtendedPublicKey, ReadsAndWritesEveryPublishedKey) {
  const json cases = test::load_vectors("bip32/valid")["cases"];
  EXPECT_EQ(cases.size(), 17u);
  for (const json& one : cases) {
    const std::string text = one["xpub"];
    const auto key = ExtendedPublicKey::parse(text);
    ASSERT_TRUE(key.ok()) << text;
    EXPECT_EQ(key->text(KeyVersion::xpub), text);
    EXPECT_EQ(key->depth, parse_path(one["path"].get<std::string>())->size());
  }
}

TEST(ExtendedPublicKey, DerivesEveryStepThatIsNotHardened) {
  const json cases = test::load_vectors("bip32/valid")["cases"];
  unsigned derived = 0;
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const auto path = *parse_path(cases[i]["path"].get<std::string>());
    if (cases[i]["seed"] != cases[i - 1]["seed"]) continue;
    const auto parent = *ExtendedPublicKey::parse(cases[i - 1]["xpub"].get<std::string>());
    const auto child = parent.child(path.back());
    EXPECT_EQ(child.has_value(), !is_hardened(path.back()));
    if (!child) continue;
    EXPECT_EQ(child->text(KeyVersion::xpub), cases[i]["xpub"]);
    ++derived;
  }
  EXPECT_EQ(derived, 6u);
}

TEST(ExtendedPublicKey, RefusesWhatBip32CallsInvalid) {
  const json cases = test::load_vectors("bip32/invalid")["cases"];
  EXPECT_EQ(cases.size(), 16u);
  for (const json& one : cases) {
    const auto key = ExtendedPublicKey::parse(one["text"].get<std::string>());
    ASSERT_FALSE(key.ok()) << one["why"];
    EXPECT_EQ(key.error().reason(), "E_BAD_EXTENDED_KEY") << one["why"];
  }
}

TEST(ExtendedPublicKey, AnyCharacterChangedIsRefused) {
  const std::string text = test::load_vectors("bip32/valid")["cases"][0]["xpub"];
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == '2' ? '3' : '2';
    EXPECT_FALSE(ExtendedPublicKey::parse(other).ok()) << i;
  }
}

TEST(ExtendedPublicKey, EndsAtDepth255) {
  auto key = *ExtendedPublicKey::parse(
      test::load_vectors("bip32/valid")["cases"][0]["xpub"].get<std::string>());
  key.depth = 254;
  const auto last = key.child(0);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->depth, 255);
  EXPECT_FALSE(last->child(0));
}

TEST(ExtendedPublicKey, AccountKeysOfBip49AndBip84AndBip86) {
  for (const auto& [number, version] :
       {std::pair{"49", KeyVersion::upub}, {"84", KeyVersion::zpub}, {"86", KeyVersion::xpub}}) {
    std::optional<ExtendedPublicKey> account;
    std::size_t depth = 0;
    const json cases = test::load_vectors(std::string("bip32/bip") + number)["cases"];
    for (const json& one : cases) {
      const auto path = *parse_path(one["path"].get<std::string>());
      if (one.contains("public")) {
        const auto key = ExtendedPublicKey::parse(one["public"].get<std::string>());
        ASSERT_TRUE(key.ok());
        EXPECT_EQ(key->text(version), one["public"]);
        if (path.size() == 3) account = *key;
      }
      if (path.size() != 5) continue;
      ASSERT_TRUE(account);
      const auto child = account->descendant(std::span(path).subspan(3));
      ASSERT_TRUE(child);
      if (one.contains("public_key")) {
        EXPECT_EQ(to_hex(child->key.bytes()), one["public_key"]);
      }
      if (one.contains("internal_key")) {
        EXPECT_EQ(to_hex(child->key.x_only()), one["internal_key"]);
        EXPECT_EQ(to_hex(*taproot_output_key(child->key.x_only(), {})), one["output_key"]);
      }
      ++depth;
    }
    EXPECT_GE(depth, 1u) << number;
  }
}

}  // namespace
}  // namespace coldquill
