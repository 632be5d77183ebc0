#include "ownership.h"

#include <coldquill/bitcoin/reasons.h>

namespace coldquill::bitcoin {
namespace {

constexpr SingleKeyForm all_forms[] = {SingleKeyForm::p2wpkh, SingleKeyForm::p2tr,
                                       SingleKeyForm::p2sh_p2wpkh, SingleKeyForm::p2pkh};
constexpr SingleKeyForm taproot_form = SingleKeyForm::p2tr;
constexpr SingleKeyForm ecdsa_forms[] = {SingleKeyForm::p2wpkh, SingleKeyForm::p2sh_p2wpkh,
                                         SingleKeyForm::p2pkh};
// How far an account is searched for payloads that name no path: indexes of each branch.
constexpr std::uint32_t search_depth = 1'000;
// Accounts that are searched for one request; each costs a few hundredths of a second.
constexpr std::size_t most_searched = 16;
// What a wallet finds that knows the coins which are spent: it looks on from the last index in use,
// on either branch, until a row of 20 unused ones (BIP-0044), or 1,000 where its owner widens that.
// The coins themselves tell which indexes are in use; outputs do not, since whoever asks makes
// them.
constexpr std::uint32_t farthest_ahead = 1'000;
// And an end to it: a crumb that somebody sends to a far index must not make what lies beside it
// change. Up to here a patient search through all indexes finds what a wallet does not.
constexpr std::uint32_t farthest_index = 100'000;
// Derivations cost time: this many steps take about a second, and no transaction that the network
// relays (100,000 vB) has inputs and outputs that need half of them.
constexpr std::size_t most_steps = 20'000;

std::optional<SingleKeyForm> form_of_purpose(std::uint32_t purpose) {
  for (const AddressTypeRow& row : address_type_rows()) {
    if (row.type.purpose == purpose) return row.form;
  }
  return {};
}

Error false_claim(const KeyOrigin& origin, const Reason& lie) {
  return {lie, "a key that is said to be yours, at " + origin.text() +
                   ", does not come from your words"};
}

// A key with several signers or conditions around it.
Error unsupported(ByteView script) {
  constexpr std::uint8_t OP_CHECKMULTISIG = 0xAE;
  const bool multisig = !script.empty() && script.back() == OP_CHECKMULTISIG;
  if (multisig) return {E_UNSUPPORTED_MULTISIG, "a key of yours is part of a multisig script"};
  return {E_UNSUPPORTED_SCRIPT, "a key of yours is part of a script of another kind"};
}

std::optional<OwnKey> match(const KeyRef& key, ByteView script,
                            std::span<const SingleKeyForm> forms) {
  for (const SingleKeyForm form : forms) {
    if (equal(single_key_script(form, key.public_key), script)) return OwnKey{key, form};
  }
  return {};
}

std::optional<ByteArray<32>> output_key_of(ByteView script) {
  const OutputScript output = classify(script);
  if (output.form != ScriptForm::p2tr) return {};
  return array_of<32>(output.program);
}

// The script in which a key takes part, when the output really has it: the hash in a P2SH or P2WSH
// output is that of the script which came along, or the key stands in the output itself. An empty
// witness script stands for one that did not come along.
std::optional<ByteView> script_around(const PublicKey& key, ByteView script, const Bytes* redeem,
                                      const Bytes* witness) {
  const OutputScript output = classify(script);
  if (output.form == ScriptForm::p2wsh) {
    if (witness == nullptr || !equal(sha256(*witness), output.program)) return {};
    return ByteView(*witness);
  }
  if (output.form == ScriptForm::p2sh) {
    if (redeem == nullptr || !equal(hash160(*redeem), output.program)) return {};
    return ByteView(witness != nullptr ? *witness : *redeem);
  }
  const auto& octets = key.bytes();
  const auto found = std::search(script.begin(), script.end(), octets.begin(), octets.end());
  if (output.form == ScriptForm::other && found != script.end()) return script;
  return {};
}

Error does_not_spend(const KeyRef& key) {
  return {E_INPUT_FRAUD, "the key at " + to_string(key.origin.path) + " does not spend this input"};
}

Error does_not_receive(const KeyRef& key) {
  return {E_CHANGE_FRAUD, "the key at " + to_string(key.origin.path) +
                              " is said to receive this output, and it does not"};
}

// BIP-0174: a redeem script that came along must be that of the output.
Result<void> check_redeem_script(const OwnKey& own, const Bytes* redeem) {
  if (own.form != SingleKeyForm::p2sh_p2wpkh || redeem == nullptr) return {};
  if (equal(*redeem, p2wpkh_script(own.key.public_key.hash160()))) return {};
  return Error(E_UTXO_CONFLICT, "the redeem script is not that of the output");
}

Result<std::optional<OwnKey>> spent_by_ecdsa(std::span<const KeyRef> keys, const InputFields& input,
                                             ByteView script) {
  for (const KeyRef& key : keys) {
    auto own = match(key, script, ecdsa_forms);
    if (!own) continue;
    CQ_CHECK(check_redeem_script(*own, input.redeem_script));
    return own;
  }
  const auto around =
      script_around(keys.front().public_key, script, input.redeem_script, input.witness_script);
  if (around) return unsupported(*around);
  return does_not_spend(keys.front());
}

bool is_internal(const TapKeyRecord& record, const InputFields& input) {
  return input.tap_internal_key ? *input.tap_internal_key == record.key : record.leaves.empty();
}

Result<std::optional<OwnKey>> spent_by_key_path(const KeyRef& key, const InputFields& input,
                                                ByteView script) {
  const auto expected = taproot_output_key(key.public_key, input.tap_merkle_root);
  if (!expected || expected != output_key_of(script)) return does_not_spend(key);
  return std::optional(OwnKey{key, SingleKeyForm::p2tr, input.tap_merkle_root});
}

// With a script tree somebody else may be able to spend it: not ours alone, so a payment.
bool is_ours_alone(const TapKeyRecord& record, const OutputFields& output) {
  return !output.has_tap_tree && record.leaves.empty();
}

std::uint32_t index_of(const OwnKey& own) {
  return own.key.origin.path.back() & ~hardened_bit;
}

// True for the same account and branch level as a key that wallets found already.
bool is_beside(const OwnKey& own, const OwnKey& found) {
  const KeyPath& path = own.key.origin.path;
  const KeyPath& known = found.key.origin.path;
  if (own.form != found.form || known.size() != path.size() || path.size() < 2) return false;
  const std::size_t branch = path.size() - 2;
  return std::equal(path.begin(), path.end() - 2, known.begin()) &&
         (path[branch] & ~hardened_bit) <= 1 &&
         is_hardened(path[branch]) == is_hardened(known[branch]) &&
         is_hardened(path.back()) == is_hardened(known.back());
}

// True when the ring holds an extended key from which the account's addresses follow.
bool reaches(const KeyRing& keys, const AccountPath& account) {
  KeyPath first = account.path();
  first.insert(first.end(), {0, 0});
  return keys.key_at(first).has_value();
}

// The account of an address as BIP-0044 and its kin have them: five steps, branch 0 or 1, the form
// that the purpose stands for.
std::optional<AccountPath> ordinary_account(const OwnKey& own) {
  const KeyPath& path = own.key.origin.path;
  const auto account = AccountPath::of(path);
  const bool ordinary = account && path.size() == 5 &&
                        form_of_purpose(account->purpose) == own.form && path[3] <= 1 &&
                        !is_hardened(path[4]);
  return ordinary ? account : std::nullopt;
}

bool is_same_number(const AccountPath& a, const AccountPath& b) {
  return a.coin_type == b.coin_type && a.account == b.account;
}

// In an account as BIP-0044 has them. Whoever restores a wallet from its words finds the first
// account of each form, and the others once they are in use: as those are that are spent from.
Place place_in_account(const OwnKey& own, std::span<const OwnKey> spent) {
  const auto account = ordinary_account(own);
  if (!account) return Place::far;
  bool in_accounts = false;
  Place best = Place::far;
  for (const OwnKey& coin : spent) {
    const auto from = ordinary_account(coin);
    if (!from) continue;
    in_accounts = true;
    if (from == account) return Place::same;
    if (is_same_number(*from, *account)) best = Place::near;
  }
  return !in_accounts && account->account == 0 ? Place::near : best;
}

}  // namespace

void Ownership::search(const KeyPath& path, std::span<const SingleKeyForm> forms) {
  const auto key = context_.keys.key_at(path);
  if (!key) return;
  const KeyRef ref{{context_.keys.master(), path}, *key};
  for (const SingleKeyForm form : forms) {
    known_.emplace(single_key_script(form, *key), OwnKey{ref, form});
  }
}

void Ownership::look_in(const AccountPath& account) {
  const auto form = form_of_purpose(account.purpose);
  if (!form || looked_in_.size() == most_searched || !looked_in_.insert(account).second) return;
  if (!reaches(context_.keys, account)) return;
  for (std::uint32_t branch = 0; branch < 2; ++branch) {
    for (std::uint32_t index = 0; index < search_depth; ++index) {
      KeyPath path = account.path();
      path.insert(path.end(), {branch, index});
      search(path, {&*form, 1});
    }
  }
}

std::optional<OwnKey> Ownership::known(ByteView script) const {
  const auto found = known_.find(to_bytes(script));
  if (found == known_.end()) return {};
  return found->second;
}

std::optional<OwnKey> Ownership::by_search(ByteView script) {
  if (!searched_) {
    searched_ = true;
    for (const KeyPath& path : context_.paths) search(path, all_forms);
    for (const AccountPath& account : context_.accounts) look_in(account);
  }
  return known(script);
}

Result<void> Ownership::count_steps(const KeyOrigin& origin) {
  steps_ += 1 + origin.path.size() - hardened_part(origin.path).size();
  if (steps_ <= most_steps) return {};
  return Error(E_TOO_LARGE, "too many key paths, or too long ones");
}

Result<std::vector<KeyRef>> Ownership::own_keys(const std::vector<KeyRecord>& records,
                                                const Reason& lie) {
  std::vector<KeyRef> out;
  for (const KeyRecord& record : records) {
    if (record.key.size() != 33) continue;  // uncompressed: no wallet of ours makes such keys
    CQ_CHECK(count_steps(record.origin));
    const auto judged = context_.keys.judge(record.origin, record.key);
    if (judged.claim == Claim::false_) return false_claim(record.origin, lie);
    if (judged.claim == Claim::ours) out.push_back({judged.origin, *judged.key});
  }
  return out;
}

Result<std::vector<Ownership::OwnTapKey>> Ownership::own_keys(
    const std::vector<TapKeyRecord>& records, const Reason& lie) {
  std::vector<OwnTapKey> out;
  for (const TapKeyRecord& record : records) {
    CQ_CHECK(count_steps(record.origin));
    const auto judged = context_.keys.judge(record.origin, record.key);
    if (judged.claim == Claim::false_) return false_claim(record.origin, lie);
    if (judged.claim == Claim::ours) out.push_back({{judged.origin, *judged.key}, &record});
  }
  return out;
}

Result<std::optional<OwnKey>> Ownership::of_input(const InputFields& input,
                                                  const std::optional<TxOut>& spent) {
  CQ_TRY(keys, own_keys(input.keys, E_KEY_FRAUD));
  CQ_TRY(tap_keys, own_keys(input.tap_keys, E_KEY_FRAUD));
  const bool named = !keys.empty() || !tap_keys.empty();
  if (!spent && named) return Error(E_UTXO_MISSING, "it is not said what this input spends");
  if (!spent) return std::optional<OwnKey>();
  if (!keys.empty()) return spent_by_ecdsa(keys, input, spent->script);
  for (const OwnTapKey& own : tap_keys) {
    if (is_internal(*own.record, input)) return spent_by_key_path(own.key, input, spent->script);
  }
  for (const OwnTapKey& own : tap_keys) {
    if (own.record->leaves.empty()) return does_not_spend(own.key);
    return Error(E_UNSUPPORTED_TAPSCRIPT, "a key of yours is in a script path of this input");
  }
  return by_search(spent->script);
}

Result<std::optional<OwnKey>> Ownership::of_output(const OutputFields& output, ByteView script) {
  CQ_TRY(keys, own_keys(output.keys, E_CHANGE_FRAUD));
  CQ_TRY(tap_keys, own_keys(output.tap_keys, E_CHANGE_FRAUD));
  for (const KeyRef& key : keys) {
    if (auto own = match(key, script, ecdsa_forms)) return own;
    // A shared wallet of ours, whose policy we do not know: a payment like any other.
    if (script_around(key.public_key, script, output.redeem_script, output.witness_script)) {
      continue;
    }
    return does_not_receive(key);
  }
  for (const OwnTapKey& own : tap_keys) {
    if (!is_ours_alone(*own.record, output)) continue;
    if (auto found = match(own.key, script, {&taproot_form, 1})) return found;
    return does_not_receive(own.key);
  }
  return by_search(script);
}

Place Ownership::place_of(const OwnKey& own, std::span<const InputPlan> inputs) {
  if (own.key.origin.path.empty()) return Place::far;
  std::vector<OwnKey> spent;
  std::uint32_t in_use = 0;
  for (const InputPlan& input : inputs) {
    if (!input.own || input.own->key.origin.path.empty()) continue;
    spent.push_back(*input.own);
    in_use = std::max(in_use, index_of(*input.own));
  }
  if (index_of(own) > std::min(in_use + farthest_ahead, farthest_index)) return Place::far;
  // Wallets with paths of their own: beside every coin of ours, since one alone could be a crumb.
  const auto found = [&](const OwnKey& coin) { return is_beside(own, coin); };
  if (!spent.empty() && std::ranges::all_of(spent, found)) return Place::same;
  return place_in_account(own, spent);
}

}  // namespace coldquill::bitcoin
