// What a plan has to say in words, decided and ready to be written into a review.
#pragma once

#include <coldquill/evm/networks.h>
#include <coldquill/model/money.h>

namespace coldquill::evm {

struct WordLine {
  std::string_view name;  // of the fact; a literal
  std::string label;
  std::string value;
  std::string raw{};
  Source source = Source::signed_;
  bool headline = true;
  std::optional<Money> money{};
};

struct WordGroup {
  std::string heading;
  std::vector<WordLine> lines;
};

// "ethereum", "chain 5"; empty for what is bound to no network.
std::string network_name(std::optional<std::uint64_t> chain_id);
// The same for a sentence: "on Ethereum", "on chain id 5", "on any network".
std::string on_network(std::optional<std::uint64_t> chain_id);

// The network's own coin; of a network that is not known, wei.
Unit coin_unit(std::optional<std::uint64_t> chain_id);
// Of a contract that is not in the table the unit has no symbol.
Unit token_unit(std::optional<std::uint64_t> chain_id, const EvmAddress& contract);

// A moment in seconds since 1970, of any size.
std::string moment_text(const Uint256& seconds);
// True beyond the year 9999.
bool is_never(const Uint256& seconds);
// "must be submitted before ...", "can be submitted at any time"
std::string deadline_text(const Uint256& seconds);

}  // namespace coldquill::evm
