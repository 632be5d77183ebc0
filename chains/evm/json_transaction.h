// Transactions as JSON, with the field names of eth_signTransaction (execution-apis) and of the
// libraries that people use.
#pragma once

#include <coldquill/codec/json.h>
#include <coldquill/evm/transaction.h>

namespace coldquill::evm {

struct JsonTransaction {
  Transaction tx;
  std::optional<EvmAddress> from;
};

// An object with chainId, nonce, gas or gasLimit, gasPrice or maxFeePerGas and
// maxPriorityFeePerGas; and, where there is any, to, value, data or input, accessList, from, type.
// Numbers are JSON numbers or texts, decimal or 0x and hexadecimal. Every other member is refused,
// unless it is null. viem's "account" says the same as "from".
// Fails with E_BAD_EVM_REQUEST, E_NO_CHAIN_ID, E_UNSUPPORTED_EVM_TYPE and the reasons of eip55.h.
Result<JsonTransaction> parse_json_transaction(const JsonValue& json);
Bytes write_json_transaction(const JsonTransaction& transaction);

// An array of {address, storageKeys}.
Result<std::vector<AccessEntry>> parse_access_list(const JsonValue& json);

}  // namespace coldquill::evm
