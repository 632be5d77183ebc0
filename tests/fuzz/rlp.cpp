// Any bytes as RLP, and as a transaction of EVM chains: what is taken is written back exactly; a
// token call is the one that its words make.
#include <coldquill/codec/rlp.h>
#include <coldquill/evm/calls.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

void write(RlpWriter& out, const Rlp& item) {
  if (!item.list) {
    out.bytes(item.data);
    return;
  }
  RlpWriter items;
  for (const Rlp& inner : item.items) write(items, inner);
  COLDQUILL_ASSERT(equal(items.view(), item.data));
  out.list(items.view());
}

void item_laws(ByteView bytes) {
  const auto item = parse_rlp(bytes);
  if (!item) return;
  RlpWriter out;
  write(out, *item);
  COLDQUILL_ASSERT(equal(out.view(), bytes));
}

void transaction_laws(ByteView bytes) {
  const auto parsed = evm::parse_transaction(bytes);
  if (!parsed) return;
  const evm::Transaction& tx = parsed->tx;
  const Bytes again = parsed->signature ? evm::serialize_signed(tx, *parsed->signature)
                                        : evm::serialize_unsigned(tx);
  COLDQUILL_ASSERT(equal(again, bytes));
  COLDQUILL_ASSERT(fuzz::must(evm::parse_transaction(evm::serialize_unsigned(tx))).tx == tx);
  const evm::Call call = evm::read_call(tx);
  if (call.token()) COLDQUILL_ASSERT(evm::write_call(call) == tx.data);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  item_laws({data, size});
  transaction_laws({data, size});
  return 0;
}
