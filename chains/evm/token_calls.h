// What a call of a token's contract does to whoever makes it, in words and warnings. One place for
// all doors: a transaction, a call inside of typed data, and permits, which are approvals that
// somebody else hands in.
#pragma once

#include <coldquill/evm/calls.h>
#include <coldquill/evm/words.h>
#include <coldquill/model/review.h>

namespace coldquill::evm {

struct TokenCall {
  Call call;  // of a token
  std::optional<std::uint64_t> chain_id{};
  std::optional<EvmAddress> contract{};  // empty: nothing says whose call it is
  // The number is an amount whatever the contract is, as in permits: not which NFT.
  bool surely_amount = false;
  Uint256 most = Uint256::max();  // the largest number that its field can hold

  [[nodiscard]] const TokenRow* row() const;  // nullptr: not in the table
  // approve, transfer and transferFrom are functions of ERC-20 and of ERC-721: of a contract that
  // is not in the table the number is an amount, or which NFT it is. The largest number of all is
  // an allowance without limit.
  [[nodiscard]] bool maybe_nft() const;
  // Whether it lets somebody else take tokens.
  [[nodiscard]] bool allows() const;
  // An allowance of more than there can be, or was ever meant: the table's word for known tokens,
  // the largest number of all for others.
  [[nodiscard]] bool unlimited() const;
};

// "2.5 USDC", "UNLIMITED USDC", "7 smallest units", "7: an amount in smallest units, or which NFT".
std::string amount_words(const TokenCall& token);
// Whatever the call moves or allows; empty for what takes an allowance away.
std::optional<Money> money_of(const TokenCall& token);
// "USDC 0xA0b8...", "0x5a5a..."; of a contract that is named.
std::string token_words(const TokenCall& token);

// Of a contract that is not in the table.
std::string unknown_amounts_text(std::optional<std::uint64_t> chain_id, const EvmAddress& contract);

// A call, line by line.
WordGroup words_of(const TokenCall& token);
std::vector<PlanWarning> warnings_of(const TokenCall& token);

}  // namespace coldquill::evm
