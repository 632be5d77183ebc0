#include <coldquill/codec/abi.h>
#include <coldquill/evm/calls.h>

namespace coldquill::evm {
namespace {

constexpr std::size_t selector_size = 4, word_size = 32;

struct Row {
  CallKind kind;
  std::string_view signature;
  std::size_t words;
};
constexpr Row rows[] = {
    {CallKind::transfer, "transfer(address,uint256)", 2},
    {CallKind::transfer_from, "transferFrom(address,address,uint256)", 3},
    {CallKind::approve, "approve(address,uint256)", 2},
};

ByteView word(ByteView data, std::size_t i) {
  return data.subspan(selector_size + i * word_size, word_size);
}

EvmAddress address_in(ByteView word) {
  return array_of<20>(word.subspan(word_size - 20));
}

Bytes padded(const EvmAddress& address) {
  Bytes out(word_size - address.size());
  append(out, address);
  return out;
}

// What the words would be, when this is the call of a row.
Call fill(const Row& row, ByteView data) {
  Call out{row.kind, {}, {}, *Uint256::from_be(word(data, row.words - 1))};
  out.party = address_in(word(data, row.words - 2));
  if (row.kind == CallKind::transfer_from) out.owner = address_in(word(data, 0));
  return out;
}

}  // namespace

bool Call::unlimited() const {
  return kind == CallKind::approve && amount.bytes()[0] >= 0x80;
}

std::string_view signature_of(CallKind kind) {
  const auto row = std::ranges::find(rows, kind, &Row::kind);
  return row == std::end(rows) ? std::string_view() : row->signature;
}

Bytes write_call(const Call& call) {
  const auto function = parse_abi_signature(signature_of(call.kind));
  COLDQUILL_ASSERT(function.ok());
  Bytes out = to_bytes(function->selector());
  if (call.kind == CallKind::transfer_from) append(out, padded(call.owner));
  append(out, padded(call.party));
  append(out, call.amount.bytes());
  return out;
}

Call read_call(const Transaction& tx) {
  if (!tx.to) return {.kind = CallKind::creation};
  if (tx.data.empty()) return {};
  for (const Row& row : rows) {
    if (tx.data.size() != selector_size + row.words * word_size) continue;
    const Call call = fill(row, tx.data);
    if (write_call(call) == tx.data) return call;
  }
  return {.kind = CallKind::unknown};
}

}  // namespace coldquill::evm
