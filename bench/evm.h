// Requests of an Ethereum wallet, and the floor of signing each.
#pragma once

#include "wallet.h"

namespace coldquill::bench {

// EIP-1559 payments with rising nonces, each an eth-sign-request as MetaMask makes it.
std::vector<Bytes> payments(std::size_t count);
// A Permit2 permission for one token, as typed data in JSON, in an eth-sign-request.
std::vector<Bytes> permits(std::size_t count);

// The bare way for one such request: as many octets hashed, one signature, verified.
class EvmFloor {
 public:
  EvmFloor(std::size_t hashes, std::size_t octets);
  ByteArray<65> sign(std::size_t number);

 private:
  OpenKey key_;
  std::size_t hashes_;
  Bytes text_;
};

}  // namespace coldquill::bench
