// How a Bitcoin request is decided upon, as a row of named steps (private to this folder).
#pragma once

#include <coldquill/bitcoin/tx.h>
#include <coldquill/model/context.h>
#include <coldquill/model/message.h>

#include <set>

#include "ownership.h"

namespace coldquill::bitcoin {

// The only place where anything about a Bitcoin request is decided, as a row of named steps.
class Resolver {
 public:
  Resolver(const Tx& tx, const Context& context)
      : tx_(tx), context_(context), ownership_(context), plan_(tx) {
    plan_.keys_known = !context.keys.empty();
    plan_.keys_source = context.keys_source;
  }

  Result<Plan> run() {
    CQ_CHECK(find_spent_outputs());
    CQ_CHECK(find_message());
    CQ_CHECK(find_own_inputs());
    look_for_hidden_inputs();
    CQ_CHECK(find_signatures());
    CQ_CHECK(find_own_outputs());
    CQ_CHECK(choose_network());
    CQ_CHECK(check_what_we_sign());
    CQ_CHECK(check_for_hidden_messages());
    judge_amounts();
    CQ_CHECK(add_up());
    CQ_CHECK(plan_.message ? judge_message(*plan_.message, {}, plan_.warnings)
                           : judge_transaction());
    CQ_CHECK(make_jobs());
    return std::move(plan_);
  }

 private:
  Result<void> find_spent_outputs();
  Result<void> find_message();
  Result<void> find_own_inputs();
  void look_for_hidden_inputs();
  Result<void> find_signatures();
  Result<void> find_own_outputs();
  Result<void> choose_network();
  Result<void> check_what_we_sign();
  void judge_amounts();
  Result<void> add_up();
  Result<void> check_for_hidden_messages() const;
  Result<void> judge_transaction();
  Result<void> make_jobs();

  Result<void> find_spent(std::size_t i);
  Result<void> note_coin_type(const KeyOrigin& origin, std::set<std::uint32_t>& coins) const;
  std::set<std::uint32_t> claimed_coin_types() const;
  bool signs(const InputPlan& input) const {
    return input.own.has_value() && input.state == InputState::unsigned_;
  }
  bool amounts_are_committed() const;
  Role role_of(const OwnKey& own) const;
  void warn(const Reason& reason, std::string text, bool acknowledge) {
    plan_.warnings.push_back({&reason, std::move(text), acknowledge});
  }
  std::optional<Leaving> what_leaves() const;
  std::optional<Leaving> all_inputs() const;
  Sat own_inputs() const;
  Sat own_outputs() const;
  void warn_about_amounts();
  void warn_about_fee();
  void warn_about_outputs();
  void warn_about_takers(std::size_t i);
  void warn_about_payment(std::size_t i);
  void warn_about_look_alikes();
  void warn_about_locks();

  const Tx& tx_;
  const Context& context_;
  Ownership ownership_;
  Plan plan_;
};

}  // namespace coldquill::bitcoin
