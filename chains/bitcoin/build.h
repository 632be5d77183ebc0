// `build bitcoin`: from coins, payments, a change path and a fee to an unsigned PSBT version 0.
//
// The form of every script follows the purpose of its path (44, 49, 84, 86), the network the coin
// type: that of all paths, which must agree. Outputs stand in the order of the payments, change
// last. Nothing is rounded away: what is left over goes to the change path or is refused.
#pragma once

#include <coldquill/model/facets.h>

namespace coldquill::bitcoin {

inline constexpr Reason E_DUST{
    "E_DUST", Errc::refused,
    "The network refuses amounts that are too small to be worth spending: pay more, or leave the "
    "change to the fee."};
inline constexpr Reason E_CHANGE_MISSING{
    "E_CHANGE_MISSING", Errc::usage,
    "Name where the rest comes back to with --change, or make payments and fee use it up exactly."};

std::span<const RecipeOption> build_options();

// Every path that the recipe names. Fails as build_psbt does for texts that cannot be read.
Result<std::vector<KeyPath>> recipe_paths(const Recipe& recipe);

// Fails with E_BUILD and the reasons of what the texts hold; with E_NETWORK_MIX, E_ADDRESS_NETWORK,
// E_NOTHING_RECOGNISED (no key for a path), E_PREVIOUS_TX_MISSING, E_PREVIOUS_TX_MISMATCH,
// E_UTXO_CONFLICT, E_OUTPUTS_EXCEED_INPUTS, E_CHANGE_MISSING or E_DUST.
Result<Payload> build_psbt(const Recipe& recipe, const Context& context);

}  // namespace coldquill::bitcoin
