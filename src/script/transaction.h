// Bitcoin transactions (BIP-0144 serialisation).
#pragma once

#include <coldquill/base/reader.h>
#include <coldquill/base/writer.h>
#include <coldquill/crypto/hash.h>

#include <compare>

namespace coldquill {

// Satoshi: the hundred-millionth part of a coin.
using Sat = std::uint64_t;
inline constexpr Sat max_money = 2'100'000'000'000'000;

std::string format_btc(Sat amount);  // "0.00671399 BTC"

struct Txid {
  Digest32 bytes{};  // in the order of the hash; people read it reversed

  [[nodiscard]] std::string text() const;
  static Result<Txid> parse(std::string_view hex);
  friend auto operator<=>(const Txid&, const Txid&) = default;
};

struct OutPoint {
  Txid txid;
  std::uint32_t index = 0;

  [[nodiscard]] std::string text() const;  // "txid:index"
  friend auto operator<=>(const OutPoint&, const OutPoint&) = default;
};

struct TxIn {
  OutPoint previous;
  Bytes script_sig{};
  std::uint32_t sequence = 0xFFFFFFFF;
  std::vector<Bytes> witness{};
};

struct TxOut {
  Sat value = 0;  // any 64 bits here; ranges are judged by who uses it
  Bytes script{};

  friend bool operator==(const TxOut&, const TxOut&) = default;
};

struct Transaction {
  std::uint32_t version = 2;
  std::vector<TxIn> inputs;
  std::vector<TxOut> outputs;
  std::uint32_t lock_time = 0;

  [[nodiscard]] bool has_witness() const;
  [[nodiscard]] Txid txid() const;
};

enum class WitnessForm {
  never,    // as in a PSBT's unsigned transaction: a zero input count is a zero input count
  allowed,  // BIP-0144: marker and flag announce witnesses
};

Transaction read_transaction(Reader& in, WitnessForm form);
Result<Transaction> parse_transaction(ByteView bytes, WitnessForm form);
// With witnesses when there are any and the form allows them.
Bytes serialize(const Transaction& tx, WitnessForm form);

TxOut read_output(Reader& in);
void write_output(Writer& out, const TxOut& output);
std::vector<Bytes> read_witness(Reader& in);
void write_witness(Writer& out, std::span<const Bytes> witness);

// One output of a serialised previous transaction, and that transaction's id, read in place: the
// bytes are hashed where they lie and nothing but the output is copied.
struct PreviousOutput {
  Txid txid;
  std::size_t output_count;
  std::optional<TxOut> output;  // empty when there is no such index
};
Result<PreviousOutput> read_previous_output(ByteView transaction, std::uint32_t index);

}  // namespace coldquill
