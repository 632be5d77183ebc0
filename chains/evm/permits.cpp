// Permits: typed data that lets somebody else take tokens (EIP-2612, DAI's own, Permit2), and
// payments of tokens that somebody else hands in (EIP-3009).
#include "typed_reader.h"

namespace coldquill::evm {
namespace {

// The deadline is the last moment at which an allowance can be handed in; what is given stays.
constexpr std::string_view stays = "; the allowance itself never expires";

TokenCall allowance(TypedReader& in, const EvmAddress& token, const Uint256& amount) {
  return {.call = {CallKind::approve, {}, in.address("spender"), amount},
          .chain_id = in.chain_id(),
          .contract = token,
          .surely_amount = true};
}

void put_eip2612(TypedReader& in) {
  in.owner(in.address("owner"));
  in.party("spender", "spender");
  in.token("allowance", allowance(in, in.contract(), in.number("value")));
  in.say("deadline", deadline_text(in.number("deadline")) + std::string(stays),
         in.text("deadline"));
}

// DAI knows all or nothing, and takes 0 for any time.
void put_dai(TypedReader& in) {
  in.owner(in.address("holder"));
  in.party("spender", "spender");
  const bool all = in.text("allowed") == "true";
  in.token("allowance", allowance(in, in.contract(), all ? Uint256::max() : Uint256(0)));
  const Uint256 expiry = in.number("expiry");
  in.say(
      "deadline",
      (expiry.zero() ? "can be submitted at any time" : deadline_text(expiry)) + std::string(stays),
      in.text("expiry"));
}

// ---- Permit2

void put_details(TypedReader& in, const std::string& at) {
  TokenCall token = allowance(in, in.address(at + ".token"), in.number(at + ".amount"));
  token.most = largest_uint160();
  in.token("allowance", token);
  // 0 is the block's own time (permit2, Allowance).
  const Uint256 end = in.number(at + ".expiration");
  in.say("expires",
         end.zero()      ? "in the block that it is submitted in"
         : is_never(end) ? "never"
                         : moment_text(end),
         in.text(at + ".expiration"));
}

void put_permit2(TypedReader& in, void (*each)(TypedReader&, const std::string&),
                 const std::string& member, const std::string& deadline) {
  in.party("spender", "spender");
  if (in.has(member + ".token")) each(in, member);
  for (std::size_t i = 0; in.has(member + "[" + std::to_string(i) + "]"); ++i) {
    each(in, member + "[" + std::to_string(i) + "]");
  }
  in.say("deadline", deadline_text(in.number(deadline)), in.text(deadline));
}

void put_allowances(TypedReader& in) {
  put_permit2(in, put_details, "details", "sigDeadline");
}

void put_permitted(TypedReader& in, const std::string& at) {
  in.token("may take once", allowance(in, in.address(at + ".token"), in.number(at + ".amount")));
}

void put_transfers(TypedReader& in) {
  put_permit2(in, put_permitted, "permitted", "deadline");
}

// What a witness says belongs to whoever thought it up.
void put_witness(TypedReader& in) {
  put_transfers(in);
  in.open("only part of this permit is explained above");
}

// ---- EIP-3009

void put_authorization(TypedReader& in) {
  const Call call{CallKind::transfer_from, in.address("from"), in.address("to"),
                  in.number("value")};
  in.owner(call.owner);
  in.party("taken from", "from");
  in.party("to", "to");
  in.token(
      "amount",
      {.call = call, .chain_id = in.chain_id(), .contract = in.contract(), .surely_amount = true});
  const Uint256 after = in.number("validAfter");
  in.say("valid after", after.zero() ? "at once" : moment_text(after), in.text("validAfter"));
  in.say("valid before", moment_text(in.number("validBefore")), in.text("validBefore"));
}

void put_cancellation(TypedReader& in) {
  in.owner(in.address("authorizer"));
  in.say("cancels", "the authorization with the nonce " + in.text("nonce"), in.text("nonce"));
}

constexpr std::string_view permissions = ")TokenPermissions(address token,uint256 amount)";

constexpr TypedShape shapes[] = {
    // EIP-2612
    {"Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
     put_eip2612},
    // DAI, before EIP-2612
    {"Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)", put_dai},
    // Uniswap's permit2, PermitHash
    {"PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)"
     "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
     put_allowances, Checker::permit2},
    {"PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)"
     "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
     put_allowances, Checker::permit2},
    {"PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,"
     "uint256 deadline)TokenPermissions(address token,uint256 amount)",
     put_transfers, Checker::permit2},
    {"PermitBatchTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,"
     "uint256 deadline)TokenPermissions(address token,uint256 amount)",
     put_transfers, Checker::permit2},
    {"PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,"
     "uint256 deadline,",
     put_witness, Checker::permit2, permissions},
    {"PermitBatchWitnessTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,"
     "uint256 deadline,",
     put_witness, Checker::permit2, permissions},
    // EIP-3009
    {"TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,"
     "uint256 validBefore,bytes32 nonce)",
     put_authorization},
    {"ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,"
     "uint256 validBefore,bytes32 nonce)",
     put_authorization},
    {"CancelAuthorization(address authorizer,bytes32 nonce)", put_cancellation},
};

}  // namespace

std::span<const TypedShape> permit_shapes() {
  return shapes;
}

Uint256 largest_uint160() {
  ByteArray<20> octets{};
  octets.fill(0xFF);
  return *Uint256::from_be(octets);
}

}  // namespace coldquill::evm
