// Typed data (EIP-712) made by chance: types that refer to each other, arrays, values of all kinds.
#pragma once

#include "generated.h"

namespace coldquill::laws {

struct GeneratedTypedData {
  std::string json;
  std::vector<std::string> mutants;  // other names, types, orders and values
  // The same with another value in one place, and the fact that shows it; empty when there is none.
  std::string other_json;
  std::string other_fact;
};

// chain_id: in the domain, where the domain has one.
GeneratedTypedData typed_data_generated(Dice& dice, std::uint64_t chain_id);

}  // namespace coldquill::laws
