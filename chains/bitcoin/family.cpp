#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/family.h>

namespace coldquill::bitcoin {
namespace {

constexpr std::string_view psbt_urs[] = {"crypto-psbt", "psbt"};

constexpr PayloadKind kind_rows[] = {
    {"psbt", "PSBT version 0", psbt_urs, UrContent::byte_string, ".psbt", FileForm::binary, 'P'},
    {"bitcoin-tx", "Bitcoin transaction", {}, UrContent::byte_string, ".txn", FileForm::hex, 'T'},
};

template <class Row, class Part>
std::vector<Part> column(std::span<const Row> rows, Part Row::*part) {
  std::vector<Part> out;
  for (const Row& row : rows) out.push_back(row.*part);
  return out;
}

}  // namespace

std::span<const PayloadKind> Bitcoin::kinds() {
  return kind_rows;
}

std::span<const Network> Bitcoin::networks() {
  static const auto networks = column(network_rows(), &NetworkRow::network);
  return networks;
}

std::span<const AddressType> Bitcoin::address_types() {
  static const auto types = column(address_type_rows(), &AddressTypeRow::type);
  return types;
}

// A raw transaction begins with a small version number; only a whole parse tells it from noise.
std::optional<std::string_view> Bitcoin::recognise(ByteView bytes) {
  if (text_of(bytes).starts_with(psbt_magic)) return "psbt";
  if (parse_transaction(bytes, WitnessForm::allowed)) return "bitcoin-tx";
  return {};
}

// docs/fingerprint.md specifies this text.
std::string Bitcoin::content(const Tx& tx) {
  const Transaction& t = tx.unsigned_tx();
  std::string out = "bitcoin\nversion " + std::to_string(t.version) + "\nlocktime " +
                    std::to_string(t.lock_time) + "\n";
  for (const TxIn& input : t.inputs) {
    out += "input " + input.previous.text() + " sequence " + std::to_string(input.sequence) + "\n";
  }
  for (const TxOut& output : t.outputs) {
    out += "output " + std::to_string(output.value) + " " + to_hex(output.script) + "\n";
  }
  return out;
}

std::vector<KeyOrigin> Bitcoin::key_origins(const Tx& tx) {
  std::vector<KeyOrigin> out;
  const auto collect = [&](const auto& fields) {
    for (const KeyRecord& record : fields.keys) out.push_back(record.origin);
    for (const TapKeyRecord& record : fields.tap_keys) out.push_back(record.origin);
  };
  for (const InputFields& input : tx.fields().inputs) collect(input);
  for (const OutputFields& output : tx.fields().outputs) collect(output);
  return out;
}

}  // namespace coldquill::bitcoin
