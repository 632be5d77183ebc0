// What tests over published EVM vectors share: transactions from their fields, raw keys.
#pragma once

#include <coldquill/base/hex.h>
#include <support/vectors.h>

#include "evm_cases.h"

namespace coldquill::evm::test {

using coldquill::test::load_vectors;
using coldquill::test::unhex;
using Json = nlohmann::json;

// "0x..." as octets.
Bytes octets(const Json& text);
// Fields as the vectors name them; read by nlohmann's reader, not by ours.
Transaction transaction_of(const Json& fields);

// A raw private key that stands in the place of an account key, in a wallet of its own.
class RawKey {
 public:
  explicit RawKey(Bytes secret);

  [[nodiscard]] EvmAddress address() const { return address_of(public_key_); }
  // r || s || recovery id.
  [[nodiscard]] Signature sign(const Digest32& digest) const;
  // The answers to a payload that this key is asked to sign: decoded, resolved, signed, attached.
  [[nodiscard]] Result<std::vector<Answer>> answer(const Payload& payload) const;
  // A request for a content of any kind, which names the key.
  [[nodiscard]] SignRequest ask(Bytes data, DataType type) const;

 private:
  Bytes secret_;
  PublicKey public_key_;
};

// The octets of an answer of that kind as hexadecimal digits; empty when there is none.
std::string hex_of(const std::vector<Answer>& answers, std::string_view kind);

}  // namespace coldquill::evm::test
