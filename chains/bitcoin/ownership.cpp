#include "ownership.h"

#include <coldquill/bitcoin/reasons.h>

namespace coldquill::bitcoin {
namespace {

constexpr SingleKeyForm all_forms[] = {SingleKeyForm::p2wpkh, SingleKeyForm::p2tr,
                                       SingleKeyForm::p2sh_p2wpkh, SingleKeyForm::p2pkh};
constexpr SingleKeyForm ecdsa_forms[] = {SingleKeyForm::p2wpkh, SingleKeyForm::p2sh_p2wpkh,
                                         SingleKeyForm::p2pkh};
// How far an account is searched for payloads that name no path: indexes of each branch.
constexpr std::uint32_t search_depth = 1'000;
// Where a wallet that is restored from its words may still be expected to look.
constexpr std::uint32_t farthest_index = 100'000;
constexpr std::uint32_t farthest_account = 1'000;

std::optional<SingleKeyForm> form_of_purpose(std::uint32_t purpose) {
  for (const AddressTypeRow& row : address_type_rows()) {
    if (row.type.purpose == purpose) return row.form;
  }
  return {};
}

Error false_claim(const KeyOrigin& origin, std::string_view where) {
  return {E_KEY_FRAUD,
          "a key that is said to be yours, at " + origin.text() + ", does not come from your words",
          std::string(where)};
}

// A key with several signers or conditions around it.
Error unsupported(const Bytes* script) {
  constexpr std::uint8_t OP_CHECKMULTISIG = 0xAE;
  const bool multisig = script != nullptr && !script->empty() && script->back() == OP_CHECKMULTISIG;
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

// True when the hash in a P2SH or P2WSH output is that of the scripts which came along: then the
// output really is the script in which our key takes part.
bool scripts_fit(ByteView script, const Bytes* redeem, const Bytes* witness) {
  const OutputScript output = classify(script);
  if (output.form == ScriptForm::p2wsh) {
    return witness != nullptr && equal(sha256(*witness), output.program);
  }
  return output.form == ScriptForm::p2sh && redeem != nullptr &&
         equal(hash160(*redeem), output.program);
}

}  // namespace

Ownership::Ownership(const Context& context) : context_(context) {}

void Ownership::search(const KeyPath& path, std::span<const SingleKeyForm> forms) {
  const auto key = context_.keys.key_at(path);
  if (!key) return;
  const KeyRef ref{{context_.keys.master(), path}, *key};
  for (const SingleKeyForm form : forms) {
    known_.emplace(single_key_script(form, *key), OwnKey{ref, form});
  }
}

std::optional<OwnKey> Ownership::by_search(ByteView script) {
  if (!searched_) {
    searched_ = true;
    for (const KeyPath& path : context_.paths) search(path, all_forms);
    for (const AccountPath& account : context_.accounts) {
      const auto form = form_of_purpose(account.purpose);
      if (!form) continue;
      for (std::uint32_t branch = 0; branch < 2; ++branch) {
        for (std::uint32_t index = 0; index < search_depth; ++index) {
          KeyPath path = account.path();
          path.insert(path.end(), {branch, index});
          search(path, {&*form, 1});
        }
      }
    }
  }
  const auto found = known_.find(to_bytes(script));
  if (found == known_.end()) return {};
  return found->second;
}

Result<std::optional<OwnKey>> Ownership::of_input(const InputFields& input, ByteView script) {
  bool ours_elsewhere = false;
  for (const KeyRecord& record : input.keys) {
    const auto key = PublicKey::parse(record.key);
    if (!key) continue;  // uncompressed: no wallet of ours makes such keys
    const auto judged = context_.keys.judge(record.origin, *key);
    if (judged.claim == Claim::false_) return false_claim(record.origin, "bip32_derivation");
    if (judged.claim != Claim::ours) continue;
    if (auto own = match({judged.origin, *key}, script, ecdsa_forms)) return own;
    if (input.witness_script == nullptr && !scripts_fit(script, input.redeem_script, nullptr)) {
      return Error(E_INPUT_FRAUD,
                   "the key at " + to_string(judged.origin.path) + " does not spend this input");
    }
    ours_elsewhere = true;
  }
  if (ours_elsewhere) {
    return unsupported(input.witness_script != nullptr ? input.witness_script
                                                       : input.redeem_script);
  }
  for (const TapKeyRecord& record : input.tap_keys) {
    const auto judged = context_.keys.judge(record.origin, record.key);
    if (judged.claim == Claim::false_) return false_claim(record.origin, "tap_bip32_derivation");
    if (judged.claim != Claim::ours) continue;
    const bool internal = !input.tap_internal_key || *input.tap_internal_key == record.key;
    if (!internal) {
      if (record.leaves.empty()) {
        return Error(E_INPUT_FRAUD, "a key of yours has no part in this taproot input");
      }
      return Error(E_UNSUPPORTED_TAPSCRIPT, "a key of yours is in a script path of this input");
    }
    const auto expected = taproot_output_key(record.key, input.tap_merkle_root);
    if (!expected || expected != output_key_of(script)) {
      return Error(E_INPUT_FRAUD,
                   "the key at " + to_string(judged.origin.path) + " does not spend this input");
    }
    const auto key = context_.keys.key_at(judged.origin.path);
    COLDQUILL_ASSERT(key.has_value());
    return std::optional(
        OwnKey{{judged.origin, *key}, SingleKeyForm::p2tr, input.tap_merkle_root});
  }
  return by_search(script);
}

Result<std::optional<OwnKey>> Ownership::of_output(const OutputFields& output, ByteView script) {
  const auto fraud = [](const KeyOrigin& origin) {
    return Error(E_CHANGE_FRAUD, "the key at " + to_string(origin.path) +
                                     " is said to receive this output, and it does not");
  };
  for (const KeyRecord& record : output.keys) {
    const auto key = PublicKey::parse(record.key);
    if (!key) continue;
    const auto judged = context_.keys.judge(record.origin, *key);
    if (judged.claim == Claim::false_) {
      return Error(E_CHANGE_FRAUD,
                   "the path " + record.origin.text() + " does not lead to the key of this output");
    }
    if (judged.claim != Claim::ours) continue;
    if (auto own = match({judged.origin, *key}, script, ecdsa_forms)) return own;
    // A shared wallet of ours, whose policy we do not know: a payment like any other.
    if (scripts_fit(script, output.redeem_script, output.witness_script)) continue;
    return fraud(judged.origin);
  }
  for (const TapKeyRecord& record : output.tap_keys) {
    const auto judged = context_.keys.judge(record.origin, record.key);
    if (judged.claim == Claim::false_) {
      return Error(E_CHANGE_FRAUD,
                   "the path " + record.origin.text() + " does not lead to the key of this output");
    }
    if (judged.claim != Claim::ours) continue;
    // With a script tree somebody else may be able to spend it: not ours alone, so a payment.
    if (output.has_tap_tree || !record.leaves.empty()) continue;
    const auto expected = taproot_output_key(record.key, {});
    if (!expected || expected != output_key_of(script)) return fraud(judged.origin);
    const auto key = context_.keys.key_at(judged.origin.path);
    COLDQUILL_ASSERT(key.has_value());
    return std::optional(OwnKey{{judged.origin, *key}, SingleKeyForm::p2tr});
  }
  return by_search(script);
}

bool Ownership::is_found_by_wallets(const OwnKey& own, std::span<const InputPlan> inputs) {
  const KeyPath& path = own.key.origin.path;
  if (path.empty() || (path.back() & ~hardened_bit) > farthest_index) return false;
  const auto account = AccountPath::of(path);
  if (account && path.size() == 5 && form_of_purpose(account->purpose) == own.form &&
      account->account <= farthest_account && path[3] <= 1 && !is_hardened(path[4])) {
    return true;
  }
  // Wallets with paths of their own: the same shape as an input that they found.
  return std::ranges::any_of(inputs, [&](const InputPlan& input) {
    if (!input.own) return false;
    const KeyPath& known = input.own->key.origin.path;
    return known.size() == path.size() && path.size() >= 2 &&
           std::equal(path.begin(), path.end() - 2, known.begin()) &&
           (path[path.size() - 2] & ~hardened_bit) <= 1 &&
           is_hardened(path.back()) == is_hardened(known.back());
  });
}

}  // namespace coldquill::bitcoin
