// What every transaction must be before anything is done with it.
#pragma once

#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

// BIP-0174 lets a PSBT without inputs or outputs be written and read, so decode takes it; whatever
// comes after decode (resolve, combine, answers) asks here first. Fails with E_NO_INPUTS,
// E_DUPLICATE_INPUT or E_AMOUNT_RANGE.
Result<void> check_shape(const Transaction& tx);

// Of a transaction whose shape has been checked: no more than max_money.
Sat sum_of_outputs(const Transaction& tx);

}  // namespace coldquill::bitcoin
