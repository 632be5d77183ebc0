#include "typed_shapes.h"

#include <coldquill/base/text.h>
#include <coldquill/evm/networks.h>

#include "evm_parts.h"
#include "typed_values.h"

namespace coldquill::laws {
namespace {

struct Shape {
  const char* type;          // as encodeType writes it
  const char* checker = "";  // the contract; any, when it is empty
  const char* shown = "";    // the member whose change a headline of the words shows
};
constexpr const char* permit2 = "0x000000000022D473030F116dDEE9F6B43aC78BA3";
constexpr Shape shapes[] = {
    {"Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)", "",
     "spender"},
    {"Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)", "",
     "spender"},
    {"PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)"
     "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
     permit2, "spender"},
    {"PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)"
     "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
     permit2, "spender"},
    {"PermitBatchTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,"
     "uint256 deadline)TokenPermissions(address token,uint256 amount)",
     permit2, "spender"},
    {"PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,"
     "uint256 deadline,Order witness)Order(bytes data,uint256 to)"
     "TokenPermissions(address token,uint256 amount)",
     permit2, "spender"},
    {"TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,"
     "uint256 validBefore,bytes32 nonce)",
     "", "to"},
    {"CancelAuthorization(address authorizer,bytes32 nonce)"},
    {"SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,"
     "uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)",
     "", "to"},
    {"ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,"
     "uint48 deadline,bytes data)",
     "", "to"},
    {"MetaTransaction(uint256 nonce,address from,bytes functionSignature)", "", "from"},
    {"PackedUserOperation(address sender,uint256 nonce,bytes initCode,bytes callData,"
     "bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes paymasterAndData)",
     "", "sender"},
    {"Transaction(uint256 txType,uint256 from,uint256 to,uint256 gasLimit,"
     "uint256 gasPerPubdataByteLimit,uint256 maxFeePerGas,uint256 maxPriorityFeePerGas,"
     "uint256 paymaster,uint256 nonce,uint256 value,bytes data,bytes32[] factoryDeps,"
     "bytes paymasterInput)",
     "zksync"},
    {"OrderComponents(address offerer,address zone,OfferItem[] offer,"
     "ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,uint256 endTime,"
     "bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter)"
     "ConsiderationItem(uint8 itemType,address token,uint256 identifierOrCriteria,"
     "uint256 startAmount,uint256 endAmount,address recipient)"
     "OfferItem(uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,"
     "uint256 endAmount)"},
};

using Members = std::vector<std::pair<Text, Text>>;  // type, name

// "A(uint8 a)B(...)", each with its members.
std::vector<std::pair<Text, Members>> read_types(Text text) {
  std::vector<std::pair<Text, Members>> out;
  while (!text.empty()) {
    const std::size_t open = text.find('('), close = text.find(')');
    out.push_back({text.substr(0, open), {}});
    for (std::size_t at = open + 1; at < close;) {
      const std::size_t end = std::min(text.find(',', at), close);
      const std::size_t space = text.find(' ', at);
      out.back().second.push_back(
          {text.substr(at, space - at), text.substr(space + 1, end - space - 1)});
      at = end + 1;
    }
    text.erase(0, close + 1);
  }
  return out;
}

class Maker {
 public:
  Maker(Dice& dice, std::uint64_t chain_id)
      : dice_(dice), shape_(dice.one_of(shapes)), types_(read_types(shape_.type)) {
    const bool zksync = Text(shape_.checker) == "zksync";
    const Text contract = zksync || *shape_.checker != '\0' ? shape_.checker : address();
    domain_ = zksync ? R"("name":"zkSync","version":"2")"
                     : R"("name":"x","verifyingContract":)" + quoted(contract);
    domain_ += ",\"chainId\":" + std::to_string(chain_id);
    structure(types_.front().second);
  }

  GeneratedTypedData run() {
    GeneratedTypedData out{json(written_), {}, {}, {}};
    for (int i = 0; i < 3; ++i) {
      Text other = out.json;
      const std::size_t from = other.find_first_of("0123456789", dice_.below(other.size()));
      if (from != other.npos) other[from] = static_cast<char>('0' + dice_.below(10));
      out.mutants.push_back(other);
    }
    if (shown_ == 0) return out;
    Text other = written_;
    other[shown_] = other[shown_] == '1' ? '2' : '1';
    out.other_json = json(other);
    out.other_fact = "in_words";
    return out;
  }

 private:
  // In lower case, as one that is known on some network, or one of nobody's.
  Text address() {
    if (dice_.one_in(2)) return "0x" + to_hex(evm_parts::address_of_somebody(dice_));
    return to_lower(dice_.one_of(evm::token_rows()).address);
  }

  Text atom(const Text& type, const Text& name) {
    if (name == "operation" && !dice_.one_in(8)) return "0";
    if (type == "address") return quoted(address());
    const bool call = type == "bytes" && dice_.one_in(2);
    if (call) return quoted("0x" + to_hex(evm_parts::call_data(dice_)));
    return value_of(dice_, type).json;
  }

  void value(const Text& type, const Text& name) {
    if (type.ends_with("[]")) return array(type.substr(0, type.size() - 2), name);
    for (const auto& [struct_name, members] : types_) {
      if (struct_name == type) return structure(members);
    }
    const Text text = atom(type, name);
    if (shown_ == 0 && name == shape_.shown) shown_ = written_.size() + text.size() - 2;
    written_ += text;
  }

  void array(const Text& type, const Text& name) {
    written_ += '[';
    for (std::uint64_t i = 0, count = dice_.below(4); i < count; ++i) {
      if (i > 0) written_ += ',';
      value(type, name);
    }
    written_ += ']';
  }

  void structure(const Members& members) {
    written_ += '{';
    bool first = true;
    for (const auto& [type, name] : members) {
      written_ += (first ? "" : ",") + quoted(name) + ":";
      first = false;
      value(type, name);
    }
    written_ += '}';
  }

  Text json(const Text& message) const {
    Text types;
    for (const auto& [struct_name, members] : types_) {
      Text list;
      for (const auto& [type, name] : members) {
        list += (list.empty() ? "" : ",") + (R"({"name":)" + quoted(name)) + R"(,"type":)" +
                quoted(type) + "}";
      }
      types += (types.empty() ? "" : ",") + quoted(struct_name) + ":[" + list + "]";
    }
    return R"({"types":{)" + types + R"(},"primaryType":)" + quoted(types_.front().first) +
           R"(,"domain":{)" + domain_ + R"(},"message":)" + message + "}";
  }

  Dice& dice_;
  const Shape& shape_;
  std::vector<std::pair<Text, Members>> types_;
  Text domain_;
  Text written_;
  std::size_t shown_ = 0;  // where the last digit of the address stands that is changed
};

}  // namespace

GeneratedTypedData known_shape_generated(Dice& dice, std::uint64_t chain_id) {
  return Maker(dice, chain_id).run();
}

}  // namespace coldquill::laws
