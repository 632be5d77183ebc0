#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/crypto/random.h>
#include <coldquill/vault/secret_input.h>
#include <coldquill/vault/wallet_file.h>

#include <chrono>
#include <thread>

#include "entropy.h"
#include "wallet_body.h"
#include "wallet_image.h"
#include "wallet_lock.h"

namespace coldquill {
namespace {

constexpr std::size_t largest_file = 4u << 20;
constexpr std::uint32_t purposes[] = {44, 49, 84, 86};
constexpr std::uint32_t coin_types[] = {0, 1};

std::uint64_t now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

// Guessing through one process gets slower: 1, 2, 4 ... 30 seconds before the next attempt.
class Attempts {
 public:
  static void wait() {
    if (failures == 0) return;
    std::this_thread::sleep_for(std::chrono::seconds(std::min(30u, 1u << (failures - 1))));
  }
  static void failed() { failures = std::min(failures + 1, 6u); }
  static void succeeded() { failures = 0; }

 private:
  inline static unsigned failures = 0;
};

std::vector<KeyPath> standard_paths() {
  std::vector<KeyPath> paths;
  for (const auto purpose : purposes) {
    for (const auto coin_type : coin_types) {
      paths.push_back(AccountPath{purpose, coin_type, 0}.path());
    }
  }
  paths.push_back(AccountPath{44, 60, 0}.path());
  return paths;
}

Result<std::vector<AccountKey>> standard_accounts(const Vault& vault) {
  std::vector<AccountKey> accounts;
  for (const KeyPath& path : standard_paths()) {
    CQ_TRY(account, vault.account_key(path));
    accounts.push_back(std::move(account));
  }
  return accounts;
}

SecretBytes copy_of(const SecretBytes& secret) {
  return SecretBytes(secret.view(VaultAccess{}), VaultAccess{});
}

Result<WalletImage> read_image(const std::string& path) {
  CQ_TRY(bytes, read_file(path, largest_file));
  return WalletImage::parse(bytes).in(shown_name(path));
}

// Whoever altered the file chose its cost: more than usual is spent only when the person says so.
bool needs_paranoid(const PasswordCost& cost) {
  constexpr PasswordCost usual;
  return cost.memory_kib > usual.memory_kib || cost.passes > usual.passes;
}

std::string told(const PasswordCost& cost) {
  return "its password hash takes " + std::to_string(cost.memory_kib / 1024) + " MiB and " +
         std::to_string(cost.passes) + " passes, more than usual";
}

}  // namespace

class WalletFile::Contents {
 public:
  std::string path;
  SecretBytes password;
  bool public_readable = false;
  WalletHeader header;  // as it was last saved
  WalletBody body;

  [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const {
    const auto at = std::ranges::find(body.entries, name, &WalletEntry::name);
    if (at == body.entries.end()) return {};
    return static_cast<std::size_t>(at - body.entries.begin());
  }

  [[nodiscard]] Result<std::size_t> index_of(const std::string& name) const {
    const auto at = find(name);
    if (!at) return Error(E_WALLET_NAME, "there is no key of this name", escape_text(name));
    return *at;
  }

  [[nodiscard]] Result<void> check_new(const std::string& name) const {
    CQ_CHECK(check_name(name));
    if (find(name))
      return Error(E_WALLET_NAME, "there is a key of this name already", escape_text(name));
    return {};
  }

  // The generation in the file, kept beside it, unless somebody else saved in the meantime.
  [[nodiscard]] Result<void> keep_previous() const {
    CQ_TRY(bytes, read_file(path, largest_file));
    CQ_TRY(image, WalletImage::parse(bytes).in(shown_name(path)));
    if (image.header.id != header.id || image.header.generation != header.generation) {
      return Error(E_WALLET_CHANGED, "this is not the file that was opened", shown_name(path));
    }
    return write_file(path + ".bak", bytes, 0600, Existing::replace);
  }

  [[nodiscard]] Result<void> write_first(const Bytes& file) const {
    return write_file(path, file, 0600, Existing::refuse);
  }

  // Of two programs that opened the same generation one alone gets here at a time, and the second
  // finds the file changed.
  [[nodiscard]] Result<void> write_next(const Bytes& file) const {
    const auto lock = WalletLock::take(path);
    if (!lock) return Error(lock.error());
    CQ_CHECK(keep_previous());
    return write_file(path, file, 0600, Existing::replace);
  }
};

WalletFile::WalletFile(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
WalletFile::WalletFile(WalletFile&&) noexcept = default;
WalletFile& WalletFile::operator=(WalletFile&&) noexcept = default;
WalletFile::~WalletFile() = default;

Result<WalletFile> WalletFile::create(std::string path, SecretBytes password,
                                      const CreateOptions& options) {
  CQ_CHECK(check_cost(options.cost));
  if (password.empty()) return Error(E_EMPTY_PASSWORD, "an empty password protects nothing");
  auto contents = std::make_unique<Contents>();
  contents->path = std::move(path);
  contents->password = std::move(password);
  contents->public_readable = options.public_readable;
  contents->header.cost = options.cost;
  fill_random(contents->header.id);
  return WalletFile(std::move(contents));
}

Result<WalletFile> WalletFile::open(std::string path, SecretBytes password,
                                    const OpenOptions& options) {
  CQ_TRY(image, read_image(path));
  if (needs_paranoid(image.header.cost) && !options.paranoid) {
    return Error(E_WALLET_NEEDS_PARANOID, told(image.header.cost), shown_name(path));
  }
  Attempts::wait();
  CQ_TRY(key, password_key(password, image.header.cost, image.header.salt));
  auto clear = image.open(key);
  if (!clear) {
    Attempts::failed();
    return std::move(clear).error().in(shown_name(path));
  }
  Attempts::succeeded();
  auto contents = std::make_unique<Contents>();
  CQ_TRY(body, read_body(*clear).in(shown_name(path)));
  contents->body = std::move(body);
  contents->path = std::move(path);
  contents->password = std::move(password);
  contents->public_readable = !image.public_part.empty();
  contents->header = image.header;
  return WalletFile(std::move(contents));
}

Result<PublicWallet> WalletFile::read_public(const std::string& path) {
  CQ_TRY(image, read_image(path));
  if (image.public_part.empty()) {
    return Error(E_WALLET_SEALED, "this wallet is sealed whole", shown_name(path));
  }
  CQ_TRY(entries, read_public_part(image.public_part).in(shown_name(path)));
  return PublicWallet{std::move(entries), image.header.generation};
}

Result<void> WalletFile::save() {
  const bool first = generation() == 0;
  WalletHeader header = contents_->header;
  ++header.generation;
  fill_random(header.salt);
  CQ_TRY(key, password_key(contents_->password, header.cost, header.salt));
  const std::uint64_t before = std::exchange(contents_->body.saved, now());
  const Bytes public_part =
      contents_->public_readable ? write_public_part(contents_->body.entries) : Bytes();
  const Bytes file = seal_wallet(header, key, write_body(contents_->body), public_part);
  auto done = first ? contents_->write_first(file) : contents_->write_next(file);
  if (done) {
    contents_->header = header;
  } else {
    contents_->body.saved = before;
  }
  return done;
}

const std::vector<WalletEntry>& WalletFile::entries() const {
  return contents_->body.entries;
}
std::uint64_t WalletFile::generation() const {
  return contents_->header.generation;
}
std::uint64_t WalletFile::last_saved() const {
  return contents_->body.saved;
}
bool WalletFile::public_readable() const {
  return contents_->public_readable;
}

Result<void> WalletFile::check_new_name(const std::string& name) const {
  return contents_->check_new(name);
}

Result<void> WalletFile::add(const std::string& name, const SecretBytes& words,
                             const SecretBytes* passphrase) {
  CQ_CHECK(contents_->check_new(name));
  WalletBody& body = contents_->body;
  if (body.entries.size() == most_entries) {
    return Error(E_TOO_LARGE, "a wallet file holds at most 100 seeds");
  }
  if (passphrase != nullptr && passphrase->size() > longest_secret) {
    return Error(E_SECRET_TOO_LONG, "this passphrase is too long");
  }
  CQ_TRY(entropy, entropy_of_words(words));
  CQ_TRY(vault, Vault::from_words(words, passphrase));
  CQ_TRY(accounts, standard_accounts(vault));
  body.entries.push_back({name, now(), vault.master_fingerprint(), std::move(accounts)});
  StoredSeed seed{std::move(entropy), {}};
  if (passphrase != nullptr) seed.passphrase = copy_of(*passphrase);
  body.seeds.push_back(std::move(seed));
  return {};
}

Result<void> WalletFile::rename(const std::string& from, const std::string& to) {
  CQ_TRY(at, contents_->index_of(from));
  CQ_CHECK(contents_->check_new(to));
  contents_->body.entries[at].name = to;
  return {};
}

Result<void> WalletFile::remove(const std::string& name) {
  CQ_TRY(at, contents_->index_of(name));
  const auto offset = static_cast<std::ptrdiff_t>(at);
  contents_->body.entries.erase(contents_->body.entries.begin() + offset);
  contents_->body.seeds.erase(contents_->body.seeds.begin() + offset);
  return {};
}

Result<Vault> WalletFile::vault(const std::string& name, const SecretBytes* passphrase) const {
  CQ_TRY(at, contents_->index_of(name));
  const StoredSeed& seed = contents_->body.seeds[at];
  if (passphrase == nullptr && seed.passphrase) passphrase = &*seed.passphrase;
  return Vault::from_words(words_of_entropy(seed.entropy), passphrase);
}

Result<SecretBytes> WalletFile::words(const std::string& name) const {
  CQ_TRY(at, contents_->index_of(name));
  return words_of_entropy(contents_->body.seeds[at].entropy);
}

}  // namespace coldquill
