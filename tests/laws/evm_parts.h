// Parts of EVM requests made by chance.
#pragma once

#include <coldquill/evm/family.h>

#include "generated.h"

namespace coldquill::laws::evm_parts {

using namespace evm;

// A few keys of ours, derived once: of two accounts, and one as old wallets have it.
struct Key {
  KeyPath path;
  EvmAddress address;
};
const std::vector<Key>& our_addresses();
const Context& our_keys();

// Any number of so many octets: zero, small, at an edge of its length, the largest.
Uint256 number_of(Dice& dice, std::size_t most_octets);
// A number that is one less; of zero, one.
Uint256 beside(const Uint256& number);
std::uint64_t chain_of(Dice& dice);
EvmAddress address_of_somebody(Dice& dice);

// A call of a token's contract, of every kind that is read.
Bytes call_data(Dice& dice);
// Of every type, with every kind of call.
Transaction transaction(Dice& dice);
void change_one_field(Transaction& tx, Dice& dice);

}  // namespace coldquill::laws::evm_parts
