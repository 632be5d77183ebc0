// `build evm`: a transfer of coins or tokens, or any call of a contract, as an unsigned request.
#pragma once

#include <coldquill/evm/reasons.h>
#include <coldquill/model/facets.h>

namespace coldquill::evm {

inline constexpr Reason E_EVM_BUILD{"E_EVM_BUILD", Errc::usage,
                                    "See `coldquill build evm --help`."};

std::span<const RecipeOption> build_options();

// The path of the sender.
Result<std::vector<KeyPath>> recipe_paths(const Recipe& recipe);

// As eth-sign-request, as a raw unsigned transaction, and as JSON. The type follows from the
// fields: EIP-1559 by --max-fee, EIP-2930 by --access-list, else legacy with EIP-155.
// Fails with E_EVM_BUILD, E_UNKNOWN_NETWORK and the reasons of what the texts hold.
Result<std::vector<Payload>> build(const Recipe& recipe, const Context& context);

}  // namespace coldquill::evm
