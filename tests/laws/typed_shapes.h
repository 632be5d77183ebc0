// Typed data of the shapes that are put into words, with values made by chance.
#pragma once

#include "typed_generated.h"

namespace coldquill::laws {

// chain_id: in the domain. What differs in the other one is an address, in the words or the rows.
GeneratedTypedData known_shape_generated(Dice& dice, std::uint64_t chain_id);

}  // namespace coldquill::laws
