// The review of a Bitcoin request, written from its plan.
#pragma once

#include <coldquill/bitcoin/family.h>

namespace coldquill::bitcoin {

class Describer {
 public:
  explicit Describer(const Plan& plan);
  Review run();

 private:
  // A part of a line and why it may be believed.
  struct Part {
    std::string text;
    Source source;
  };

  void network();

  // describe.cpp: what is paid, what comes back, what it costs.
  void outputs();
  void outputs(Role role);
  void output(std::size_t i, Role role, std::string heading);
  void output_line(std::size_t i);
  void payment(std::size_t i);
  void data(std::size_t i);
  void back(std::size_t i, Role role);
  void own_path(std::size_t i, bool headline);
  void place(std::size_t i, Source source);
  void fee();
  void totals();
  void own_balance();

  // describe_inputs.cpp: what is spent, and the rest.
  void coins();
  void inputs();
  void input(std::size_t i);
  void input_lines(std::size_t i);
  void spent(const InputPlan& input);
  void owner(const InputPlan& input);
  [[nodiscard]] std::vector<Part> parts_of(std::size_t i) const;
  void input_line(std::size_t i, const std::vector<Part>& parts, bool reliable);
  void details();
  void unknown_fields();
  void unknown(const UnknownField& field);

  [[nodiscard]] Money money(const TxOut& output, MoneyRole role) const;
  // Where a script pays: its address, or the script itself.
  [[nodiscard]] std::string destination(ByteView script) const;
  [[nodiscard]] std::string heading_of(Role role) const;
  [[nodiscard]] Source source_of_output(std::size_t i) const;
  [[nodiscard]] Source amounts_source() const;
  [[nodiscard]] Source source_of_spent(const InputPlan& input) const;
  [[nodiscard]] Source source_of_signature(InputState state) const;
  // What follows from our keys as well is no more certain than these.
  [[nodiscard]] Source by_our_keys(Source source) const;

  const Plan& plan_;
  const Transaction& tx_;
  Review review_;
};

// "Payment 1 of 2"
std::string numbered(std::string_view what, std::size_t number, std::size_t of);

// Beyond so many inputs, or outputs of a role, each of them is one line, or a review of what nodes
// relay (1,450 inputs, 3,200 outputs) would be one that nobody reads.
inline constexpr std::size_t most_in_full = 100;

}  // namespace coldquill::bitcoin
