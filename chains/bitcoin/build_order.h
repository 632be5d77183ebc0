// What `build bitcoin` was asked for, read out of the texts of its options.
#pragma once

#include <coldquill/model/facets.h>
#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

struct InputOrder {
  OutPoint point;
  KeyPath path;               // m/84'/0'/0'/0/3: five steps, of a known purpose
  std::optional<Sat> amount;  // absent: out of the previous transaction
  std::uint32_t sequence;
};

struct PaymentOrder {
  std::string address;  // empty: data
  Sat amount = 0;
  Bytes data{};  // of an OP_RETURN output
};

// Exactly one of the two.
struct FeeOrder {
  std::optional<Sat> whole;
  std::optional<std::uint64_t> per_1000_vb;  // the rate in thousandths of a sat per virtual byte
};

struct BuildOrder {
  std::vector<InputOrder> inputs;
  std::vector<PaymentOrder> payments;
  std::optional<KeyPath> change;
  FeeOrder fee;
  std::uint32_t lock_time = 0;
  std::uint32_t version = 2;
};

// Fails with E_BUILD, E_BAD_PATH, E_BAD_AMOUNT, E_AMOUNT_RANGE, E_DUPLICATE_INPUT or what bip21.h
// names.
Result<BuildOrder> read_order(const Recipe& recipe);

}  // namespace coldquill::bitcoin
