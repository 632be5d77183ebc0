// What the data of a transaction tells a contract to do.
#pragma once

#include <coldquill/evm/transaction.h>

namespace coldquill::evm {

enum class CallKind {
  none,           // no data: coins are paid
  transfer,       // transfer(address,uint256), ERC-20
  transfer_from,  // transferFrom(address,address,uint256)
  approve,        // approve(address,uint256)
  creation,       // the data is the code of a new contract
  unknown,
};

struct Call {
  CallKind kind = CallKind::none;
  EvmAddress owner{};  // transfer_from: whose tokens are taken
  EvmAddress party{};  // recipient or spender
  Uint256 amount{};    // in the token's smallest unit

  [[nodiscard]] bool token() const {
    return kind == CallKind::transfer || kind == CallKind::transfer_from ||
           kind == CallKind::approve;
  }
  // An allowance of 2^255 or more is never meant as a number.
  [[nodiscard]] bool unlimited() const;
};

// A token call is recognised only in its one canonical form: written again, it gives the same
// bytes. Everything else with data is unknown.
Call read_call(const Transaction& tx);
// The data of a token call.
Bytes write_call(const Call& call);

// "transfer(address,uint256)"; of token calls only.
std::string_view signature_of(CallKind kind);

}  // namespace coldquill::evm
