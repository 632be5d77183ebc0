// PSBTs of many inputs, and the floor of signing each.
#pragma once

#include <coldquill/bitcoin/psbt.h>
#include <coldquill/script/output_script.h>

#include "wallet.h"

namespace coldquill::bench {

// A PSBT as Sparrow would make it: inputs of one account with their previous transactions (taproot:
// with what they spend), a payment and change.
class PsbtWork {
 public:
  // padding: octets that each previous transaction is larger by.
  PsbtWork(SingleKeyForm form, std::size_t inputs, std::size_t padding = 0);

  [[nodiscard]] const Bytes& request() const { return request_; }
  [[nodiscard]] std::size_t inputs() const { return spent_.size(); }
  // Signs everything, the bare way; r || s of each input.
  [[nodiscard]] std::vector<Bytes> floor() const;

 private:
  void spend(std::uint32_t index, std::size_t padding);
  void pay();
  void note_preimages();
  void split_legacy();
  [[nodiscard]] std::vector<Digest32> legacy_digests() const;
  [[nodiscard]] Digest32 digest(std::size_t input, const OpenKey& key) const;

  SingleKeyForm form_;
  KeyPath account_path_;
  ExtendedPublicKey account_;
  Branch branch_;  // the receiving branch, open
  bitcoin::Psbt psbt_;
  std::vector<TxOut> spent_;
  Bytes request_;
  std::vector<Bytes> previous_;   // serialised, hashed for the proof of each amount
  std::vector<Bytes> preimages_;  // what each signature commits to, less what is hashed once
  // Legacy: the preimage cut so that the part before each input is hashed once.
  Bytes head_, bare_inputs_, tail_;
  std::vector<Bytes> own_inputs_;
};

}  // namespace coldquill::bench
