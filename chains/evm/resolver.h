// The one place where an EVM request is decided, step by step.
#pragma once

#include <coldquill/evm/family.h>

#include "typed_words.h"

namespace coldquill::evm {

class Resolver {
 public:
  Resolver(const Tx& tx, const Context& context) : tx_(tx), context_(context), plan_(tx) {}

  Result<Plan> run() {
    plan_.keys_loaded = !context_.keys.empty();
    CQ_CHECK(choose_chain());
    CQ_CHECK(check_network());
    CQ_CHECK(find_key());
    CQ_CHECK(check_signature());
    if (plan_.own) plan_.own_address = address_of(plan_.own->public_key);
    CQ_CHECK(judge());
    warn_about_look_alikes();
    make_job();
    return std::move(plan_);
  }

 private:
  // The chain that what is signed names, and everything that must agree with it.
  Result<void> choose_chain();
  Result<void> check_network();

  // The key of ours that is asked for.
  Result<void> find_key();
  [[nodiscard]] std::optional<KeyRef> key_at(const KeyPath& path) const;
  [[nodiscard]] std::optional<KeyRef> claimed_key() const;
  [[nodiscard]] std::vector<KeyRef> unnamed_keys() const;
  [[nodiscard]] Result<void> check_path(const KeyPath& path) const;
  Result<void> check_signature();

  // What a person must be warned of, and what no one may sign.
  Result<void> judge();
  Result<void> judge_transaction(const Transaction& tx);
  Result<void> judge_fee(const Transaction& tx);
  Result<void> judge_call(const Transaction& tx);
  void judge_payment(const Transaction& tx);
  void judge_token_call(const Transaction& tx);
  Result<void> judge_message(const Message& message);
  Result<void> judge_typed_data(const TypedData& typed);
  void judge_domain(const TypedData& typed);
  void judge_owner(const std::optional<EvmAddress>& owner);
  [[nodiscard]] std::vector<std::string> known_addresses() const;
  void warn_about_look_alikes();
  void warn(const Reason& reason, std::string text, bool acknowledge);

  void make_job();

  const Tx& tx_;
  const Context& context_;
  Plan plan_;
};

}  // namespace coldquill::evm
