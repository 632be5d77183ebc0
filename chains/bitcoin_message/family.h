// Bitcoin messages: a text and a signature by the key of an address, as Bitcoin Core and Electrum
// verify it (BIP-0137 for addresses other than P2PKH). The addresses are those of the Bitcoin
// family, and so this one has neither networks nor types of address of its own.
#pragma once

#include <coldquill/bitcoin_message/tx.h>
#include <coldquill/model/family.h>

namespace coldquill::bitcoin_message {

struct BitcoinMessage {
  using Tx = bitcoin_message::Tx;
  using Plan = bitcoin_message::Plan;

  static constexpr std::string_view name = "bitcoin-message";
  static std::span<const PayloadKind> kinds();
  static std::span<const Network> networks() { return {}; }
  static std::span<const AddressType> address_types() { return {}; }

  static std::optional<std::string_view> recognise(ByteView bytes);
  static Result<Tx> decode(const Payload& payload);
  static Bytes encode(const Tx& tx);
  static std::string content(const Tx& tx);
  static std::vector<KeyOrigin> key_origins(const Tx& tx);

  static Result<Plan> resolve(const Tx& tx, const Context& context);
  static Review describe(const Plan& plan);
  static Result<Tx> attach(const Plan& plan, std::span<const Signature> signatures);
  static std::vector<CarriedSignature> carried(const Plan& plan,
                                               std::span<const Signature> signatures);
  static Result<Tx> combine(const Tx& a, const Tx& b);
  static Result<std::vector<Answer>> answers(const Tx& tx);

  static Result<std::string> address(const PublicKey& key, std::string_view network,
                                     std::string_view type);
  static Result<std::optional<std::string>> read_address(std::string_view text,
                                                         std::string_view network);
  static Facets facets() { return {}; }
};

}  // namespace coldquill::bitcoin_message
