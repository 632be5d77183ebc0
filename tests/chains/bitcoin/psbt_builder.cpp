#include "psbt_builder.h"

namespace coldquill::bitcoin::test {
namespace {

using coldquill::test::path;

// A transaction that could have paid: the coin is its second output.
Transaction paying(const TxOut& coin, std::size_t number) {
  Transaction tx;
  TxIn input;
  input.previous.txid.bytes = sha256(Writer().u64le(number).view());
  input.previous.index = 1;
  tx.inputs.push_back(input);
  tx.outputs.push_back({12'345, p2wpkh_script({})});
  tx.outputs.push_back(coin);
  return tx;
}

bool is_taproot(SingleKeyForm form) {
  return form == SingleKeyForm::p2tr;
}

}  // namespace

Bytes utxo_field(const TxOut& output) {
  Writer out;
  write_output(out, output);
  return out.take();
}

PsbtBuilder::PsbtBuilder() = default;

Field PsbtBuilder::record(const PublicKey& key, const KeyOrigin& origin, std::uint8_t type) {
  return {Writer().u8(type).bytes(key.bytes()).take(), write_origin(origin)};
}

Field PsbtBuilder::tap_record(const PublicKey& key, const KeyOrigin& origin, std::uint8_t type) {
  return {Writer().u8(type).bytes(key.x_only()).take(),
          Writer().u8(0).bytes(write_origin(origin)).take()};
}

void PsbtBuilder::set_utxo(std::size_t i, const TxOut& output) {
  input(i).set({input_type::witness_utxo}, utxo_field(output));
}

PsbtBuilder& PsbtBuilder::spend_script(Bytes script, Sat amount, Proofs proofs) {
  const TxOut coin{amount, std::move(script)};
  const Transaction previous = paying(coin, previous_.size());
  TxIn input;
  input.previous = {previous.txid(), 1};
  input.sequence = 0xFFFFFFFD;
  psbt_.tx.inputs.push_back(input);
  FieldMap& map = psbt_.inputs.emplace_back();
  if (proofs == Proofs::previous || proofs == Proofs::both) {
    map.set({input_type::non_witness_utxo}, serialize(previous, WitnessForm::allowed));
  }
  if (proofs == Proofs::utxo || proofs == Proofs::both) {
    map.set({input_type::witness_utxo}, utxo_field(coin));
  }
  previous_.push_back(previous);
  return *this;
}

PsbtBuilder& PsbtBuilder::spend(const Wallet& wallet, std::string_view at, SingleKeyForm form,
                                Sat amount, Proofs proofs) {
  if (form == SingleKeyForm::p2pkh && proofs == Proofs::both) proofs = Proofs::previous;
  const KeyOrigin origin{wallet.fingerprint(), path(at)};
  const PublicKey key = wallet.key(origin.path);
  spend_script(single_key_script(form, key), amount, proofs);
  FieldMap& map = psbt_.inputs.back();
  const Field field = is_taproot(form) ? tap_record(key, origin, input_type::tap_bip32_derivation)
                                       : record(key, origin, input_type::bip32_derivation);
  map.set(field.key, field.value);
  if (is_taproot(form)) {
    map.set({input_type::tap_internal_key}, coldquill::to_bytes(key.x_only()));
  }
  if (form == SingleKeyForm::p2sh_p2wpkh) {
    map.set({input_type::redeem_script}, p2wpkh_script(key.hash160()));
  }
  return *this;
}

PsbtBuilder& PsbtBuilder::foreign(SingleKeyForm form, Sat amount, Proofs proofs) {
  const auto index = static_cast<std::uint32_t>(previous_.size());
  return spend_script(
      Wallet::zoo().script({hardened(84), hardened(0), hardened(0), 0, index}, form), amount,
      proofs);
}

PsbtBuilder& PsbtBuilder::pay(Bytes script, Sat amount) {
  psbt_.tx.outputs.push_back({amount, std::move(script)});
  psbt_.outputs.emplace_back();
  return *this;
}

PsbtBuilder& PsbtBuilder::pay(Sat amount) {
  const auto index = static_cast<std::uint32_t>(psbt_.tx.outputs.size());
  return pay(Wallet::zoo().script({hardened(84), hardened(0), hardened(0), 1, index},
                                  SingleKeyForm::p2wpkh),
             amount);
}

PsbtBuilder& PsbtBuilder::back(const Wallet& wallet, std::string_view at, SingleKeyForm form,
                               Sat amount) {
  const KeyOrigin origin{wallet.fingerprint(), path(at)};
  const PublicKey key = wallet.key(origin.path);
  pay(single_key_script(form, key), amount);
  FieldMap& map = psbt_.outputs.back();
  const Field field = is_taproot(form) ? tap_record(key, origin, output_type::tap_bip32_derivation)
                                       : record(key, origin, output_type::bip32_derivation);
  map.set(field.key, field.value);
  if (is_taproot(form)) {
    map.set({output_type::tap_internal_key}, coldquill::to_bytes(key.x_only()));
  }
  return *this;
}

Bytes PsbtBuilder::bytes() const {
  Psbt whole = psbt_;
  whole.global.set({global_type::unsigned_tx}, serialize(whole.tx, WitnessForm::never));
  return serialize_psbt(whole);
}

Payload PsbtBuilder::raw() const {
  Payload out{"bitcoin-tx", serialize(psbt_.tx, WitnessForm::never), {}};
  for (const Transaction& tx : previous_) out.more.push_back(serialize(tx, WitnessForm::allowed));
  return out;
}

PsbtBuilder simple() {
  PsbtBuilder builder;
  builder.spend(Wallet::abandon(), "m/84'/0'/0'/0/0", SingleKeyForm::p2wpkh, 1'000'000)
      .pay(600'000)
      .back(Wallet::abandon(), "m/84'/0'/0'/1/0", SingleKeyForm::p2wpkh, 390'000);
  return builder;
}

Transaction holding_message(std::string_view message, Bytes script) {
  const Digest32 tag = sha256(view_of("BIP0322-signed-message"));
  const Bytes tagged = Writer().bytes(tag).bytes(tag).bytes(view_of(message)).take();
  TxIn input;
  input.previous.index = 0xFFFFFFFF;
  input.script_sig = Writer().u8(0).u8(32).bytes(sha256(tagged)).take();
  input.sequence = 0;
  return {0, {input}, {{0, std::move(script)}}, 0};
}

PsbtBuilder signing_message(std::string_view message, std::string_view at, SingleKeyForm form) {
  PsbtBuilder builder;
  builder.spend(Wallet::abandon(), at, form, 0, Proofs::utxo).pay(Bytes{0x6A}, 0);
  const Transaction holding = holding_message(message, Wallet::abandon().script(path(at), form));
  builder.tx().version = 0;
  builder.tx().inputs[0].previous = {holding.txid(), 0};
  builder.tx().inputs[0].sequence = 0;
  if (form == SingleKeyForm::p2pkh) {
    builder.input(0).remove(input_type::witness_utxo);
    builder.input(0).set({input_type::non_witness_utxo}, serialize(holding, WitnessForm::allowed));
  }
  builder.global().set({global_type::generic_signed_message}, to_bytes(view_of(message)));
  return builder;
}

}  // namespace coldquill::bitcoin::test
