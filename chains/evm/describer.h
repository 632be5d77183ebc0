// The review of an EVM request, written from its plan.
#pragma once

#include <coldquill/evm/family.h>

namespace coldquill::evm {

class Describer {
 public:
  explicit Describer(const Plan& plan) : plan_(plan), review_("evm", network_of(plan), kind()) {}

  Review run();

 private:
  [[nodiscard]] std::string kind() const;
  [[nodiscard]] static std::string network_of(const Plan& plan);
  [[nodiscard]] std::string coins(const Uint256& wei) const;
  void network();

  void uses(const Transaction& tx);
  void transaction(const Transaction& tx);
  void payment(const Transaction& tx);
  void creation(const Transaction& tx);
  void unknown_call(const Transaction& tx);
  void words();
  void token_name();
  void value(const Transaction& tx, bool headline);
  void address(std::string_view name, std::string_view label, const EvmAddress& address);
  void call(std::string value);
  void data(const Transaction& tx);
  void fee(const Transaction& tx);
  void details(const Transaction& tx);

  void typed_data(const TypedData& typed);
  void definition(const TypedData& typed);
  [[nodiscard]] bool is_said(const TypedField& row) const;
  void typed_rows(const std::vector<TypedField>& rows);

  void sender();

  const Plan& plan_;
  Review review_;
};

}  // namespace coldquill::evm
