// eth-sign-request and eth-signature, as items of the UR registry (EIP-4527).
#pragma once

#include <coldquill/evm/transaction.h>
#include <coldquill/keys/ur_keys.h>

namespace coldquill::evm {

// What sign-data is.
enum class DataType : std::uint8_t {
  legacy_transaction = 1,
  typed_data = 2,  // EIP-712, as JSON
  message = 3,     // EIP-191, without its prefix
  typed_transaction = 4,
};

struct SignRequest {
  std::optional<ByteArray<16>> id;  // a UUID
  Bytes data;
  DataType type = DataType::legacy_transaction;
  std::optional<std::uint64_t> chain_id;
  UrKeyPath path;
  std::optional<EvmAddress> address;
  std::optional<std::string> asked_by;
  bool blank_address =
      false;  // there is an address of no octets: Keystone's SDK writes it for none
};

// Fails with the reasons of cbor.h and ur_keys.h, or E_UNSUPPORTED_EVM_TYPE.
Result<SignRequest> parse_sign_request(ByteView cbor);
Bytes write_sign_request(const SignRequest& request);

// True for a CBOR map that has a data type and a path where an eth-sign-request has them.
bool is_sign_request(ByteView bytes);

// signature: r || s || v, 65 octets or more.
Bytes write_eth_signature(const std::optional<ByteArray<16>>& id, ByteView signature);

}  // namespace coldquill::evm
