#include <coldquill/base/moment.h>
#include <coldquill/evm/words.h>

namespace coldquill::evm {
namespace {

const NetworkRow* row_of(std::optional<std::uint64_t> chain_id) {
  return chain_id ? network_of_chain(*chain_id) : nullptr;
}

bool bound(std::optional<std::uint64_t> chain_id) {
  return chain_id && *chain_id != 0;
}

}  // namespace

std::string network_name(std::optional<std::uint64_t> chain_id) {
  if (const NetworkRow* row = row_of(chain_id)) return std::string(row->network.name);
  return bound(chain_id) ? "chain " + std::to_string(*chain_id) : std::string();
}

std::string on_network(std::optional<std::uint64_t> chain_id) {
  if (const NetworkRow* row = row_of(chain_id)) return "on " + std::string(row->label);
  return bound(chain_id) ? "on chain id " + std::to_string(*chain_id) : "on any network";
}

Unit coin_unit(std::optional<std::uint64_t> chain_id) {
  Unit out{.network = "evm " + network_name(chain_id), .symbol = "wei"};
  const NetworkRow* row = row_of(chain_id);
  if (row == nullptr) return out;
  out.symbol = row->currency;
  out.decimals = coin_decimals;
  return out;
}

Unit token_unit(std::optional<std::uint64_t> chain_id, const EvmAddress& contract) {
  Unit out{.network = "evm " + network_name(chain_id), .asset = eip55(contract)};
  const TokenRow* token = chain_id ? find_token(*chain_id, contract) : nullptr;
  if (token == nullptr) return out;
  out.symbol = token->symbol;
  out.decimals = token->decimals;
  out.source = Source::local;
  return out;
}

std::string moment_text(const Uint256& seconds) {
  return utc_text(seconds.u64().value_or(~std::uint64_t{0}));
}

bool is_never(const Uint256& seconds) {
  constexpr std::uint64_t end_of_9999 = 253'402'300'799;
  return seconds > Uint256(end_of_9999);
}

std::string deadline_text(const Uint256& seconds) {
  if (is_never(seconds)) return "can be submitted at any time";
  return "must be submitted before " + moment_text(seconds);
}

}  // namespace coldquill::evm
