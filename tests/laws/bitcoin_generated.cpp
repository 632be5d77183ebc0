#include "bitcoin_generated.h"

#include "bitcoin_cases.h"
#include "bitcoin_parts.h"

namespace coldquill::laws {
namespace {

using namespace bitcoin_parts;
using bitcoin::test::Proofs;
using coldquill::test::Wallet;
using enum SingleKeyForm;

// ---- A request

class Maker {
 public:
  explicit Maker(Dice& dice) : dice_(dice) {}

  Case make() {
    inputs();
    outputs();
    fields();
    Case c{raw_ ? "raw transaction" : "PSBT", payload(builder_)};
    c.context = context();
    for (int i = 0; i < 3; ++i) {
      PsbtBuilder changed = builder_;
      change_something(changed, dice_);
      c.mutants.push_back(payload(changed));
    }
    if (see<Bitcoin>(c.payload, c.context)) c.money = money(c.context);
    if (raw_) return c;
    c.sign = bitcoin_cases().front().sign;
    c.without_signatures = bitcoin_cases().front().without_signatures;
    return c;
  }

 private:
  enum class Paid { somebody, nobody, us };

  Payload payload(const PsbtBuilder& builder) const {
    return raw_ ? builder.raw() : builder.payload();
  }

  Context context() {
    Context out = our_keys();
    if (raw_) out.paths = paths_;
    if (dice_.one_in(4)) out.network = coin_ == 0 ? "mainnet" : dice_.pick({"testnet", "regtest"});
    return out;
  }

  // A key of ours for a form, and whether the coin type is in its path.
  const Key& own_key(std::size_t form, bool in_account) {
    ordinary_ = ordinary_ || in_account;
    const Key& key = dice_.one_of(in_account ? ordinary(form, coin_) : elsewhere());
    paths_.push_back(key.path);
    return key;
  }

  KeyOrigin origin_of(const Key& key) {
    const bool anyones = dice_.one_in(16);
    return {anyones ? KeyFingerprint{} : our_keys().keys.master(), key.path};
  }

  // Now and then so many that a review has one line for each.
  std::size_t count_of(std::size_t few) {
    if (!dice_.one_in(200)) return few;
    many_ = true;
    return 201 + dice_.below(20);
  }

  void inputs() {
    const std::size_t count = count_of(dice_.one_in(3) ? 1 : 1 + dice_.below(5));
    const bool in_accounts = dice_.one_in(count == 1 ? 2 : 1'000);  // elsewhere() says why
    const std::size_t form = dice_.below(4);
    const bool mixed = dice_.one_in(3);
    const std::size_t ours = dice_.below(count);  // one of them at least
    for (std::size_t i = 0; i < count; ++i) {
      if (i != ours && dice_.one_in(3)) {
        foreign_input();
      } else {
        own_input(mixed ? dice_.below(4) : form, in_accounts);
      }
      builder_.tx().inputs.back().sequence = moment(dice_);
    }
  }

  Proofs proofs_of(SingleKeyForm form) {
    if (form == p2pkh) return Proofs::previous;
    return dice_.pick({Proofs::utxo, Proofs::previous, Proofs::both});
  }

  FieldMap& spend(Bytes script, Proofs proofs) {
    const Sat amount = amount_of(dice_);
    total_ += amount;
    all_said_ = all_said_ && (raw_ || proofs != Proofs::none);
    builder_.spend_script(std::move(script), amount, proofs);
    return builder_.input(builder_.tx().inputs.size() - 1);
  }

  void foreign_input() {
    const SingleKeyForm form = dice_.one_of(forms);
    const Key& key = dice_.one_of(strangers());
    const bool unsaid = !raw_ && dice_.one_in(16);
    FieldMap& map = spend(form == p2pkh || dice_.one_in(2) ? single_key_script(form, key.key)
                                                           : witness_script(0, dice_.octets(32)),
                          unsaid ? Proofs::none : proofs_of(form));
    if (dice_.one_in(4)) {
      const Field record = PsbtBuilder::record(key.key, {Wallet::zoo().fingerprint(), key.path},
                                               input_type::bip32_derivation);
      map.set(record.key, record.value);
    }
    if (dice_.one_in(8)) {
      Writer witness;
      write_witness(witness, std::vector<Bytes>{dice_.octets(71), dice_.octets(33)});
      map.set({input_type::final_witness}, witness.take());
    }
  }

  void own_input(std::size_t at, bool in_account) {
    const SingleKeyForm form = forms[at];
    const Key& key = own_key(at, in_account);
    if (form == p2tr) return taproot_input(key);
    FieldMap& map = spend(single_key_script(form, key.key), proofs_of(form));
    const Field record = PsbtBuilder::record(key.key, origin_of(key), input_type::bip32_derivation);
    map.set(record.key, record.value);
    if (form == p2sh_p2wpkh && !dice_.one_in(8)) {
      map.set({input_type::redeem_script}, p2wpkh_script(key.key.hash160()));
    }
    if (dice_.one_in(4)) map.set({input_type::sighash}, {1, 0, 0, 0});
  }

  void taproot_input(const Key& key) {
    const auto root = dice_.one_in(4) && !raw_ ? std::optional(dice_.array<32>()) : std::nullopt;
    FieldMap& map =
        spend(p2tr_script(*taproot_output_key(key.key.x_only(), root)), proofs_of(p2tr));
    const Field record =
        PsbtBuilder::tap_record(key.key, origin_of(key), input_type::tap_bip32_derivation);
    map.set(record.key, record.value);
    map.set({input_type::tap_internal_key}, to_bytes(key.key.x_only()));
    if (root) map.set({input_type::tap_merkle_root}, to_bytes(*root));
    if (dice_.one_in(4)) {
      map.set({input_type::sighash}, {static_cast<std::uint8_t>(dice_.below(2)), 0, 0, 0});
    }
  }

  Sat share_of(Sat rest, bool last) {
    if (last) return rest;
    return dice_.one_in(8) ? 0 : dice_.below(rest + 1);
  }

  void outputs() {
    Sat rest = total_ - dice_.pick<Sat>({0, total_ / 50, total_ / 15, dice_.below(total_ + 1)});
    const std::size_t count = count_of(1 + dice_.below(5));
    for (std::size_t i = 0; i < count; ++i) {
      const Sat amount = share_of(rest, i + 1 == count);
      rest -= amount;
      if (dice_.one_in(2)) {
        back(amount);
      } else {
        const Bytes script = somebodys_script(dice_);
        const bool data = !script.empty() && script.front() == 0x6A;
        builder_.pay(script, amount);
        paid_.push_back(data ? Paid::nobody : Paid::somebody);
      }
    }
  }

  // To ourselves: in an ordinary account or beside an input, or farther than wallets look.
  void back(Sat amount) {
    const std::size_t at = dice_.below(4);
    const Key& key = own_key(at, dice_.one_in(2));
    const bool taproot = forms[at] == p2tr;
    builder_.pay(single_key_script(forms[at], key.key), amount);
    paid_.push_back(Paid::us);
    FieldMap& map = builder_.output(builder_.tx().outputs.size() - 1);
    if (dice_.one_in(8)) return;  // not said to be ours
    const KeyOrigin origin = origin_of(key);
    const Field record =
        taproot ? PsbtBuilder::tap_record(key.key, origin, output_type::tap_bip32_derivation)
                : PsbtBuilder::record(key.key, origin, output_type::bip32_derivation);
    map.set(record.key, record.value);
    if (taproot) map.set({output_type::tap_internal_key}, to_bytes(key.key.x_only()));
    const Bytes tree = Writer().u8(0).u8(0xC0).u8(1).u8(0x51).take();  // one leaf: OP_1
    if (taproot && dice_.one_in(8)) map.set({output_type::tap_tree}, tree);
  }

  void fields() {
    builder_.tx().lock_time = moment(dice_);
    builder_.tx().version = dice_.pick<std::uint32_t>({1, 2, 2, 2, 3, dice_.word()});
    for (std::uint64_t i = dice_.below(3); i > 0; --i) add_unknown_field(builder_, dice_);
  }

  template <class F>
  MoneyChange changed(const char* fact, F change) {
    PsbtBuilder builder = builder_;
    change(builder);
    return {fact, payload(builder), {}};
  }

  std::vector<MoneyChange> money(const Context& context) {
    std::vector<MoneyChange> out;
    const std::size_t i = dice_.below(paid_.size());
    const auto less = [&](PsbtBuilder& b) { b.tx().outputs[i].value -= 1; };
    const bool some = builder_.tx().outputs[i].value > 0;
    if (some && all_said_) out.push_back(changed("fee", less));
    if (some && paid_[i] == Paid::somebody && !many_) {  // then it may be one fact
      out.push_back(changed("amount", less));
      out.push_back(changed("to", [&](PsbtBuilder& b) {
        b.tx().outputs[i].script = p2wpkh_script(dice_.array<20>());
      }));
    }
    if (!ordinary_ && !context.network) out.push_back({"network", payload(builder_), "testnet"});
    return out;
  }

  Dice& dice_;
  PsbtBuilder builder_;
  const bool raw_ = dice_.one_in(8);
  const std::uint32_t coin_ = dice_.one_in(4) ? 1 : 0;
  bool ordinary_ = false;  // some path has a coin type in it
  bool all_said_ = true;   // what every input holds
  bool many_ = false;      // inputs or outputs
  Sat total_ = 0;          // of the inputs
  std::vector<KeyPath> paths_;
  std::vector<Paid> paid_;  // by output
};

}  // namespace

Case bitcoin_generated(Dice& dice) {
  return Maker(dice).make();
}

}  // namespace coldquill::laws
