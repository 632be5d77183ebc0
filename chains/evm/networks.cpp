#include <coldquill/base/decimal.h>
#include <coldquill/evm/networks.h>

namespace coldquill::evm {
namespace {

// Chain ids, names and currencies as the public registry ethereum-lists/chains has them; coin types
// from SLIP-0044. Every wallet of this family derives the keys of its networks from coin type 60,
// except on the chain that kept its own.
constexpr NetworkRow rows[] = {
    {{"ethereum", 60}, 1, "Ethereum", "ETH", false, 1},
    {{"optimism", 60}, 10, "OP Mainnet", "ETH", false, 1},
    {{"cronos", 60}, 25, "Cronos", "CRO", false, 1000},
    {{"bsc", 60}, 56, "BNB Smart Chain", "BNB", false, 1},
    {{"ethereum-classic", 61}, 61, "Ethereum Classic", "ETC", false, 10},
    {{"gnosis", 60}, 100, "Gnosis", "xDAI", false, 100},
    {{"unichain", 60}, 130, "Unichain", "ETH", false, 1},
    {{"polygon", 60}, 137, "Polygon", "POL", false, 1000},
    {{"sonic", 60}, 146, "Sonic", "S", false, 1000},
    {{"fantom", 60}, 250, "Fantom Opera", "FTM", false, 1000},
    {{"zksync", 60}, 324, "zkSync", "ETH", false, 1},
    {{"world", 60}, 480, "World Chain", "ETH", false, 1},
    {{"moonbeam", 60}, 1284, "Moonbeam", "GLMR", false, 1000},
    {{"mantle", 60}, 5000, "Mantle", "MNT", false, 1000},
    {{"base", 60}, 8453, "Base", "ETH", false, 1},
    {{"arbitrum", 60}, 42161, "Arbitrum One", "ETH", false, 1},
    {{"celo", 60}, 42220, "Celo", "CELO", false, 1000},
    {{"avalanche", 60}, 43114, "Avalanche C-Chain", "AVAX", false, 10},
    {{"linea", 60}, 59144, "Linea", "ETH", false, 1},
    {{"blast", 60}, 81457, "Blast", "ETH", false, 1},
    {{"scroll", 60}, 534352, "Scroll", "ETH", false, 1},
    {{"holesky", 60}, 17000, "Holesky", "ETH", true, 1},
    {{"local", 60}, 31337, "a local test node", "ETH", true, 1},
    {{"base-sepolia", 60}, 84532, "Base Sepolia", "ETH", true, 1},
    {{"arbitrum-sepolia", 60}, 421614, "Arbitrum Sepolia", "ETH", true, 1},
    {{"hoodi", 60}, 560048, "Hoodi", "ETH", true, 1},
    {{"sepolia", 60}, 11155111, "Sepolia", "ETH", true, 1},
    {{"optimism-sepolia", 60}, 11155420, "OP Sepolia", "ETH", true, 1},
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
  std::string out = shift_point(amount.text(), decimals);
  if (out.find('.') == out.npos) return out;
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

}  // namespace coldquill::evm
