#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/evm/networks.h>

namespace coldquill::evm {
namespace {

// From where on an allowance is unlimited: more than there is of the token, or more than anybody
// ever meant. The figures are whole tokens and no more than orders of magnitude, as issuers and the
// contracts' totalSupply() give them: LINK and COMP are all that there will ever be (10^9, 10^7),
// UNI what there was at its start (10^9); of WETH there are a few million, of WBTC far fewer than
// 10^6. Of dollars 10^10 is less than there are of USDT, and more than anybody pays. UNI and COMP
// hold allowances in 96 bits and take 2^96-1 for infinite: that is beyond these figures.
constexpr std::uint64_t dollars = 10'000'000'000;

// Contracts as their issuers publish them. A row names a unit; it never vouches for a token.
constexpr TokenRow rows[] = {
    {1, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "USDC", 6, dollars},
    {1, "0xdAC17F958D2ee523a2206206994597C13D831ec7", "USDT", 6, dollars},
    {1, "0x6B175474E89094C44Da98b954EedeAC495271d0F", "DAI", 18, dollars},
    {1, "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2", "WETH", 18, 10'000'000},
    {1, "0x2260FAC5E5542a773Aa44fBCfeDf7C193bc2C599", "WBTC", 8, 1'000'000},
    {1, "0x514910771AF9Ca656af840dff83E8264EcF986CA", "LINK", 18, 1'000'000'000},
    {1, "0x1f9840a85d5aF5bf1D1762F925BDADdC4201F984", "UNI", 18, 1'000'000'000},
    {1, "0xc00e94Cb662C3520282E6f5717214004A7f26888", "COMP", 18, 10'000'000},
    {10, "0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85", "USDC", 6, dollars},
    {10, "0x4200000000000000000000000000000000000006", "WETH", 18, 10'000'000},
    {137, "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359", "USDC", 6, dollars},
    {137, "0xc2132D05D31c914a87C6611C10748AEb04B58e8F", "USDT", 6, dollars},
    {8453, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", "USDC", 6, dollars},
    {8453, "0x4200000000000000000000000000000000000006", "WETH", 18, 10'000'000},
    {42161, "0xaf88d065e77c8cC2239327C5EDb3A432268e5831", "USDC", 6, dollars},
    {42161, "0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9", "USDT", 6, dollars},
    {42161, "0x82aF49447D8a07e3bd95BD0d56f35241523fBab1", "WETH", 18, 10'000'000},
    {43114, "0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E", "USDC", 6, dollars},
};

}  // namespace

std::span<const TokenRow> token_rows() {
  return rows;
}

const TokenRow* find_token(std::uint64_t chain_id, const EvmAddress& contract) {
  const std::string address = "0x" + to_hex(contract);
  for (const TokenRow& row : rows) {
    if (row.chain_id == chain_id && same_letters(row.address, address)) return &row;
  }
  return nullptr;
}

}  // namespace coldquill::evm
