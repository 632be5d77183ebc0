// Honest PSBTs, made in steps, to be broken by tests one place at a time.
#pragma once

#include <coldquill/bitcoin/family.h>

#include "wallet.h"

namespace coldquill::bitcoin::test {

using coldquill::test::Wallet;

// What comes along with an input.
enum class Proofs {
  none,
  utxo,      // witness_utxo only, as in a QR code
  previous,  // the previous transaction only, as legacy inputs have it
  both,
};

class PsbtBuilder {
 public:
  PsbtBuilder();

  // An input that spends a coin of the wallet's key, with its derivation record.
  PsbtBuilder& spend(const Wallet& wallet, std::string_view path, SingleKeyForm form, Sat amount,
                     Proofs proofs = Proofs::both);
  // An input of somebody else, without a record.
  PsbtBuilder& foreign(SingleKeyForm form, Sat amount, Proofs proofs = Proofs::both);
  PsbtBuilder& spend_script(Bytes script, Sat amount, Proofs proofs = Proofs::both);

  PsbtBuilder& pay(Bytes script, Sat amount);
  PsbtBuilder& pay(Sat amount);  // to somebody else's P2WPKH
  // An output of the wallet, with its derivation record.
  PsbtBuilder& back(const Wallet& wallet, std::string_view path, SingleKeyForm form, Sat amount);

  // The parts, to be broken. The global field with the unsigned transaction is made at the end.
  Transaction& tx() { return psbt_.tx; }
  FieldMap& input(std::size_t i) { return psbt_.inputs.at(i); }
  FieldMap& output(std::size_t i) { return psbt_.outputs.at(i); }
  FieldMap& global() { return psbt_.global; }
  // Of input i. Changing it changes the outpoint, unless only the copy in the map is changed.
  const Transaction& previous(std::size_t i) const { return previous_.at(i); }
  void set_utxo(std::size_t i, const TxOut& output);

  // The derivation record of a key: its field.
  static Field record(const PublicKey& key, const KeyOrigin& origin, std::uint8_t type);
  static Field tap_record(const PublicKey& key, const KeyOrigin& origin, std::uint8_t type);

  [[nodiscard]] Bytes bytes() const;
  [[nodiscard]] Payload payload() const { return {"psbt", bytes(), {}}; }
  // The same transaction without PSBT, its previous transactions beside it.
  [[nodiscard]] Payload raw() const;

 private:
  Psbt psbt_;
  std::vector<Transaction> previous_;
};

// One own p2wpkh input of 0.01 BTC, a payment of 0.006, change of 0.0039, all proven.
PsbtBuilder simple();

// What signs a message by the key of an address (BIP-0322).
PsbtBuilder signing_message(std::string_view message, std::string_view path = "m/84'/0'/0'/0/0",
                            SingleKeyForm form = SingleKeyForm::p2wpkh);
// The transaction whose only output it spends.
Transaction holding_message(std::string_view message, Bytes script);

Bytes utxo_field(const TxOut& output);

}  // namespace coldquill::bitcoin::test
