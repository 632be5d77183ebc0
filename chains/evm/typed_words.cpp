#include <coldquill/base/hex.h>

#include "typed_reader.h"

namespace coldquill::evm {
namespace {

constexpr std::string_view message = "message.";
// Members of bytes that are looked into where nobody says whose calls they are.
constexpr std::size_t most_calls = 16;

bool holds_bytes(const TypedField& row) {
  return row.type == "bytes" && row.value != "0x";
}

Bytes bytes_of(const TypedField& row) {
  return *from_hex(std::string_view(row.value).substr(2));
}

bool has_shape(const std::string& type, const TypedShape& shape) {
  if (shape.behind.empty()) return type == shape.type;
  return type.starts_with(shape.type) && type.find(shape.behind) != type.npos;
}

// The same on every network.
constexpr std::string_view permit2_contract = "0x000000000022D473030F116dDEE9F6B43aC78BA3";

bool is_checked_by(const TypedData& typed, Checker checker) {
  const auto contract = typed.verifying_contract();
  switch (checker) {
    case Checker::any_contract:
      return contract.has_value();
    case Checker::permit2:
      return contract && eip55(*contract) == permit2_contract;
    case Checker::zksync:
      return typed.name() == "zkSync" && typed.version() == "2";
  }
  COLDQUILL_ASSERT(false);
}

const TypedShape* shape_of(const TypedData& typed) {
  for (const auto shapes : {permit_shapes(), account_shapes(), order_shapes()}) {
    const auto found = std::ranges::find_if(
        shapes, [&](const TypedShape& shape) { return has_shape(typed.encode_type(), shape); });
    if (found != shapes.end()) {
      return is_checked_by(typed, found->checker) ? &*found : nullptr;
    }
  }
  return nullptr;
}

std::string bytes_text(std::size_t size) {
  return std::to_string(size) + (size == 1 ? " byte" : " bytes");
}

// An amount in a permit of another shape that is the largest of its type, or a DAI-like yes to all.
bool looks_unlimited(const TypedField& row) {
  if (row.path == "message.allowed" && row.type == "bool") return row.value == "true";
  if (row.path != "message.value" && !row.path.ends_with(".amount")) return false;
  const auto number = parse_uint256(row.value);
  if (!number) return false;
  return row.type == "uint256" ? *number == Uint256::max()
                               : row.type == "uint160" && *number == largest_uint160();
}

void unknown_shape(TypedReader& in) {
  in.open("what it lets somebody do cannot be explained here");
  if (!is_permit(in.typed())) return;
  if (std::ranges::none_of(in.typed().message(), looks_unlimited)) return;
  in.warn({&E_UNLIMITED_APPROVAL, "an UNLIMITED allowance is in this permit", true});
}

}  // namespace

TypedReader::TypedReader(const TypedData& typed, std::optional<std::uint64_t> chain_id)
    : typed_(typed), chain_id_(chain_id) {
  for (const TypedField& row : typed.message()) rows_.emplace(row.path, &row);
}

bool TypedReader::has(const std::string& path) const {
  return rows_.contains(std::string(message) + path);
}

const TypedField& TypedReader::at(const std::string& path) const {
  const auto found = rows_.find(std::string(message) + path);
  COLDQUILL_ASSERT(found != rows_.end());
  return *found->second;
}

const std::string& TypedReader::text(const std::string& path) {
  const TypedField& row = at(path);
  out_.said.insert(row.path);
  return row.value;
}

Uint256 TypedReader::number(const std::string& path) {
  return *parse_uint256(text(path));
}

EvmAddress TypedReader::address(const std::string& path) {
  return *parse_eip55(text(path));
}

void TypedReader::line(WordLine line) {
  lines_.push_back(std::move(line));
}

void TypedReader::say(std::string label, std::string value, std::string raw) {
  line({.name = "in_words",
        .label = std::move(label),
        .value = std::move(value),
        .raw = std::move(raw)});
}

void TypedReader::party(std::string label, const std::string& path) {
  say(std::move(label), text(path), text(path));
}

void TypedReader::coins(std::string label, const Uint256& wei, std::string party) {
  const Unit unit = coin_unit(chain_id_);
  line({.name = "in_words",
        .label = std::move(label),
        .value = amount_text(wei, unit),
        .raw = wei.text(),
        .money = Money{
            .amount = wei, .unit = unit, .role = MoneyRole::pays, .party = std::move(party)}});
}

void TypedReader::token(std::string label, const TokenCall& token, std::string behind) {
  const bool known = token.row() != nullptr;
  if (!known) behind = " of the token " + eip55(*token.contract) + behind;
  line({.name = "in_words",
        .label = std::move(label),
        .value = amount_words(token) + behind,
        .raw = token.call.amount.text(),
        .source = known ? Source::local : Source::signed_,
        .money = money_of(token)});
  add(token);
}

void TypedReader::unknown_token(const EvmAddress& contract) {
  warn({&E_UNKNOWN_TOKEN, unknown_amounts_text(chain_id_, contract), true});
}

void TypedReader::add(const TokenCall& token) {
  for (PlanWarning& warning : warnings_of(token)) out_.warnings.push_back(std::move(warning));
  out_.token_calls.push_back(token);
}

void TypedReader::group_of(const TokenCall& token) {
  WordGroup group = words_of(token);
  group.heading = "Call inside: " + group.heading;
  calls_.push_back(std::move(group));
  add(token);
}

void TypedReader::call(const std::string& path, const EvmAddress& contract) {
  const TypedField& row = at(path);
  if (!holds_bytes(row)) return;
  read_.push_back(&row);
  const Bytes data = bytes_of(row);
  const Call call = read_call(data);
  if (call.token()) {
    out_.said.insert(row.path);
    return group_of({.call = call, .chain_id = chain_id_, .contract = contract});
  }
  const ByteView selector = ByteView(data).first(std::min<std::size_t>(4, data.size()));
  calls_.push_back({"Call inside",
                    {{.name = "call",
                      .label = "call",
                      .value = "not understood, selector 0x" + to_hex(selector) + ", " +
                               bytes_text(data.size())},
                     {.name = "contract", .label = "contract", .value = eip55(contract)}}});
}

// The same reader as for call data, wherever bytes stand; and they are asked about always, since a
// contract may do with them what no line says.
void TypedReader::look_into_bytes() {
  std::size_t size = 0, looked = 0;
  for (const TypedField& row : typed_.message()) {
    if (!holds_bytes(row)) continue;
    const Bytes data = bytes_of(row);
    size += data.size();
    if (std::ranges::find(read_, &row) != read_.end() || looked == most_calls) continue;
    const Call call = read_call(data);
    if (!call.token()) continue;
    ++looked;
    group_of({.call = call, .chain_id = chain_id_});
  }
  if (size > 0) open("it holds " + bytes_text(size) + " that a contract may run as a call");
}

TypedWords TypedReader::run(void (*put)(TypedReader&), bool known) {
  out_.known = known;
  put(*this);
  look_into_bytes();
  if (!lines_.empty()) out_.groups.push_back({"In words", std::move(lines_)});
  for (WordGroup& group : calls_) out_.groups.push_back(std::move(group));
  return std::move(out_);
}

TypedWords typed_words(const TypedData& typed, std::optional<std::uint64_t> chain_id) {
  const TypedShape* shape = shape_of(typed);
  const bool known = shape != nullptr;
  return TypedReader(typed, chain_id).run(known ? shape->put : unknown_shape, known);
}

bool is_permit(const TypedData& typed) {
  return typed.primary_type().starts_with("Permit");
}

bool is_safe_delegatecall(const TypedData& typed) {
  return std::ranges::any_of(typed.message(), [&](const TypedField& row) {
    const bool operation = typed.primary_type() == "SafeTx" && row.path == "message.operation";
    if (operation && !row.node) return row.value != "0";
    return holds_bytes(row) && is_safe_delegatecall(bytes_of(row));
  });
}

std::optional<EvmAddress> address_in_number(const TypedField& row) {
  if (row.type != "uint256" && row.type != "uint160") return {};
  constexpr std::size_t before = 12;  // octets of a number before those of an address
  const ByteArray<32> octets = parse_uint256(row.value)->bytes();
  const ByteView number(octets);
  const auto zero = [](std::uint8_t octet) { return octet == 0; };
  const auto full = [](std::uint8_t octet) { return octet == 0xFF; };
  const ByteView low = number.subspan(before);
  if (!std::ranges::all_of(number.first(before), zero)) return {};
  // Below 2^120 it is an amount; all bits are the largest amount that Permit2 knows.
  if (std::ranges::all_of(low.first(5), zero) || std::ranges::all_of(low, full)) return {};
  return array_of<20>(low);
}

}  // namespace coldquill::evm
