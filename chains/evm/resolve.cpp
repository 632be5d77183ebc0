#include "resolver.h"

namespace coldquill::evm {
namespace {

std::string chain_name(std::uint64_t id) {
  const NetworkRow* row = network_of_chain(id);
  const std::string number = "chain id " + std::to_string(id);
  return row == nullptr ? number : std::string(row->label) + " (" + number + ")";
}

// Where the addresses of an account are: one branch, and of an index that nobody named the first.
constexpr std::uint32_t searched_addresses = 100;

KeyPath below(const AccountPath& account, std::uint32_t index) {
  KeyPath path = account.path();
  path.insert(path.end(), {0, index});
  return path;
}

}  // namespace

Result<void> Resolver::choose_chain() {
  const auto& claimed = tx_.claims().chain_id;
  if (const Transaction* tx = tx_.transaction()) {
    if (!tx->chain_id || *tx->chain_id == 0) {
      return Error(E_NO_CHAIN_ID, "the transaction names no network");
    }
    plan_.chain_id = tx->chain_id;
  } else if (const auto* typed = std::get_if<TypedData>(&tx_.content())) {
    const auto id = typed->chain_id();
    if (id && !id->u64()) return Error(E_WRONG_CHAIN, "the domain names no chain id that exists");
    if (id) plan_.chain_id = id->u64();
  } else {
    plan_.chain_id = claimed;
  }
  // Zero in a domain binds a signature to no network, and is no other network than the claimed one.
  const bool differs =
      claimed && plan_.chain_id && *plan_.chain_id != 0 && *claimed != *plan_.chain_id;
  if (differs) {
    return Error(E_WRONG_CHAIN, "the request says " + chain_name(*claimed) +
                                    ", what is signed says " + chain_name(*plan_.chain_id));
  }
  if (plan_.chain_id) plan_.network = network_of_chain(*plan_.chain_id);
  return {};
}

Result<void> Resolver::check_network() {
  if (!context_.network) return {};
  const NetworkRow* asked = find_network(*context_.network);
  if (asked == nullptr) return Error(E_UNKNOWN_NETWORK, "there is no such network");
  if (plan_.chain_id && *plan_.chain_id != 0 && *plan_.chain_id != asked->chain_id) {
    return Error(E_WRONG_CHAIN, "--network says " + std::string(asked->label) +
                                    ", what is signed says " + chain_name(*plan_.chain_id));
  }
  return {};
}

std::optional<KeyRef> Resolver::key_at(const KeyPath& path) const {
  const auto key = context_.keys.key_at(path);
  if (!key) return {};
  return KeyRef{{context_.keys.master(), path}, *key};
}

// Fingerprint 00000000, or none: "yours, whichever that is".
std::optional<KeyRef> Resolver::claimed_key() const {
  const KeyOrigin origin = Evm::key_origins(tx_).front();
  const bool addressed =
      origin.fingerprint.unknown() || origin.fingerprint == context_.keys.master();
  return addressed ? key_at(origin.path) : std::nullopt;
}

// Payloads that name no path: the paths that the person gave, else the accounts in use. Where the
// request names an address, that one is searched for.
std::vector<KeyRef> Resolver::unnamed_keys() const {
  std::vector<KeyRef> out;
  const auto put = [&](const KeyPath& path) {
    if (auto key = key_at(path)) out.push_back(*std::move(key));
  };
  for (const KeyPath& path : context_.paths) put(path);
  if (!context_.paths.empty()) return out;
  const std::uint32_t count = tx_.claims().address || tx_.signature() ? searched_addresses : 1;
  for (const AccountPath& account : context_.accounts) {
    if (account.purpose != bip44_purpose || account.coin_type != ethereum_coin) continue;
    for (std::uint32_t i = 0; i < count; ++i) put(below(account, i));
  }
  return out;
}

// Below m/44'/60', or the coin type that the network has of its own: no key of another chain, nor
// one above the accounts, is to be tricked into signing here.
Result<void> Resolver::check_path(const KeyPath& path) const {
  const auto account = AccountPath::of(path);
  const std::uint32_t own = plan_.network == nullptr ? ethereum_coin : plan_.network->own_coin_type;
  const bool good = account && account->purpose == bip44_purpose &&
                    (account->coin_type == ethereum_coin || account->coin_type == own);
  if (good) return {};
  return Error(E_FOREIGN_PATH,
               "the key path " + to_string(path) + " is not of this network's coin");
}

Result<void> Resolver::find_key() {
  if (context_.keys.empty()) return {};
  plan_.keys_source = context_.keys_source;
  const auto& address = tx_.claims().address;
  if (tx_.claims().path) {
    plan_.own = claimed_key();
    if (!plan_.own) return {};
    CQ_CHECK(check_path(plan_.own->origin.path));
    if (!address || address_of(plan_.own->public_key) == *address) return {};
    // With our fingerprint this is a lie or a mistake; without one it is for somebody else.
    if (Evm::key_origins(tx_).front().fingerprint == context_.keys.master()) {
      return Error(E_WRONG_SENDER, "the key at " + to_string(plan_.own->origin.path) +
                                       " has the address " +
                                       eip55(address_of(plan_.own->public_key)) +
                                       ", the request says " + eip55(*address));
    }
    plan_.own.reset();
    return {};
  }
  for (KeyRef& key : unnamed_keys()) {
    if (address && address_of(key.public_key) != *address) continue;
    plan_.own = std::move(key);
    CQ_CHECK(check_path(plan_.own->origin.path));
    return {};
  }
  return {};
}

// Whose signature is there already. Of a request that names us it must be ours.
Result<void> Resolver::check_signature() {
  if (!tx_.signature()) return {};
  plan_.signer = recover_address(digest_of(tx_.content()), *tx_.signature());
  if (!plan_.signer) return Error(E_BAD_EVM_SIGNATURE, "no key makes this signature");
  if (plan_.own && tx_.claims().path && address_of(plan_.own->public_key) != *plan_.signer) {
    return Error(E_BAD_EVM_SIGNATURE, "the signature is not by the key that the request names");
  }
  if (tx_.claims().path) return {};
  plan_.own.reset();
  for (KeyRef& key : unnamed_keys()) {
    if (address_of(key.public_key) == *plan_.signer) plan_.own = std::move(key);
  }
  return {};
}

void Resolver::make_job() {
  if (!plan_.own || tx_.signature()) return;
  plan_.jobs.push_back({*plan_.own, {SchemeKind::ecdsa_recoverable, {}}, digest_of(tx_.content())});
}

Result<Plan> Evm::resolve(const Tx& tx, const Context& context) {
  return Resolver(tx, context).run();
}

}  // namespace coldquill::evm
