// The Bitcoin family: PSBT version 0 and raw transactions of single-key wallets.
#pragma once

#include <coldquill/bitcoin/tx.h>
#include <coldquill/model/family.h>

namespace coldquill::bitcoin {

struct Bitcoin {
  using Tx = bitcoin::Tx;
  using Plan = bitcoin::Plan;

  static constexpr std::string_view name = "bitcoin";
  static std::span<const PayloadKind> kinds();
  static std::span<const Network> networks();
  static std::span<const AddressType> address_types();

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
  static Facets facets();
};

}  // namespace coldquill::bitcoin
