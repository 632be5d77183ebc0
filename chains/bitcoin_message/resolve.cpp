#include <coldquill/bitcoin/reasons.h>
#include <coldquill/bitcoin_message/family.h>
#include <coldquill/bitcoin_message/reasons.h>
#include <coldquill/model/message.h>

#include <algorithm>

namespace coldquill::bitcoin_message {
namespace {

Error bad_key(const KeyPath& path, std::string_view why) {
  return {E_MESSAGE_KEY, "the key path " + to_string(path) + " " + std::string(why)};
}

// An account, a branch of two and an index (BIP-0044): no other key is that of an address, and none
// that stands above addresses is to be tricked into signing.
Result<AccountPath> account_of(const KeyPath& path) {
  constexpr std::size_t steps_of_address = 5;
  const auto account = AccountPath::of(path);
  if (!account) return bad_key(path, "has no purpose that is known here");
  const bool address = path.size() == steps_of_address && path[3] <= 1 && !is_hardened(path[4]);
  if (!address) return bad_key(path, "is not that of an address");
  return *account;
}

// The purpose says of which form the address is. A signature of this kind recovers a public key,
// which BIP-0137 compares with addresses that hold its hash; for taproot it has no header.
Result<SingleKeyForm> form_of(const Tx::Held& held, const AccountPath& account) {
  const KeyPath& path = held.asked.path;
  const auto rows = bitcoin::address_type_rows();
  const auto row = std::ranges::find_if(
      rows, [&](const auto& known) { return known.type.purpose == account.purpose; });
  COLDQUILL_ASSERT(row != rows.end());  // the purposes of accounts are those of address types
  if (row->form == SingleKeyForm::p2tr) {
    return bad_key(
        path, "is that of a taproot address, whose messages are asked for as a PSBT (BIP-322)");
  }
  if (!held.address_type.empty() && held.address_type != row->type.name) {
    return Error(E_BAD_MESSAGE_REQUEST, "the key path " + to_string(path) + " is of the type " +
                                            std::string(row->type.name) + ", the request says " +
                                            held.address_type);
  }
  return row->form;
}

// A request is decided step by step, here and nowhere else.
class Resolver {
 public:
  Resolver(const Tx& tx, const Context& context)
      : asked_(tx.held().asked), context_(context), plan_(tx) {}

  Result<Plan> run() {
    CQ_CHECK(choose_address());
    CQ_CHECK(choose_network());
    CQ_CHECK(find_key());
    CQ_CHECK(judge_message(held().message, {}, plan_.warnings));
    make_job();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] const Tx::Held& held() const { return plan_.tx.held(); }

  Result<void> choose_address() {
    CQ_TRY(account, account_of(asked_.path));
    CQ_TRY(form, form_of(held(), account));
    plan_.address_form = form;
    plan_.network = bitcoin::network_of_coin(account.coin_type);
    if (plan_.network == nullptr) return bad_key(asked_.path, "belongs to another coin");
    return {};
  }

  // Several test networks share a coin type: the one that is named, else that of the address.
  Result<void> choose_network() {
    if (context_.network) return take_named_network();
    if (!held().address) return {};
    const auto fits = [&](const bitcoin::NetworkRow& row) {
      return row.network.coin_type == plan_.network->network.coin_type &&
             script_of_address(*held().address, row.rules).ok();
    };
    const auto rows = bitcoin::network_rows();
    const auto found = std::ranges::find_if(rows, fits);
    if (found != rows.end()) plan_.network = &*found;
    return {};
  }

  Result<void> take_named_network() {
    const auto* named = bitcoin::find_network(*context_.network);
    if (named == nullptr) return Error(E_UNKNOWN_NETWORK, "there is no such network");
    if (named->network.coin_type != plan_.network->network.coin_type) {
      return Error(E_NETWORK_MIX, "the key asked for is not of the network that was named");
    }
    plan_.network = named;
    return {};
  }

  [[nodiscard]] std::string address_of(const PublicKey& key) const {
    return *address_of_script(single_key_script(plan_.address_form, key), plan_.network->rules);
  }

  // The same script, in whichever case it is written.
  [[nodiscard]] bool is_claimed(const PublicKey& key) const {
    const auto script = script_of_address(*held().address, plan_.network->rules);
    return script && *script == single_key_script(plan_.address_form, key);
  }

  // Fingerprint 00000000, or none: "yours, whichever that is".
  Result<void> find_key() {
    const bool named_us = asked_.fingerprint == context_.keys.master();
    if (context_.keys.empty() || (!named_us && !asked_.fingerprint.unknown())) return {};
    const auto key = context_.keys.key_at(asked_.path);
    if (!key) return {};
    const std::string address = address_of(*key);
    if (held().address && !is_claimed(*key)) {
      // With our fingerprint this is a lie or a mistake; without one it is for somebody else.
      if (!named_us) return {};
      return Error(E_WRONG_SENDER, "the key at " + to_string(asked_.path) + " has the address " +
                                       address + ", the request says " + *held().address);
    }
    plan_.own = KeyRef{{context_.keys.master(), asked_.path}, *key};
    plan_.own_address = address;
    plan_.network_source = plan_.keys_source = context_.keys_source;
    return {};
  }

  // As whoever asked will judge it: by the key that is recovered from the signature.
  [[nodiscard]] bool is_signed() const {
    if (!held().signature) return false;
    const ByteView octets = held().signature->octets;
    const int recovery_id = octets[0] - MessageSignature::header;
    const auto key = recover_ecdsa(digest_of(held().message), octets.subspan(1), recovery_id);
    return key == plan_.own->public_key;
  }

  void make_job() {
    if (!plan_.own || is_signed()) return;
    plan_.jobs.push_back({*plan_.own, {SchemeKind::ecdsa_recoverable}, digest_of(held().message)});
  }

  const KeyOrigin& asked_;
  const Context& context_;
  Plan plan_;
};

}  // namespace

Result<Plan> BitcoinMessage::resolve(const Tx& tx, const Context& context) {
  return Resolver(tx, context).run();
}

}  // namespace coldquill::bitcoin_message
