#include <coldquill/base/hex.h>
#include <coldquill/evm/family.h>

namespace coldquill::evm {
namespace {

constexpr std::string_view request_urs[] = {"eth-sign-request"};
constexpr std::string_view signature_urs[] = {"eth-signature"};

constexpr PayloadKind kind_rows[] = {
    {"eth-sign-request", "EVM request", request_urs, UrContent::item, ".cbor", FileForm::binary,
     'C'},
    {"eth-signature", "EVM signature", signature_urs, UrContent::item, ".cbor", FileForm::binary,
     'C'},
    {"evm-tx", "EVM transaction", {}, UrContent::byte_string, ".txn", FileForm::hex},
    {"evm-json", "EVM request in JSON", {}, UrContent::byte_string, ".json", FileForm::text, 'J'},
    {"evm-signature", "EVM signature", {}, UrContent::byte_string, ".sig", FileForm::hex},
};

constexpr AddressType type_rows[] = {{"account", 44}};

// A transaction or typed data, well formed or not: decode tells what is wrong with it.
bool is_json_request(ByteView bytes) {
  const std::string_view text = text_of(bytes);
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos || text[first] != '{') return false;
  constexpr std::string_view words[] = {"\"primaryType\"", "\"chainId\"", "\"gasPrice\"",
                                        "\"maxFeePerGas\""};
  return std::ranges::any_of(words, [&](auto word) { return text.find(word) != text.npos; });
}

// A list whose header tells the length of exactly what follows it.
bool is_list_alone(ByteView bytes) {
  constexpr std::uint8_t short_list = 0xC0, long_list = 0xF7;
  if (bytes.empty() || bytes[0] < short_list) return false;
  if (bytes[0] <= long_list) return bytes.size() - 1 == std::size_t{bytes[0]} - short_list;
  const std::size_t width = std::size_t{bytes[0]} - long_list;
  if (bytes.size() <= width || width > 4) return false;
  std::size_t length = 0;
  for (const std::uint8_t octet : bytes.subspan(1, width)) length = length << 8 | octet;
  return bytes.size() - 1 - width == length;
}

bool is_transaction(ByteView bytes) {
  constexpr std::uint8_t last_known_type = 4;  // EIP-7702
  if (bytes.empty()) return false;
  return is_list_alone(bytes[0] <= last_known_type ? bytes.subspan(1) : bytes);
}

std::string access_lines(const Transaction& tx) {
  std::string out;
  for (const AccessEntry& entry : tx.access_list) {
    out += "access " + to_hex(entry.address);
    for (const Digest32& key : entry.keys) out += " " + to_hex(key);
    out += "\n";
  }
  return out;
}

std::string transaction_content(const Transaction& tx) {
  constexpr std::size_t room_for_numbers = 256;
  std::string out;
  out.reserve(2 * tx.data.size() + room_for_numbers);
  out += "evm transaction\ntype " + std::to_string(static_cast<int>(tx.type)) + "\n";
  if (tx.chain_id) out += "chain " + std::to_string(*tx.chain_id) + "\n";
  out += "nonce " + std::to_string(tx.nonce) + "\n";
  if (tx.type == TxType::dynamic_fee) out += "priority " + tx.priority_fee.text() + "\n";
  out += "price " + tx.gas_price.text() + "\ngas " + std::to_string(tx.gas_limit) + "\n";
  out += "to " + (tx.to ? to_hex(*tx.to) : std::string()) + "\nvalue " + tx.value.text() + "\n";
  return out + "data " + to_hex(tx.data) + "\n" + access_lines(tx);
}

}  // namespace

std::span<const PayloadKind> Evm::kinds() {
  return kind_rows;
}

std::span<const Network> Evm::networks() {
  static const auto networks = [] {
    std::vector<Network> out;
    for (const NetworkRow& row : network_rows()) out.push_back(row.network);
    return out;
  }();
  return networks;
}

std::span<const AddressType> Evm::address_types() {
  return type_rows;
}

std::optional<std::string_view> Evm::recognise(ByteView bytes) {
  if (is_json_request(bytes)) return "evm-json";
  if (is_transaction(bytes)) return "evm-tx";
  if (is_sign_request(bytes)) return "eth-sign-request";
  return {};
}

// docs/fingerprint.md specifies this text.
std::string Evm::content(const Tx& tx) {
  if (const Transaction* transaction = tx.transaction()) return transaction_content(*transaction);
  if (const auto* message = std::get_if<Message>(&tx.content())) {
    return "evm message\n" + to_hex(message->text) + "\n";
  }
  const TypedData& typed = std::get<TypedData>(tx.content());
  return "evm typed data\ndomain " + to_hex(typed.domain_hash()) + "\nmessage " +
         (typed.message().empty() ? std::string() : to_hex(typed.message_hash())) + "\n";
}

std::vector<KeyOrigin> Evm::key_origins(const Tx& tx) {
  if (!tx.claims().path) return {};
  auto origin = tx.claims().path->origin();
  COLDQUILL_ASSERT(origin.ok());  // parse_sign_request took plain paths only
  return {*std::move(origin)};
}

}  // namespace coldquill::evm
