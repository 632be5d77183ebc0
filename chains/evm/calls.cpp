#include <coldquill/codec/abi.h>
#include <coldquill/evm/calls.h>

namespace coldquill::evm {
namespace {

constexpr std::size_t selector_size = 4, word_size = 32;

// What one word of the arguments says. A tail of bytes is known when there are none.
enum class Word { end, owner, party, amount, flag, id, tail_place, no_bytes };
constexpr std::size_t most_words = 6;

struct Row {
  CallKind kind;
  std::string_view signature;
  std::array<Word, most_words> words;

  [[nodiscard]] constexpr std::size_t count() const {
    return static_cast<std::size_t>(std::ranges::find(words, Word::end) - words.begin());
  }
  [[nodiscard]] constexpr std::size_t octets() const { return selector_size + count() * word_size; }
};

using enum Word;
constexpr Row rows[] = {
    {CallKind::transfer, "transfer(address,uint256)", {party, amount}},
    {CallKind::transfer_from, "transferFrom(address,address,uint256)", {owner, party, amount}},
    {CallKind::approve, "approve(address,uint256)", {party, amount}},
    {CallKind::increase_allowance, "increaseAllowance(address,uint256)", {party, amount}},
    {CallKind::decrease_allowance, "decreaseAllowance(address,uint256)", {party, amount}},
    {CallKind::approve_all, "setApprovalForAll(address,bool)", {party, flag}},
    {CallKind::send_nft, "safeTransferFrom(address,address,uint256)", {owner, party, id}},
    {CallKind::send_nft_bytes,
     "safeTransferFrom(address,address,uint256,bytes)",
     {owner, party, id, tail_place, no_bytes}},
    {CallKind::send_items,
     "safeTransferFrom(address,address,uint256,uint256,bytes)",
     {owner, party, id, amount, tail_place, no_bytes}},
};

const Row* row_of(CallKind kind) {
  const auto row = std::ranges::find(rows, kind, &Row::kind);
  return row == std::end(rows) ? nullptr : &*row;
}

EvmAddress address_in(ByteView word) {
  return array_of<20>(word.subspan(word_size - 20));
}

Uint256 padded(const EvmAddress& address) {
  return *Uint256::from_be(address);
}

void take(Call& call, Word what, ByteView word) {
  const Uint256 number = *Uint256::from_be(word);
  if (what == owner) call.owner = address_in(word);
  if (what == party) call.party = address_in(word);
  if (what == amount) call.amount = number;
  if (what == flag) call.amount = number.zero() ? 0 : 1;
  if (what == id) call.id = number;
}

Uint256 given(const Call& call, const Row& row, Word what) {
  switch (what) {
    case owner:
      return padded(call.owner);
    case party:
      return padded(call.party);
    case amount:
    case flag:
      return call.amount;
    case id:
      return call.id;
    case tail_place:
      return (row.count() - 1) * word_size;  // behind all words but its own length
    case no_bytes:
    case end:
      return {};
  }
  COLDQUILL_ASSERT(false);
}

// What the words would be, when this is the call of a row.
Call fill(const Row& row, ByteView data) {
  Call out{.kind = row.kind};
  for (std::size_t i = 0; i < row.count(); ++i) {
    take(out, row.words[i], data.subspan(selector_size + i * word_size, word_size));
  }
  return out;
}

}  // namespace

bool Call::token() const {
  return row_of(kind) != nullptr;
}

std::string_view signature_of(CallKind kind) {
  const Row* row = row_of(kind);
  return row == nullptr ? std::string_view() : row->signature;
}

Bytes write_call(const Call& call) {
  const Row* row = row_of(call.kind);
  COLDQUILL_ASSERT(row != nullptr);
  const auto function = parse_abi_signature(row->signature);
  COLDQUILL_ASSERT(function.ok());
  Bytes out = to_bytes(function->selector());
  for (std::size_t i = 0; i < row->count(); ++i) {
    append(out, given(call, *row, row->words[i]).bytes());
  }
  return out;
}

Call read_call(ByteView data) {
  if (data.empty()) return {};
  for (const Row& row : rows) {
    if (data.size() != row.octets()) continue;
    const Call call = fill(row, data);
    if (std::ranges::equal(write_call(call), data)) return call;
  }
  return {.kind = CallKind::unknown};
}

Call read_call(const Transaction& tx) {
  if (!tx.to) return {.kind = CallKind::creation};
  return read_call(tx.data);
}

bool is_safe_delegatecall(ByteView data) {
  // execTransaction, execTransactionFromModule and execTransactionFromModuleReturnData of every
  // Safe since 1.0.0: (address to, uint256 value, bytes data, uint8 operation, ...).
  constexpr ByteArray<selector_size> selectors[] = {
      {0x6A, 0x76, 0x12, 0x02}, {0x46, 0x87, 0x21, 0xA7}, {0x52, 0x29, 0x07, 0x3F}};
  constexpr std::size_t operation = selector_size + 3 * word_size;
  if (data.size() < operation + word_size) return false;
  const auto called = array_of<selector_size>(data.first(selector_size));
  if (std::ranges::find(selectors, called) == std::end(selectors)) return false;
  const ByteView word = data.subspan(operation, word_size);
  return std::ranges::any_of(word, [](std::uint8_t octet) { return octet != 0; });
}

}  // namespace coldquill::evm
