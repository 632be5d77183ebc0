#include "permits.h"

#include <coldquill/base/moment.h>
#include <coldquill/codec/eip55.h>

namespace coldquill::evm {
namespace {

enum class Form { allowance, dai, permit2, transfer };

struct Shape {
  std::string_view type;  // as encodeType writes it (EIP-712)
  Form form;
  bool more = false;  // only the beginning is known: a witness of another type follows
};
constexpr Shape shapes[] = {
    // EIP-2612
    {"Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
     Form::allowance},
    // DAI, before EIP-2612
    {"Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)", Form::dai},
    // Uniswap's permit2, PermitHash
    {"PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)"
     "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
     Form::permit2},
    {"PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)"
     "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
     Form::permit2},
    {"PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,"
     "uint256 deadline)TokenPermissions(address token,uint256 amount)",
     Form::transfer},
    {"PermitBatchTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,"
     "uint256 deadline)TokenPermissions(address token,uint256 amount)",
     Form::transfer},
    {"PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,"
     "uint256 deadline,",
     Form::transfer, true},
    {"PermitBatchWitnessTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,"
     "uint256 deadline,",
     Form::transfer, true},
};
// Behind the end of another type.
constexpr std::string_view permissions = ")TokenPermissions(address token,uint256 amount)";

// The same on every network.
constexpr std::string_view permit2_contract = "0x000000000022D473030F116dDEE9F6B43aC78BA3";

bool has_shape(const std::string& type, const Shape& shape) {
  if (!shape.more) return type == shape.type;
  return type.starts_with(shape.type) && type.find(permissions) != type.npos;
}

const Shape* shape_of(const TypedData& typed) {
  const std::string& type = typed.encode_type();
  const auto found =
      std::ranges::find_if(shapes, [&](const Shape& shape) { return has_shape(type, shape); });
  if (found == std::end(shapes)) return nullptr;
  const bool of_permit2 = found->form == Form::permit2 || found->form == Form::transfer;
  const auto contract = typed.verifying_contract();
  if (!contract || (of_permit2 && eip55(*contract) != permit2_contract)) return nullptr;
  return found;
}

bool is_amount(const TypedField& row) {
  return (row.path == "message.value" || row.path.ends_with(".amount")) &&
         (row.type == "uint256" || row.type == "uint160");
}

bool is_blanket(const TypedField& row) {
  return row.path == "message.allowed" && row.type == "bool";
}

const TypedField* row_at(const TypedData& typed, std::string_view path) {
  const auto found = std::ranges::find(typed.message(), path, &TypedField::path);
  return found == typed.message().end() ? nullptr : &*found;
}

// A moment in a uint48 or uint256.
std::string moment(const std::string& value) {
  const auto number = parse_uint256(value);
  const auto seconds = number ? number->u64() : std::nullopt;
  return seconds ? utc_text(*seconds) : utc_text(~std::uint64_t{0});
}

// The lines of one permit, row by row in their order.
class Words {
 public:
  Words(const TypedData& typed, const Shape& shape, std::optional<std::uint64_t> chain_id)
      : typed_(typed), shape_(shape), chain_id_(chain_id) {}

  std::vector<PermitLine> run() {
    for (const TypedField& row : typed_.message()) {
      if (!row.node && is_known(row.path)) read(row);
    }
    if (shape_.more) add("and more", "the rest of it is not put into words: read Content", "");
    return std::move(out_);
  }

 private:
  // What a witness says belongs to whoever thought it up.
  [[nodiscard]] bool is_known(std::string_view path) const {
    return !shape_.more || path.starts_with("message.permitted.") ||
           path.starts_with("message.permitted[") || path == "message.spender" ||
           path == "message.deadline";
  }

  void read(const TypedField& row) {
    if (row.path == "message.spender") add("who", row.value, row.value);
    if (is_amount(row)) amount(row);
    if (is_blanket(row)) blanket(row);
    if (row.path == "message.deadline") deadline(row);
    if (row.path == "message.expiry") expiry(row);
    if (row.path == "message.sigDeadline") add("handed in until", moment(row.value), row.value);
    if (row.path.ends_with(".expiration")) {
      // 0 is the block's own time (permit2, Allowance).
      add("may take until", row.value == "0" ? "the block it comes in" : moment(row.value),
          row.value);
    }
  }

  void amount(const TypedField& row) {
    const auto contract = token_of(row);
    const TokenRow* token = chain_id_ ? find_token(*chain_id_, contract) : nullptr;
    const auto number = parse_uint256(row.value);
    if (!number) return;
    std::string text = is_unlimited(row)  ? "UNLIMITED "
                       : token != nullptr ? in_unit(*number, token->decimals) + " "
                                          : number->text() + " smallest units ";
    text += token != nullptr ? std::string(token->symbol) : "of the token " + eip55(contract);
    const std::string label = shape_.form == Form::transfer ? "may take once" : "may take";
    add(label, std::move(text), row.value, token != nullptr ? Source::local : Source::signed_);
  }

  void blanket(const TypedField& row) {
    const auto contract = *typed_.verifying_contract();
    const std::string what = row.value == "true" ? "UNLIMITED" : "nothing any more";
    add("may take", what + " of the token " + eip55(contract), row.value);
  }

  // Of an allowance the last moment at which it can be given; what is given stays.
  void deadline(const TypedField& row) {
    const bool once = shape_.form == Form::transfer;
    add(once ? "until" : "handed in until",
        moment(row.value) + (once ? "" : ", and then it has no end"), row.value);
  }

  // DAI takes 0 for any time.
  void expiry(const TypedField& row) {
    add("handed in until",
        (row.value == "0" ? "any time" : moment(row.value)) + ", and then it has no end",
        row.value);
  }

  // Permit2 names the token beside the amount; elsewhere it is the contract that checks the permit.
  [[nodiscard]] EvmAddress token_of(const TypedField& row) const {
    const std::string_view path = row.path;
    const std::string beside = std::string(path.substr(0, path.rfind('.'))) + ".token";
    const TypedField* token = row_at(typed_, beside);
    const auto address = token != nullptr ? parse_eip55(token->value)
                                          : Result<EvmAddress>(*typed_.verifying_contract());
    return *address;
  }

  void add(std::string label, std::string value, std::string raw, Source source = Source::signed_) {
    out_.push_back({std::move(label), std::move(value), std::move(raw), source});
  }

  const TypedData& typed_;
  const Shape& shape_;
  std::optional<std::uint64_t> chain_id_;
  std::vector<PermitLine> out_;
};

}  // namespace

bool is_permit(const TypedData& typed) {
  return typed.primary_type().starts_with("Permit");
}

bool is_unlimited(const TypedField& row) {
  if (is_blanket(row)) return row.value == "true";
  if (!is_amount(row)) return false;
  const auto number = parse_uint256(row.value);
  const std::size_t first_octet = row.type == "uint160" ? 12 : 0;
  return number && number->bytes()[first_octet] >= 0x80;
}

std::optional<std::string> permit_owner(const TypedData& typed) {
  if (!is_permit(typed)) return {};
  for (const std::string_view name : {"message.owner", "message.holder"}) {
    const TypedField* row = row_at(typed, name);
    if (row != nullptr && row->type == "address") return row->value;
  }
  return {};
}

std::vector<PermitLine> permit_in_words(const TypedData& typed,
                                        std::optional<std::uint64_t> chain_id) {
  const Shape* shape = is_permit(typed) ? shape_of(typed) : nullptr;
  if (shape == nullptr) return {};
  return Words(typed, *shape, chain_id).run();
}

}  // namespace coldquill::evm
