// Money as a value: amounts, the unit they are counted in, and what becomes of them. Whoever adds,
// compares or shows money reads it from here, and never out of a text.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/uint256.h>

#include <optional>

namespace coldquill {

// Why a fact may be believed. Stronger ones come first; a derived fact takes the weakest source of
// its parts.
enum class Source {
  signed_,  // inside the preimage of a signature that we are asked for
  proven,   // checked against a hash, or re-derived from our own keys
  claimed,  // only the request says so
  local,    // from our own tables: names, units
  digest,   // a hash, shown for comparison
  bulk,     // bytes shown by their hash
};

std::string_view name_of(Source source);
Source weakest(Source a, Source b);

// What becomes of it, seen by whoever signs.
enum class MoneyRole {
  pays,       // leaves for somebody else
  receives,   // comes to, or back to, the one who signs
  fee,        // for the network
  allowance,  // may be taken by somebody else, now or later: has not left yet
  burns,      // nobody can ever have it again
};

inline constexpr MoneyRole money_roles[] = {MoneyRole::pays, MoneyRole::receives, MoneyRole::fee,
                                            MoneyRole::allowance, MoneyRole::burns};
std::string_view name_of(MoneyRole role);

// What amounts are counted in. Two amounts have a sum when their units are equal.
struct Unit {
  std::string network;   // of which family and network: "bitcoin mainnet", "evm ethereum"
  std::string asset{};   // what the chain knows it by, such as a contract; empty for its own coin
  std::string symbol{};  // "BTC"; empty when nobody here knows it
  unsigned decimals = 0;
  Source source = Source::signed_;  // whose word symbol and decimals are; `local` for our own table
  bool all_decimals = false;        // "0.50000000 BTC" and not "0.5 BTC"

  friend bool operator==(const Unit&, const Unit&) = default;
};

struct Money {
  Uint256 amount{};  // smallest units
  Unit unit;
  MoneyRole role = MoneyRole::pays;
  std::string party{};     // who gets it or may take it, as it is shown; empty: said elsewhere
  bool unlimited = false;  // of an allowance: there is no more than that. It is in no sum
  bool at_most = false;    // of a fee: what is paid in the end may be less
  // The number may be the name of one thing (which NFT) and no amount. It is in no sum.
  bool maybe_id = false;
  // What a person must read beside the amount: of a fee its share of what leaves, its rate.
  std::string note{};

  friend bool operator==(const Money&, const Money&) = default;
};

// "0.05 BTC"; of an unknown unit "7 smallest units".
std::string amount_text(const Uint256& amount, const Unit& unit);
// "UNLIMITED USDC", "at most 0.01 ETH", "the number 7".
std::string amount_text(const Money& money);

// A hundredth of a per cent each, rounded down: 1234 for 12.34 %. Empty when the whole is zero.
std::optional<std::uint64_t> share_of(const Uint256& part, const Uint256& whole);
// "12.34 %"
std::string share_text(std::uint64_t share);

}  // namespace coldquill
