#include <coldquill/base/moment.h>
#include <coldquill/flow/key_store.h>

#include <set>

namespace coldquill {
namespace {

// More hardened steps than this in one sitting are no wallet's, and would take more than a second.
constexpr std::size_t most_steps = 10'000;

}  // namespace

KeyStore::KeyStore(Vault vault) : vault_(std::move(vault)), ring_(vault_->master_fingerprint()) {
  // The master's own place keeps the ring from being empty before the first question.
  if (auto master = vault_->account_key({})) ring_.add(*std::move(master));
}

KeyStore::KeyStore(const WalletEntry& entry) : ring_(entry.fingerprint), source_(Source::claimed) {
  for (const AccountKey& account : entry.accounts) ring_.add(account);
}

Result<const Vault*> KeyStore::vault() const {
  if (!vault_) return Error(E_NEEDS_KEYS, "there are no keys to sign with");
  return &*vault_;
}

Result<void> KeyStore::add(std::span<const KeyPath> paths) {
  if (!vault_) return {};
  for (const KeyPath& path : paths) {
    const KeyPath account_path = hardened_part(path);
    if (ring_.has(account_path)) continue;
    CQ_TRY(account, vault_->account_key(account_path));
    ring_.add(std::move(account));
  }
  return {};
}

void KeyStore::derive_for(const Request& request) {
  std::vector<KeyPath> named;
  for (KeyOrigin& origin : request.key_origins()) named.push_back(std::move(origin.path));
  std::ranges::sort(named);
  named.erase(std::unique(named.begin(), named.end()), named.end());
  ring_.derive(named);
}

std::vector<KeyPath> KeyStore::account_paths(const Family& family, std::uint32_t account) {
  std::vector<KeyPath> out;
  std::set<std::uint32_t> coins;
  for (const Network& network : family.networks) coins.insert(network.coin_type);
  for (const AddressType& type : family.address_types) {
    for (const auto coin : coins) out.push_back(AccountPath{type.purpose, coin, account}.path());
  }
  return out;
}

Result<void> KeyStore::check_time(Clock::time_point now) {
  if (requests_ == 0) begun_ = now;
  if (now - begun_ < time_for_a_sitting) {
    ++requests_;
    return {};
  }
  return Error(E_SITTING_TIME, "the time for the requests of one sitting, " +
                                   std::to_string(time_for_a_sitting.count()) +
                                   " s, was over after " + std::to_string(requests_) + " of them");
}

Result<void> KeyStore::prepare_for(const Family& family, const Request& request) {
  std::vector<KeyPath> missing;
  bool unknown_fingerprints = false;
  for (const KeyOrigin& origin : request.key_origins()) {
    if (const auto path = ring_.missing_for(origin)) missing.push_back(*path);
    unknown_fingerprints = unknown_fingerprints || origin.fingerprint != ring_.master();
  }
  std::ranges::sort(missing);
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  for (const KeyPath& path : missing) steps_ += path.size();
  if (steps_ > most_steps) {
    return Error(E_TOO_LARGE, "the request names keys of " + std::to_string(missing.size()) +
                                  " different accounts");
  }
  CQ_CHECK(add(missing));
  // A fingerprint that is not the master's may be that of an account of ours.
  if (!unknown_fingerprints) return {};
  return add(account_paths(family, 0));
}

Result<Context> context_for(KeyStore& keys, const Family& family, const Request& request,
                            const ContextOptions& options) {
  CQ_CHECK(keys.check_time(KeyStore::Clock::now()));
  Context context;
  context.network = options.network;
  context.clock = seconds_now();
  if (!keys.empty()) {
    CQ_CHECK(keys.prepare_for(family, request));
    CQ_CHECK(keys.add(options.paths));
    context.paths = options.paths;
    const bool names_no_keys = request.key_origins().empty() && options.paths.empty();
    if (options.account || names_no_keys) {
      const auto accounts = KeyStore::account_paths(family, options.account.value_or(0));
      CQ_CHECK(keys.add(accounts));
      for (const KeyPath& path : accounts) context.accounts.push_back(*AccountPath::of(path));
    }
  }
  keys.derive_for(request);
  context.keys = keys.ring();
  context.keys_source = keys.source();
  return context;
}

}  // namespace coldquill
