#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <coldquill/vault/wallet_file.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vault_testing.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <set>
#include <thread>

namespace coldquill {
namespace {

using namespace vault_testing;

// The cheapest that a file may ask for.
constexpr PasswordCost cheap{64 * 1024, 2};
const std::string words =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";
const std::string other_words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";

// Where fields lie in the file.
constexpr std::size_t memory_at = 12, passes_at = 16, lanes_at = 20, salt_at = 21, id_at = 37,
                      generation_at = 53, commitment_at = 61, header_size = 149;

class WalletFileTest : public testing::Test {
 protected:
  WalletFileTest() {
    char name[] = "/tmp/coldquill-wallet-XXXXXX";
    folder_ = ::mkdtemp(name);
  }
  ~WalletFileTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return folder_ + "/wallet.cq"; }
  [[nodiscard]] Bytes bytes() const { return *read_file(path()); }
  void put(const Bytes& file) const {
    ASSERT_TRUE(write_file(path(), file, 0600, Existing::replace).ok());
  }

  void make(bool public_readable = false) const {
    auto wallet = *WalletFile::create(path(), secret_of("password"), {public_readable, cheap});
    ASSERT_TRUE(wallet.add("main", secret_of(words)).ok());
    ASSERT_TRUE(wallet.save().ok());
  }
  [[nodiscard]] Result<WalletFile> open(std::string_view password = "password") const {
    return WalletFile::open(path(), secret_of(password));
  }
  [[nodiscard]] std::string refusal() const { return std::string(open().error().reason()); }

  std::string folder_;
};

TEST_F(WalletFileTest, GivesBackWhatWasPutIn) {
  const SecretBytes passphrase = secret_of("TREZOR");
  auto made = *WalletFile::create(path(), secret_of("password"), {false, cheap});
  EXPECT_EQ(made.generation(), 0u);
  ASSERT_TRUE(made.add("main", secret_of("  " + words)).ok());
  ASSERT_TRUE(made.add("with passphrase", secret_of(words), &passphrase).ok());
  ASSERT_TRUE(made.save().ok());
  EXPECT_EQ(made.generation(), 1u);

  const auto wallet = *open();
  EXPECT_EQ(wallet.generation(), 1u);
  EXPECT_NEAR(static_cast<double>(wallet.last_saved()), static_cast<double>(::time(nullptr)), 60);
  EXPECT_FALSE(wallet.public_readable());
  ASSERT_EQ(wallet.entries().size(), 2u);
  EXPECT_EQ(text_of_secret(*wallet.words("main")), words);

  const auto plain = *Vault::from_words(secret_of(words));
  const auto hidden = *Vault::from_words(secret_of(words), &passphrase);
  EXPECT_EQ(wallet.vault("main")->master_fingerprint(), plain.master_fingerprint());
  EXPECT_EQ(wallet.vault("with passphrase")->master_fingerprint(), hidden.master_fingerprint());
  EXPECT_EQ(wallet.vault("main", &passphrase)->master_fingerprint(), hidden.master_fingerprint());

  const WalletEntry& entry = wallet.entries()[1];
  EXPECT_EQ(entry.name, "with passphrase");
  EXPECT_EQ(entry.fingerprint, hidden.master_fingerprint());
  ASSERT_EQ(entry.accounts.size(), 9u);
  std::set<std::string> paths;
  for (const AccountKey& account : entry.accounts) {
    paths.insert(to_string(account.path));
    const auto derived = *hidden.account_key(account.path);
    EXPECT_EQ(account.key.text(KeyVersion::xpub), derived.key.text(KeyVersion::xpub));
  }
  EXPECT_EQ(paths, (std::set<std::string>{"m/44'/0'/0'", "m/44'/1'/0'", "m/44'/60'/0'",
                                          "m/49'/0'/0'", "m/49'/1'/0'", "m/84'/0'/0'",
                                          "m/84'/1'/0'", "m/86'/0'/0'", "m/86'/1'/0'"}));
}

TEST_F(WalletFileTest, NamesAreOneEach) {
  auto wallet = *WalletFile::create(path(), secret_of("password"), {false, cheap});
  ASSERT_TRUE(wallet.add("main", secret_of(words)).ok());
  EXPECT_EQ(wallet.add("main", secret_of(words)).error().reason(), "E_WALLET_NAME");
  for (const std::string& name : {std::string(), std::string(65, 'x'), std::string("a\nb")}) {
    EXPECT_EQ(wallet.add(name, secret_of(words)).error().reason(), "E_WALLET_NAME") << name;
  }
  EXPECT_EQ(wallet.add("bad", secret_of("not words")).error().reason(), "E_BAD_WORDS");
  ASSERT_TRUE(wallet.add("second", secret_of(other_words)).ok());
  EXPECT_EQ(wallet.rename("second", "main").error().reason(), "E_WALLET_NAME");
  ASSERT_TRUE(wallet.rename("main", "first").ok());
  ASSERT_TRUE(wallet.remove("first").ok());
  EXPECT_EQ(wallet.remove("first").error().reason(), "E_WALLET_NAME");
  EXPECT_EQ(wallet.vault("first").error().reason(), "E_WALLET_NAME");
  EXPECT_EQ(text_of_secret(*wallet.words("second")), other_words);
}

TEST_F(WalletFileTest, NothingOfItIsReadableWithoutThePassword) {
  make();
  const Bytes file = bytes();
  EXPECT_EQ(text_of(file).find("main"), std::string_view::npos);
  EXPECT_EQ(text_of(file).find("legal"), std::string_view::npos);
  const auto fingerprint = open()->entries()[0].fingerprint;
  EXPECT_EQ(text_of(file).find(text_of(fingerprint.bytes)), std::string_view::npos);
  EXPECT_EQ(WalletFile::read_public(path()).error().reason(), "E_WALLET_SEALED");
  struct stat info {};
  ASSERT_EQ(::stat(path().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  // Sizes go in steps: two short entries weigh as much as one.
  EXPECT_EQ(file.size(), header_size + 48 + 4096 + 16);
}

TEST_F(WalletFileTest, PublicPartWhenTheOwnerAskedForIt) {
  make(true);
  const auto wallet = *WalletFile::read_public(path());
  ASSERT_EQ(wallet.entries.size(), 1u);
  EXPECT_EQ(wallet.generation, 1u);
  EXPECT_EQ(wallet.entries[0].name, "main");
  EXPECT_EQ(wallet.entries[0].accounts.size(), 9u);
  EXPECT_EQ(text_of(bytes()).find("legal"), std::string_view::npos);
  // Whoever changes it there is found out at the next opening.
  Bytes file = bytes();
  file.back() ^= 1;
  put(file);
  EXPECT_EQ(refusal(), "E_WALLET_PASSWORD");
}

TEST_F(WalletFileTest, SavesAnewEachTimeAndKeepsThePrevious) {
  make();
  const Bytes first = bytes();
  auto wallet = *open();
  ASSERT_TRUE(wallet.save().ok());
  const Bytes second = bytes();
  EXPECT_EQ(*read_file(path() + ".bak"), first);
  // K17: salt, commitment, nonces, wrapped key and body all differ.
  const auto part = [](const Bytes& file, std::size_t at, std::size_t size) {
    return to_hex(ByteView(file).subspan(at, size));
  };
  EXPECT_EQ(part(first, id_at, 16), part(second, id_at, 16));
  EXPECT_EQ(part(second, generation_at, 8), "0000000000000002");
  for (const auto& [at, size] : {std::pair<std::size_t, std::size_t>{salt_at, 16},
                                 {commitment_at, 32},
                                 {93, 24},
                                 {117, 24},
                                 {149, 48},
                                 {197, 4112}}) {
    EXPECT_NE(part(first, at, size), part(second, at, size)) << at;
  }
  EXPECT_EQ(open()->generation(), 2u);
}

TEST_F(WalletFileTest, NeverOverAnotherFile) {
  make();
  auto fresh = *WalletFile::create(path(), secret_of("password"), {false, cheap});
  EXPECT_EQ(fresh.save().error().reason(), "E_OUTPUT_EXISTS");
  auto one = *open();
  auto two = *open();
  ASSERT_TRUE(one.save().ok());
  EXPECT_EQ(two.save().error().reason(), "E_WALLET_CHANGED");
  EXPECT_EQ(two.generation(), 1u);
}

// Two programs that opened the same generation and save at the same moment: what one of them added
// must not be lost. Here the other one is in the middle of saving.
TEST_F(WalletFileTest, OneProgramSavesAtATime) {
  make();
  auto wallet = *open();
  const int other = ::open(path().c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  EXPECT_EQ(wallet.save().error().reason(), "E_WALLET_CHANGED");
  EXPECT_FALSE(std::filesystem::exists(path() + ".bak"));
  ::close(other);
  EXPECT_TRUE(wallet.save().ok());
  EXPECT_TRUE(wallet.save().ok());  // the lock went with the first
}

TEST_F(WalletFileTest, OfTwoSavesAtOnceOneIsRefused) {
  make();
  constexpr std::size_t programs = 4;
  std::vector<WalletFile> wallets;
  for (std::size_t i = 0; i < programs; ++i) wallets.push_back(*open());
  std::atomic<int> saved = 0;
  std::vector<std::jthread> threads;
  for (auto& wallet : wallets) {
    threads.emplace_back([&] { saved += wallet.save().ok() ? 1 : 0; });
  }
  threads.clear();
  EXPECT_EQ(saved, 1);
  EXPECT_EQ(open()->generation(), 2u);
}

TEST_F(WalletFileTest, AnEmptyPasswordIsNone) {
  const auto made = WalletFile::create(path(), SecretBytes(), {false, cheap});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().reason(), "E_EMPTY_PASSWORD");
}

TEST_F(WalletFileTest, WrongPasswordsGetSlower) {
  make();
  const auto start = std::chrono::steady_clock::now();
  const auto first = open("Password");
  const auto second = open("password ");
  EXPECT_EQ(first.error().reason(), "E_WALLET_PASSWORD");
  EXPECT_EQ(second.error().what(), first.error().what());
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_TRUE(open().ok());
}

// K12, K13: judged before anything is allocated, whatever the numbers.
TEST_F(WalletFileTest, CostOutOfRangeIsRefusedAtOnce) {
  make();
  const Bytes good = bytes();
  const auto with = [&](std::size_t at, std::uint32_t value) {
    Bytes file = good;
    for (std::size_t i = 0; i < 4; ++i) {
      file[at + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
    }
    put(file);
    return refusal();
  };
  const std::clock_t start = std::clock();  // work, which the load of the machine does not change
  for (const std::uint32_t kib : {0u, 8u, 65535u, 2u * 1024 * 1024 + 1, 0xffffffffu}) {
    EXPECT_EQ(with(memory_at, kib), "E_WALLET_KDF") << kib;
  }
  for (const std::uint32_t passes : {0u, 1u, 17u, 0xffffffffu}) {
    EXPECT_EQ(with(passes_at, passes), "E_WALLET_KDF") << passes;
  }
  // Above the usual cost, also that of wallets made with --paranoid: 1 GiB and 4 passes.
  for (const std::uint32_t kib : {256u * 1024 + 1, 1024u * 1024, 2u * 1024 * 1024}) {
    EXPECT_EQ(with(memory_at, kib), "E_WALLET_NEEDS_PARANOID") << kib;
  }
  for (const std::uint32_t passes : {4u, 16u}) {
    EXPECT_EQ(with(passes_at, passes), "E_WALLET_NEEDS_PARANOID") << passes;
  }
  Bytes lanes = good;
  lanes[lanes_at] = 2;
  put(lanes);
  EXPECT_EQ(refusal(), "E_WALLET_KDF");
  EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC);
  EXPECT_EQ(WalletFile::create(path(), {}, {false, {1024, 3}}).error().reason(), "E_WALLET_KDF");
}

// K14: every single bit of the file, header and body, with and without a public part.
TEST_F(WalletFileTest, AnyBitChangedIsRefused) {
  for (const bool readable : {false, true}) {
    make(readable);
    const Bytes good = bytes();
    std::filesystem::remove(path());
    const SecretBytes key = wallet_key(good, "password");
    ASSERT_TRUE(open_wallet(good, key).ok());
    std::set<std::string> told;
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
      Bytes file = good;
      file[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      const auto opened = open_wallet(file, key);
      ASSERT_FALSE(opened.ok()) << bit;
      if (opened.error().reason() == "E_WALLET_PASSWORD") told.insert(opened.error().what());
    }
    EXPECT_EQ(told.size(), 1u);
  }
}

TEST_F(WalletFileTest, EveryPrefixAndAnythingBehindIsRefused) {
  make(true);
  const Bytes good = bytes();
  const SecretBytes key = wallet_key(good, "password");
  for (std::size_t n = 0; n < good.size(); ++n) {
    EXPECT_EQ(open_wallet(ByteView(good).first(n), key).error().reason(), "E_WALLET_FORMAT") << n;
  }
  Bytes longer = good;
  longer.push_back(0);
  EXPECT_EQ(open_wallet(longer, key).error().reason(), "E_WALLET_FORMAT");
}

// K15: the body of another save under the same password does not fit this header.
TEST_F(WalletFileTest, PartsOfTwoFilesDoNotFit) {
  make();
  const Bytes first = bytes();
  auto wallet = *open();
  ASSERT_TRUE(wallet.save().ok());
  Bytes mixed = bytes();
  std::copy(first.begin() + header_size, first.end(), mixed.begin() + header_size);
  put(mixed);
  EXPECT_EQ(refusal(), "E_WALLET_PASSWORD");
}

TEST_F(WalletFileTest, ALinkOrAFolderIsNoWallet) {
  make();
  const std::string link = folder_ + "/link";
  ASSERT_EQ(::symlink(path().c_str(), link.c_str()), 0);
  EXPECT_EQ(WalletFile::open(link, secret_of("password")).error().reason(), "E_NOT_A_FILE");
  EXPECT_EQ(WalletFile::open(folder_, secret_of("password")).error().reason(), "E_NOT_A_FILE");
  EXPECT_EQ(WalletFile::open(folder_ + "/none", secret_of("password")).error().reason(),
            "E_CANNOT_READ");
}

}  // namespace
}  // namespace coldquill
