// The private side of BIP-0032.
#include <coldquill/base/hex.h>
#include <coldquill/codec/base58.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/vault.h>
#include <gtest/gtest.h>
#include <support/vectors.h>
#include <vault_testing.h>

namespace coldquill {
namespace {

using namespace vault_testing;
using nlohmann::json;
using test::unhex;

KeyPath path_of(const json& one) {
  return *parse_path(one["path"].get<std::string>());
}

TEST(Bip32, PublishedVectors) {
  const json cases = test::load_vectors("bip32/valid")["cases"];
  EXPECT_EQ(cases.size(), 17u);
  for (const json& one : cases) {
    const auto key = derive(unhex(one["seed"]), path_of(one));
    ASSERT_TRUE(key);
    EXPECT_EQ(key->private_text, one["xprv"]);
    EXPECT_EQ(key->public_text, one["xpub"]);
  }
}

// Private keys are never read from text here; what BIP-0032 says about their numbers holds.
TEST(Bip32, InvalidPrivateKeys) {
  unsigned out_of_range = 0;
  const json cases = test::load_vectors("bip32/invalid")["cases"];
  for (const json& one : cases) {
    const auto raw = base58check_decode(one["text"].get<std::string>());
    if (!one["why"].get<std::string>().starts_with("private key")) continue;
    ASSERT_TRUE(raw.ok() && raw->size() == 78);
    EXPECT_FALSE(is_private_key(ByteView(*raw).subspan(46))) << one["why"];
    ++out_of_range;
  }
  EXPECT_EQ(out_of_range, 2u);
  EXPECT_TRUE(
      is_private_key(unhex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140")));
}

TEST(Bip32, EndsAtDepth255) {
  const Bytes seed(16, 1);
  EXPECT_TRUE(derive(seed, KeyPath(255, 0)));
  EXPECT_FALSE(derive(seed, KeyPath(256, 0)));
}

// BIP-0049, 84 and 86 print their keys with version octets of their own.
TEST(AccountKeys, Bip49Bip84Bip86) {
  struct Kind {
    const char* file;
    std::uint32_t private_version;
    KeyVersion public_version;
  };
  for (const Kind& kind : {Kind{"bip32/bip49", 0x044A4E28, KeyVersion::upub},
                           Kind{"bip32/bip84", 0x04B2430C, KeyVersion::zpub},
                           Kind{"bip32/bip86", 0x0488ADE4, KeyVersion::xpub}}) {
    const json cases = test::load_vectors(kind.file)["cases"];
    EXPECT_GE(cases.size(), 3u);
    for (const json& one : cases) {
      const SecretBytes words = secret_of(one["words"].get<std::string>());
      const Bytes seed = contents_of(*seed_of_words(words, nullptr));
      const auto key = derive(seed, path_of(one), kind.private_version, kind.public_version);
      ASSERT_TRUE(key);
      if (one.contains("private")) {
        // BIP-0049 prints its master with the version of an account.
        EXPECT_EQ(key->private_text, one["private"]);
      }
      if (one.contains("public")) {
        EXPECT_EQ(key->public_text, one["public"]);
      }
      if (one.contains("private_key")) {
        EXPECT_EQ(to_hex(key->private_key), one["private_key"]);
      }
      const auto account = Vault::from_words(words)->account_key(path_of(one));
      EXPECT_EQ(account->key.text(kind.public_version), key->public_text);
    }
  }
}

TEST(Vault, AccountKeysAreThoseOfPublicDerivation) {
  const auto vault = *Vault::from_words(
      secret_of("legal winner thank year wave sausage worth useful legal winner thank yellow"));
  const auto account = *vault.account_key(*parse_path("m/84'/0'/0'"));
  for (std::uint32_t i = 0; i < 20; ++i) {
    const KeyPath path{hardened(84), hardened(0), hardened(0), i % 2, i};
    const auto key = *vault.account_key(path);
    EXPECT_EQ(key.path, path);
    EXPECT_EQ(key.key.text(KeyVersion::xpub),
              account.key.descendant(std::vector{i % 2, i})->text(KeyVersion::xpub));
  }
  const auto master = *vault.account_key({});
  EXPECT_EQ(master.key.fingerprint(), vault.master_fingerprint());
  EXPECT_EQ(vault.account_key(KeyPath(256, 0)).error().reason(), "E_BAD_KEY_PATH");
}

TEST(Vault, ManyParentsAreNotKept) {
  const auto vault = *Vault::from_words(
      secret_of("legal winner thank year wave sausage worth useful legal winner thank yellow"));
  for (std::uint32_t account = 0; account < 300; ++account) {
    EXPECT_TRUE(vault.account_key({hardened(84), hardened(account), 0}).ok());
  }
}

}  // namespace
}  // namespace coldquill
