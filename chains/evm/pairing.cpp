#include <coldquill/base/text.h>
#include <coldquill/evm/networks.h>
#include <coldquill/evm/pairing.h>
#include <coldquill/keys/ur_accounts.h>

namespace coldquill::evm {
namespace {

constexpr PairingApp apps[] = {{"metamask", "MetaMask"}, {"rabby", "Rabby"}};

// How many accounts an export in the manner of Ledger Live holds: each has a key of its own.
constexpr std::uint32_t ledger_accounts = 10;
constexpr std::uint32_t purpose = 44;

// The notes tell these online wallets which paths to walk (EIP-4527).
constexpr std::string_view standard_note = "account.standard";
constexpr std::string_view ledger_note = "account.ledger_live";

struct Choice {
  const NetworkRow* network;
  bool ledger_live;
};

Result<Choice> choose(const PairingRequest& request) {
  const NetworkRow* network = find_network(request.network);
  if (network == nullptr) return Error(E_UNKNOWN_NETWORK, "there is no such network");
  const bool standard = request.type.empty() || request.type == "account";
  if (!standard && request.type != "ledger-live") {
    return Error(E_PAIRING_TYPE, "there is no such type: " + escape_text(request.type));
  }
  return Choice{network, !standard};
}

KeyPath account_path(const Choice& choice, std::uint32_t account) {
  return AccountPath{purpose, choice.network->network.coin_type, account}.path();
}

KeyPath first_address(const Choice& choice, std::uint32_t account) {
  KeyPath path = account_path(choice, account);
  path.insert(path.end(), {0, 0});
  return path;
}

Result<ExtendedPublicKey> key_at(const KeyRing& keys, const KeyPath& path) {
  const auto found = std::ranges::find(keys.accounts(), path, &AccountKey::path);
  if (found == keys.accounts().end()) {
    return Error(E_BAD_PATH, "no key is at hand for " + to_string(path));
  }
  return found->key;
}

UrHdKey item_of(const PairingRequest& request, const ExtendedPublicKey& key,
                const KeyOrigin& origin, std::string_view note) {
  UrHdKey out = UrHdKey::of(key, origin);
  if (!request.name.empty()) out.name = escape_text(request.name);
  out.note = std::string(note);
  return out;
}

Result<PairingExport> standard(const PairingRequest& request, const Choice& choice,
                               const KeyRing& keys) {
  const KeyPath path = account_path(choice, request.account);
  CQ_TRY(key, key_at(keys, path));
  UrHdKey item = item_of(request, key, {keys.master(), path}, standard_note);
  item.children = UrKeyPath{{UrStep::index(0), UrStep::wildcard()}, {}, {}};
  return PairingExport{{}, {}, "crypto-hdkey", ur_message(item), key.text(KeyVersion::xpub)};
}

// Without chain code no further key can be derived from what is handed over.
Result<UrOutput> ledger_output(const PairingRequest& request, const Choice& choice,
                               const KeyRing& keys, std::uint32_t account) {
  const KeyPath path = first_address(choice, account);
  CQ_TRY(parent, key_at(keys, account_path(choice, account)));
  const auto key = parent.descendant(std::span(path).last(2));
  if (!key) return Error(E_BAD_PATH, "there is no key at " + to_string(path));
  UrHdKey item = item_of(request, *key, {keys.master(), path}, ledger_note);
  item.chain_code.reset();
  item.parent.reset();
  return UrOutput{{}, {}, {std::move(item)}};
}

Result<PairingExport> ledger_live(const PairingRequest& request, const Choice& choice,
                                  const KeyRing& keys) {
  UrAccount out{keys.master(), {}, false};  // MetaMask reads no tag before an output
  std::string text;
  for (std::uint32_t i = 0; i < ledger_accounts; ++i) {
    CQ_TRY(output, ledger_output(request, choice, keys, request.account + i));
    text += (i == 0 ? "" : "\n") + to_string(first_address(choice, request.account + i));
    out.outputs.push_back(std::move(output));
  }
  return PairingExport{{}, {}, "crypto-account", ur_message(out), text};
}

}  // namespace

std::span<const PairingApp> pairing_apps() {
  return apps;
}

Result<std::vector<KeyPath>> pairing_paths(const PairingRequest& request) {
  CQ_TRY(choice, choose(request));
  const std::uint32_t count = choice.ledger_live ? ledger_accounts : 1;
  if (request.account > hardened_bit - count) {
    return Error(E_BAD_PATH, "there is no account of this number");
  }
  std::vector<KeyPath> out;
  for (std::uint32_t i = 0; i < count; ++i)
    out.push_back(account_path(choice, request.account + i));
  return out;
}

Result<PairingExport> pair(const PairingRequest& request, const KeyRing& keys) {
  CQ_TRY(choice, choose(request));
  return choice.ledger_live ? ledger_live(request, choice, keys) : standard(request, choice, keys);
}

}  // namespace coldquill::evm
