// The two pipes to the program that started us.
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/scan_protocol/protocol.h>

namespace coldquill {

// As many octets from standard input as there are, up to size. Fails with E_CANNOT_READ.
Result<std::size_t> read_some(std::uint8_t* to, std::size_t size);

// One answer on standard output. Fails with E_CANNOT_WRITE.
Result<void> say(const ScanAnswer& answer);

}  // namespace coldquill
