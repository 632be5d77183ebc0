// The EVM family: transactions, calls, messages and typed data of Ethereum and networks like it.
#pragma once

#include <coldquill/evm/tx.h>
#include <coldquill/model/family.h>

namespace coldquill::evm {

struct Evm {
  using Tx = evm::Tx;
  using Plan = evm::Plan;

  static constexpr std::string_view name = "evm";
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

}  // namespace coldquill::evm
