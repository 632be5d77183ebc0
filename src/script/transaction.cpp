#include <coldquill/base/decimal.h>
#include <coldquill/base/hex.h>
#include <coldquill/script/compact_size.h>
#include <coldquill/script/transaction.h>

namespace coldquill {
namespace {

constexpr std::size_t smallest_input = 41;  // outpoint 36, script length 1, sequence 4
constexpr std::size_t smallest_output = 9;  // value 8, script length 1

TxIn read_input(Reader& in) {
  TxIn input;
  input.previous.txid.bytes = in.array<32>();
  input.previous.index = in.u32le();
  input.script_sig = to_bytes(read_var_bytes(in));
  input.sequence = in.u32le();
  return input;
}

void write_input(Writer& out, const TxIn& input) {
  out.bytes(input.previous.txid.bytes).u32le(input.previous.index);
  write_var_bytes(out, input.script_sig);
  out.u32le(input.sequence);
}

// True when marker and flag were there and have been taken.
bool take_witness_flag(Reader& in) {
  if (in.peek() != 0) return false;
  in.u8();
  in.require(in.u8() == 1, E_MALFORMED, "neither inputs nor a witness flag");
  return true;
}

void skip_witness(Reader& in) {
  const std::size_t items = read_count(in, 1);
  for (std::size_t i = 0; i < items && in.ok(); ++i) read_var_bytes(in);
}

}  // namespace

std::string format_btc(Sat amount) {
  return shift_point(std::to_string(amount), 8) + " BTC";
}

std::string Txid::text() const {
  return to_hex_reversed(bytes);
}

Result<Txid> Txid::parse(std::string_view hex) {
  CQ_TRY(bytes, from_hex(hex));
  if (bytes.size() != 32) return Error(E_MALFORMED, "a transaction id has 64 hexadecimal digits");
  std::ranges::reverse(bytes);
  return Txid{array_of<32>(bytes)};
}

std::string OutPoint::text() const {
  return txid.text() + ":" + std::to_string(index);
}

bool Transaction::has_witness() const {
  return std::ranges::any_of(inputs, [](const TxIn& input) { return !input.witness.empty(); });
}

Txid Transaction::txid() const {
  return {double_sha256(serialize(*this, WitnessForm::never))};
}

TxOut read_output(Reader& in) {
  TxOut output;
  output.value = in.u64le();
  output.script = to_bytes(read_var_bytes(in));
  return output;
}

void write_output(Writer& out, const TxOut& output) {
  out.u64le(output.value);
  write_var_bytes(out, output.script);
}

std::vector<Bytes> read_witness(Reader& in) {
  std::vector<Bytes> witness(read_count(in, 1));
  for (Bytes& item : witness) item = to_bytes(read_var_bytes(in));
  return witness;
}

void write_witness(Writer& out, std::span<const Bytes> witness) {
  write_compact_size(out, witness.size());
  for (const Bytes& item : witness) write_var_bytes(out, item);
}

Transaction read_transaction(Reader& in, WitnessForm form) {
  Transaction tx;
  tx.version = in.u32le();
  const bool witnesses = form == WitnessForm::allowed && take_witness_flag(in);
  const std::size_t inputs = read_count(in, smallest_input);
  tx.inputs.reserve(inputs);
  for (std::size_t i = 0; i < inputs && in.ok(); ++i) tx.inputs.push_back(read_input(in));
  const std::size_t outputs = read_count(in, smallest_output);
  tx.outputs.reserve(outputs);
  for (std::size_t i = 0; i < outputs && in.ok(); ++i) tx.outputs.push_back(read_output(in));
  if (witnesses) {
    for (TxIn& input : tx.inputs) input.witness = read_witness(in);
    in.require(tx.has_witness(), E_NOT_CANONICAL, "a witness flag without a witness");
  }
  tx.lock_time = in.u32le();
  return tx;
}

Result<Transaction> parse_transaction(ByteView bytes, WitnessForm form) {
  Reader in(bytes);
  in.field("transaction");
  Transaction tx = read_transaction(in, form);
  CQ_CHECK(in.finish());
  return tx;
}

Bytes serialize(const Transaction& tx, WitnessForm form) {
  const bool witnesses = form == WitnessForm::allowed && tx.has_witness();
  Writer out;
  out.u32le(tx.version);
  if (witnesses) out.u8(0).u8(1);
  write_compact_size(out, tx.inputs.size());
  for (const TxIn& input : tx.inputs) write_input(out, input);
  write_compact_size(out, tx.outputs.size());
  for (const TxOut& output : tx.outputs) write_output(out, output);
  if (witnesses) {
    for (const TxIn& input : tx.inputs) write_witness(out, input.witness);
  }
  out.u32le(tx.lock_time);
  return out.take();
}

Result<PreviousOutput> read_previous_output(ByteView transaction, std::uint32_t index) {
  Reader in(transaction);
  in.field("previous transaction");
  in.u32le();
  const bool witnesses = take_witness_flag(in);
  const std::size_t body = in.offset();
  const std::size_t inputs = read_count(in, smallest_input);
  for (std::size_t i = 0; i < inputs && in.ok(); ++i) {
    in.bytes(36);
    read_var_bytes(in);
    in.u32le();
  }
  PreviousOutput found{{}, read_count(in, smallest_output), {}};
  for (std::size_t i = 0; i < found.output_count && in.ok(); ++i) {
    if (i == index) {
      found.output = read_output(in);
    } else {
      in.bytes(8);
      read_var_bytes(in);
    }
  }
  const std::size_t body_end = in.offset();
  for (std::size_t i = 0; witnesses && i < inputs && in.ok(); ++i) skip_witness(in);
  in.u32le();
  CQ_CHECK(in.finish());
  Sha256 hash;  // over the form without witnesses: version, body, lock time
  hash.put(transaction.first(4)).put(transaction.subspan(body, body_end - body));
  found.txid.bytes = hash.put(transaction.last(4)).double_digest();
  return found;
}

}  // namespace coldquill
