// Keystone's own envelope (keystone-sdk-rust, libs/ur-registry/proto): the URs
// keystone-sign-request and keystone-sign-result hold a gzip of a protobuf message. Its SDK makes
// them for coins that have no request type of their own.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr std::string_view keystone_request_ur = "keystone-sign-request";
inline constexpr std::string_view keystone_result_ur = "keystone-sign-result";
inline constexpr std::size_t keystone_largest = 1u << 20;  // octets, decompressed

struct KeystoneEnvelope {
  enum class Kind { request, result };
  Kind kind;
  std::string coin;  // of a request: "LTC"; capitals, digits and underscores, 32 at most
  std::string id;    // of the request, as its maker wrote it; not fit for a screen
};

// cbor: the message of such a UR. Fails with a CBOR reason, E_BAD_DEFLATE, E_TOO_LARGE, or
// E_BAD_PROTOBUF for what is no envelope of a request or its result.
Result<KeystoneEnvelope> read_keystone(ByteView cbor);

}  // namespace coldquill
