// Review: what a request does, fact by fact, each with its source.
#pragma once

#include <coldquill/base/error.h>
#include <coldquill/base/result.h>
#include <coldquill/base/text.h>
#include <coldquill/model/money.h>

namespace coldquill {

// Text in a Fact or Warning has passed escape_text: nothing in it can steer a screen or forge a
// line. Review::add and Review::warn are the only makers.
struct Fact {
  std::string group;  // a heading: "Payment 1", "Fee"
  std::string name;   // a stable word for scripts: "to", "amount", "change", "fee"
  std::string label;  // the word for people
  std::string value;  // whole, never cut
  std::string raw;    // sat, wei or hex: the value without its unit; may be empty
  Source source;
  bool headline;   // what a person must read before anything else
  bool free_text;  // words from outside: kept to short lines, each with a mark of its own
  std::optional<Money> money;  // when it is an amount that leaves, comes, or may be taken
  bool address;                // holds an address: a screen shows its long words in groups
};

struct Warning {
  std::string reason;  // "E_FEE_HIGH"
  std::string text;
  bool acknowledge;  // consent must name it
  std::string subject;
  std::optional<Money> money;
};

// What a plan decided to warn of, on its way into the review.
struct PlanWarning {
  const Reason* reason;
  std::string text;
  bool acknowledge;
  // What it is about, where several requests can be about the same ("USDC for 0x..."): those are
  // one question. Empty: a question of its own.
  std::string subject{};
  std::optional<Money> money{};  // what is at stake, so that such a question can say the sum
};

// Octets of the name that an application gives itself in a request: no more is read, since it would
// push the rest off the screen.
inline constexpr std::size_t longest_asker = 256;

struct NewFact {
  std::string_view name;
  std::string_view label;
  std::string value;
  Source source;
  std::string raw{};
  bool headline = false;
  bool free_text = false;
  std::optional<Money> money{};
  bool address = false;
};

class Review {
 public:
  Review(std::string family, std::string network, std::string kind);

  // Facts added from here on stand under this heading.
  void group(std::string heading);
  void add(NewFact fact);
  void warn(PlanWarning warning);
  void warn(const std::vector<PlanWarning>& warnings);
  // A group of its own: who asks, as the request says.
  void add_asker(const std::optional<std::string>& asked_by);

  [[nodiscard]] const std::string& family() const { return family_; }
  [[nodiscard]] const std::string& network() const { return network_; }
  [[nodiscard]] const std::string& kind() const { return kind_; }
  [[nodiscard]] const std::vector<Fact>& facts() const { return facts_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }
  // Whether a fact of this name stands in it.
  [[nodiscard]] bool has(std::string_view name) const;

  // "bitcoin transaction on mainnet"
  [[nodiscard]] std::string title() const;

  // What it takes that can be taken only once, a coin or a nonce, in words that are equal when it
  // is the same one: two requests that share it cannot both take effect.
  void uses(std::string what) { uses_.push_back(escape_text(what)); }
  [[nodiscard]] const std::vector<std::string>& used() const { return uses_; }

  // The canonical text: what the screen shows, what the consent id is computed over. Every line
  // that holds data starts with a mark, so that no value can pass for a line of ours.
  [[nodiscard]] std::string text() const;

 private:
  std::string family_;
  std::string network_;
  std::string kind_;
  std::string group_;
  std::vector<Fact> facts_;
  std::vector<Warning> warnings_;
  std::vector<std::string> uses_;
};

// More lines than a person reads. What the largest transactions print that nodes pass on, of 1,450
// inputs or 3,200 outputs, is below it.
inline constexpr std::size_t most_review_lines = 8'000;
inline constexpr Reason E_REVIEW_TOO_LONG{
    "E_REVIEW_TOO_LONG", Errc::refused,
    "Nobody can read that much before signing: ask for the same in several smaller requests."};
// Fails with E_REVIEW_TOO_LONG.
Result<void> check_review_length(std::string_view text);

}  // namespace coldquill
