// btc-sign-request and btc-signature, as items of Keystone's UR registry (keystone-sdk-rust,
// libs/ur-registry/src/bitcoin).
#pragma once

#include <coldquill/crypto/curve.h>
#include <coldquill/keys/ur_keys.h>

namespace coldquill::bitcoin_message {

struct SignRequest {
  std::optional<ByteArray<16>> id;  // a UUID
  Bytes data;                       // the message, without what is put before it to be hashed
  UrKeyPath path;                   // the only one of its list
  std::optional<std::string> address;
  std::optional<std::string> asked_by;
};

// Fails with the reasons of cbor.h and ur_keys.h; with E_UNSUPPORTED_MESSAGE for data that are no
// message or more keys than one.
Result<SignRequest> parse_sign_request(ByteView cbor);

// True for a CBOR map that has data, a data type and a list of paths where a btc-sign-request has
// them.
bool is_sign_request(ByteView bytes);

// signature: 65 octets, the header first.
Bytes write_btc_signature(const std::optional<ByteArray<16>>& id, ByteView signature,
                          const PublicKey& key);

}  // namespace coldquill::bitcoin_message
