// Raw deflate (RFC 1951), as BBQr has it: without a header; and gzip (RFC 1952), read only.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_DEFLATE{"E_BAD_DEFLATE", Errc::malformed,
                                      "What was compressed is broken: scan it again."};

// With a window of 1 KiB.
Bytes deflate_raw(ByteView bytes);

// Stops at most + 1 octets, whatever the data promises, and takes no memory for more.
// Fails with E_TOO_LARGE, or with E_BAD_DEFLATE for broken data and octets left over.
Result<Bytes> inflate_raw(ByteView compressed, std::size_t most);
// The same for one gzip member, its CRC-32 verified.
Result<Bytes> inflate_gzip(ByteView compressed, std::size_t most);

}  // namespace coldquill
