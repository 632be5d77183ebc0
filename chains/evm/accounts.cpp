// Typed data that a contract turns into calls of its own: a Safe's transactions, requests to
// forwarders (EIP-2771), meta transactions, user operations (ERC-4337), zkSync's transactions.
#include "fees.h"
#include "typed_reader.h"

namespace coldquill::evm {
namespace {

// ---- Safe (SafeTx of its contracts since 0.1.0)

// A Safe repays gas to whoever asks it to, at a price that this fixes, in any token.
void put_refund(TypedReader& in) {
  if (in.number("gasPrice").zero()) return;
  const EvmAddress nobody{};
  const bool coins = in.address("gasToken") == nobody;
  const bool anybody = in.address("refundReceiver") == nobody;
  in.say("refund",
         "gas at a price of " + in.text("gasPrice") + " each, " +
             (coins ? "in coins" : "in the token " + in.text("gasToken")) + ", to " +
             (anybody ? "whoever submits it" : in.text("refundReceiver")),
         in.text("gasPrice"));
  in.open("the Safe also repays gas");
}

// Another operation than a call has been refused.
void put_safe(TypedReader& in) {
  in.party("to", "to");
  in.coins("value", in.number("value"), in.text("to"));
  in.call("data", in.address("to"));
  put_refund(in);
}

// ---- Calls in the name of whoever signs

void put_forward(TypedReader& in) {
  in.owner(in.address("from"));
  in.party("on behalf of", "from");
  in.party("to", "to");
  in.coins("value", in.number("value"), in.text("to"));
  in.call("data", in.address("to"));
  if (in.has("deadline")) {
    in.say("deadline", deadline_text(in.number("deadline")), in.text("deadline"));
  }
  in.open("what the contract that forwards it does is not known here");
}

void put_meta(TypedReader& in) {
  in.owner(in.address("from"));
  in.party("on behalf of", "from");
  in.call("functionSignature", in.contract());
  in.open("the contract will run a call on your behalf");
}

// Whoever has the account's key signs; the account may have any code.
void put_operation(TypedReader& in) {
  in.party("account", "sender");
  in.call("callData", in.address("sender"));
  in.open("what the account does with this operation is not known here");
}

// ---- zkSync: a transaction as typed data, with addresses in numbers

std::string address_text(TypedReader& in, const std::string& path) {
  const ByteArray<32> octets = in.number(path).bytes();
  const ByteView number(octets);
  const bool fits = std::ranges::all_of(number.first(12), [](auto octet) { return octet == 0; });
  return fits ? eip55(number.subspan(12)) : in.number(path).hex();
}

void put_fee(TypedReader& in) {
  const auto fee = in.number("gasLimit").times(in.number("maxFeePerGas"));
  if (!fee) return in.open("the fee is more than can exist");
  const Unit unit = coin_unit(in.chain_id());
  const Money money{.amount = *fee, .unit = unit, .role = MoneyRole::fee, .at_most = true};
  in.line({.name = "in_words",
           .label = "fee",
           .value = amount_text(money),
           .raw = fee->text(),
           .money = money});
  auto high = high_fee(in.chain_id(), {*fee, in.number("maxFeePerGas"), in.number("value")});
  if (high) in.warn(*std::move(high));
}

void put_zksync(TypedReader& in) {
  const std::string to = address_text(in, "to");
  in.say("from", address_text(in, "from"), in.text("from"));
  in.say("to", to, in.text("to"));
  in.coins("value", in.number("value"), to);
  put_fee(in);
  if (!in.number("paymaster").zero()) {
    in.say("paymaster", address_text(in, "paymaster"), in.text("paymaster"));
  }
  if (const auto contract = parse_eip55(to)) in.call("data", *contract);
  in.open("it is a whole transaction, and only part of it is explained above");
}

constexpr TypedShape shapes[] = {
    {"SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,"
     "uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)",
     put_safe},
    {"SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 dataGas,"
     "uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)",
     put_safe},
    // OpenZeppelin's MinimalForwarder and ERC2771Forwarder
    {"ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,bytes data)",
     put_forward},
    {"ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,"
     "uint48 deadline,bytes data)",
     put_forward},
    // Tokens of Polygon's bridge
    {"MetaTransaction(uint256 nonce,address from,bytes functionSignature)", put_meta},
    // ERC-4337, as its versions pack it
    {"PackedUserOperation(address sender,uint256 nonce,bytes initCode,bytes callData,"
     "bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes paymasterAndData)",
     put_operation},
    {"UserOperation(address sender,uint256 nonce,bytes initCode,bytes callData,"
     "uint256 callGasLimit,uint256 verificationGasLimit,uint256 preVerificationGas,"
     "uint256 maxFeePerGas,uint256 maxPriorityFeePerGas,bytes paymasterAndData)",
     put_operation},
    {"Transaction(uint256 txType,uint256 from,uint256 to,uint256 gasLimit,"
     "uint256 gasPerPubdataByteLimit,uint256 maxFeePerGas,uint256 maxPriorityFeePerGas,"
     "uint256 paymaster,uint256 nonce,uint256 value,bytes data,bytes32[] factoryDeps,"
     "bytes paymasterInput)",
     put_zksync, Checker::zksync},
};

}  // namespace

std::span<const TypedShape> account_shapes() {
  return shapes;
}

}  // namespace coldquill::evm
