#include <coldquill/base/decimal.h>
#include <coldquill/evm/networks.h>

namespace coldquill::evm {
namespace {

// Chain ids, names and currencies as the public registry ethereum-lists/chains has them
// (_data/chains, eip155-N.json; state of August 2026); coin types from SLIP-0044. Networks that
// charge a fee for the octets of a transaction beside its gas are those whose documentation says so
// (the OP Stack's "L1 data fee", Scroll's); in doubt a network is counted among them.
// The last two columns: docs/fees.md.
constexpr NetworkRow rows[] = {
    {{"ethereum", ethereum_coin}, 1, "Ethereum", "ETH", 60, false, false, 1, 500},
    {{"optimism", ethereum_coin}, 10, "OP Mainnet", "ETH", 60, false, true, 1, 50},
    {{"cronos", ethereum_coin}, 25, "Cronos", "CRO", 60, false, false, 1000, 50000},
    {{"bsc", ethereum_coin}, 56, "BNB Smart Chain", "BNB", 60, false, false, 1, 100},
    {{"ethereum-classic", ethereum_coin}, 61, "Ethereum Classic", "ETC", 61, false, false, 10, 500},
    {{"gnosis", ethereum_coin}, 100, "Gnosis", "xDAI", 60, false, false, 100, 500},
    {{"unichain", ethereum_coin}, 130, "Unichain", "ETH", 60, false, true, 1, 50},
    {{"polygon", ethereum_coin}, 137, "Polygon", "POL", 60, false, false, 1000, 10000},
    {{"sonic", ethereum_coin}, 146, "Sonic", "S", 60, false, false, 1000, 5000},
    {{"fantom", ethereum_coin}, 250, "Fantom Opera", "FTM", 60, false, false, 1000, 10000},
    {{"zksync", ethereum_coin}, 324, "zkSync", "ETH", 60, false, false, 1, 50},
    {{"world", ethereum_coin}, 480, "World Chain", "ETH", 60, false, true, 1, 50},
    {{"moonbeam", ethereum_coin}, 1284, "Moonbeam", "GLMR", 60, false, false, 1000, 5000},
    {{"mantle", ethereum_coin}, 5000, "Mantle", "MNT", 60, false, true, 1000, 50},
    {{"base", ethereum_coin}, 8453, "Base", "ETH", 60, false, true, 1, 50},
    {{"arbitrum", ethereum_coin}, 42161, "Arbitrum One", "ETH", 60, false, false, 1, 50},
    {{"celo", ethereum_coin}, 42220, "Celo", "CELO", 60, false, true, 1000, 1000},
    {{"avalanche", ethereum_coin}, 43114, "Avalanche C-Chain", "AVAX", 60, false, false, 10, 1000},
    {{"linea", ethereum_coin}, 59144, "Linea", "ETH", 60, false, false, 1, 50},
    {{"blast", ethereum_coin}, 81457, "Blast", "ETH", 60, false, true, 1, 50},
    {{"scroll", ethereum_coin}, 534352, "Scroll", "ETH", 60, false, true, 1, 50},
    {{"holesky", ethereum_coin}, 17000, "Holesky", "ETH", 1, true, false, 1, 10000},
    {{"local", ethereum_coin}, 31337, "a local test node", "ETH", 1, true, false, 1, 10000},
    {{"base-sepolia", ethereum_coin}, 84532, "Base Sepolia", "ETH", 1, true, true, 1, 10000},
    {{"arbitrum-sepolia", ethereum_coin},
     421614,
     "Arbitrum Sepolia",
     "ETH",
     1,
     true,
     false,
     1,
     10000},
    {{"hoodi", ethereum_coin}, 560048, "Hoodi", "ETH", 1, true, false, 1, 10000},
    {{"sepolia", ethereum_coin}, 11155111, "Sepolia", "ETH", 1, true, false, 1, 10000},
    {{"optimism-sepolia", ethereum_coin}, 11155420, "OP Sepolia", "ETH", 1, true, true, 1, 10000},
};

}  // namespace

std::span<const NetworkRow> network_rows() {
  return rows;
}

const NetworkRow* find_network(std::string_view name) {
  for (const NetworkRow& row : rows) {
    if (row.network.name == name) return &row;
  }
  return nullptr;
}

const NetworkRow* network_of_chain(std::uint64_t chain_id) {
  for (const NetworkRow& row : rows) {
    if (row.chain_id == chain_id) return &row;
  }
  return nullptr;
}

std::string in_unit(const Uint256& amount, unsigned decimals) {
  return without_zeros(shift_point(amount.text(), decimals));
}

}  // namespace coldquill::evm
