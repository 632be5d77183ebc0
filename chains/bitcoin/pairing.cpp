#include <coldquill/base/text.h>
#include <coldquill/base/writer.h>
#include <coldquill/bitcoin/networks.h>
#include <coldquill/bitcoin/pairing.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/keys/ur_accounts.h>
#include <coldquill/script/descriptor.h>

namespace coldquill::bitcoin {
namespace {

// One account key, and the kind of script that its addresses have.
struct Account {
  AddressTypeRow type;
  KeyOrigin origin;
  ExtendedPublicKey key;
};

struct Pairing {
  const PairingRequest& request;
  const NetworkRow& network;
  KeyFingerprint master;
  std::vector<Account> accounts;  // the chosen type first

  [[nodiscard]] const Account& chosen() const { return accounts.front(); }
};

PairingExport for_sparrow(const Pairing& pairing);
PairingExport for_bluewallet(const Pairing& pairing);
PairingExport for_electrum(const Pairing& pairing);
PairingExport for_core(const Pairing& pairing);

struct AppRow {
  PairingApp app;
  bool all_types;  // takes every type at once when none is named
  bool taproot;
  PairingExport (*make)(const Pairing&);
};

constexpr AppRow rows[] = {
    {{"sparrow", "Sparrow Wallet"}, true, true, for_sparrow},
    {{"electrum", "Electrum"}, false, false, for_electrum},
    {{"core", "Bitcoin Core"}, true, true, for_core},
    {{"bluewallet", "BlueWallet"}, false, true, for_bluewallet},
};

// What a request comes to, before any key is looked at.
struct Choice {
  const AppRow* app;
  const NetworkRow* network;
  std::vector<AddressTypeRow> types;
};

Result<std::vector<AddressTypeRow>> choose_types(const PairingRequest& request, const AppRow& app) {
  const auto all = address_type_rows();
  if (request.type.empty()) {
    return std::vector(all.begin(), app.all_types ? all.end() : all.begin() + 1);
  }
  const auto named =
      std::ranges::find(all, request.type, [](const AddressTypeRow& row) { return row.type.name; });
  if (named == all.end()) {
    return Error(E_UNKNOWN_ADDRESS_TYPE, "there is no such type: " + escape_text(request.type));
  }
  if (named->form == SingleKeyForm::p2tr && !app.taproot) {
    return Error(E_UNSUPPORTED_PAIRING,
                 std::string(app.app.label) + " does not take taproot keys yet");
  }
  return std::vector{*named};
}

Result<Choice> choose(const PairingRequest& request) {
  const auto app =
      std::ranges::find(rows, request.app, [](const AppRow& row) { return row.app.name; });
  if (app == std::end(rows)) {
    return Error(E_UNKNOWN_APP, "there is no export for " + escape_text(request.app));
  }
  const NetworkRow* network = find_network(request.network.empty() ? "mainnet" : request.network);
  if (network == nullptr) return Error(E_UNKNOWN_NETWORK, "there is no such network");
  if (is_hardened(request.account)) return Error(E_BAD_PATH, "there is no account of this number");
  CQ_TRY(types, choose_types(request, *app));
  return Choice{app, network, std::move(types)};
}

KeyPath path_of(const AddressTypeRow& type, const Choice& choice, std::uint32_t account) {
  return AccountPath{type.type.purpose, choice.network->network.coin_type, account}.path();
}

Result<Account> find_account(const KeyRing& keys, const AddressTypeRow& type, KeyPath path) {
  const auto found = std::ranges::find(keys.accounts(), path, &AccountKey::path);
  if (found == keys.accounts().end()) {
    return Error(E_NOTHING_RECOGNISED, "no key is at hand for " + to_string(path));
  }
  return Account{type, {keys.master(), std::move(path)}, found->key};
}

// SLIP-0132 tells the form of the script by the version bytes; BIP-0032 knows two of them.
KeyVersion slip132(SingleKeyForm form, KeyVersion plain) {
  const bool main = plain == KeyVersion::xpub;
  if (form == SingleKeyForm::p2wpkh) return main ? KeyVersion::zpub : KeyVersion::vpub;
  if (form == SingleKeyForm::p2sh_p2wpkh) return main ? KeyVersion::ypub : KeyVersion::upub;
  return plain;
}

std::string descriptor(const Pairing& pairing, const Account& account,
                       std::optional<unsigned> branch) {
  return account_descriptor(account.type.form, account.origin, account.key, pairing.network.xpub,
                            branch);
}

Bytes lines(std::string_view text) {
  return Writer().text(text).text("\n").take();
}

UrOutput ur_output(const Pairing& pairing, const Account& account) {
  UrHdKey key = UrHdKey::of(account.key, account.origin);
  if (!pairing.request.name.empty()) key.name = escape_text(pairing.request.name);
  // Bitcoin's main network is what no coin info means (BCR-2020-007).
  if (pairing.network.network.coin_type != 0) key.use = UrCoinInfo{{}, 1};
  switch (account.type.form) {
    case SingleKeyForm::p2pkh:
      return {{UrScript::pkh}, {}, {std::move(key)}};
    case SingleKeyForm::p2sh_p2wpkh:
      return {{UrScript::sh, UrScript::wpkh}, {}, {std::move(key)}};
    case SingleKeyForm::p2wpkh:
      return {{UrScript::wpkh}, {}, {std::move(key)}};
    case SingleKeyForm::p2tr:
      return {{UrScript::tr}, {}, {std::move(key)}};
  }
  COLDQUILL_ASSERT(false);
}

Bytes crypto_account(const Pairing& pairing) {
  UrAccount out{pairing.master, {}};
  for (const Account& account : pairing.accounts)
    out.outputs.push_back(ur_output(pairing, account));
  return ur_message(out);
}

PairingExport for_sparrow(const Pairing& pairing) {
  const std::string text = descriptor(pairing, pairing.chosen(), {});
  return {"coldquill-sparrow.txt", lines(text), "crypto-account", crypto_account(pairing), text};
}

PairingExport for_bluewallet(const Pairing& pairing) {
  const Account& account = pairing.chosen();
  const KeyVersion version = slip132(account.type.form, pairing.network.xpub);
  return {{},
          {},
          "crypto-account",
          crypto_account(pairing),
          account.origin.text() + account.key.text(version)};
}

// A JSON string (RFC 8259) of a text of ours: none of them has anything to escape.
std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

// seed_version 50 is what Electrum 4.3 writes; later versions bring it up to date themselves.
PairingExport for_electrum(const Pairing& pairing) {
  const Account& account = pairing.chosen();
  const std::string xpub = account.key.text(slip132(account.type.form, pairing.network.xpub));
  const std::string text =
      "{\n  \"keystore\": {\n    \"derivation\": " + quoted(to_string(account.origin.path)) +
      ",\n    \"pw_hash_version\": 1,\n    \"root_fingerprint\": " + quoted(pairing.master.text()) +
      ",\n    \"type\": \"bip32\",\n    \"xprv\": null,\n    \"xpub\": " + quoted(xpub) +
      "\n  },\n  \"seed_version\": 50,\n  \"use_encryption\": false,\n"
      "  \"wallet_type\": \"standard\"\n}";
  return {"coldquill-electrum.json", lines(text), {}, {}, xpub};
}

// "now": the keys of a fresh wallet have no history. For older ones Core's rescanblockchain finds
// it.
std::string core_row(const std::string& descriptor, bool internal) {
  return "  {\"desc\": " + quoted(descriptor) +
         ", \"active\": true, \"internal\": " + (internal ? "true" : "false") +
         ", \"range\": [0, 999], \"timestamp\": \"now\"}";
}

PairingExport for_core(const Pairing& pairing) {
  std::string json;
  std::string text;
  for (const Account& account : pairing.accounts) {
    for (const unsigned branch : {0u, 1u}) {
      const std::string one = descriptor(pairing, account, branch);
      json += (json.empty() ? "[\n" : ",\n") + core_row(one, branch == 1);
      text += (text.empty() ? "" : "\n") + one;
    }
  }
  return {"coldquill-core.json", lines(json + "\n]"), {}, {}, text};
}

}  // namespace

std::span<const PairingApp> pairing_apps() {
  static const auto apps = [] {
    std::vector<PairingApp> out;
    for (const AppRow& row : rows) out.push_back(row.app);
    return out;
  }();
  return apps;
}

Result<std::vector<KeyPath>> pairing_paths(const PairingRequest& request) {
  CQ_TRY(choice, choose(request));
  std::vector<KeyPath> out;
  for (const AddressTypeRow& type : choice.types) {
    out.push_back(path_of(type, choice, request.account));
  }
  return out;
}

Result<PairingExport> pair(const PairingRequest& request, const KeyRing& keys) {
  CQ_TRY(choice, choose(request));
  Pairing pairing{request, *choice.network, keys.master(), {}};
  for (const AddressTypeRow& type : choice.types) {
    CQ_TRY(account, find_account(keys, type, path_of(type, choice, request.account)));
    pairing.accounts.push_back(std::move(account));
  }
  return choice.app->make(pairing);
}

}  // namespace coldquill::bitcoin
