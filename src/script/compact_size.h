// CompactSize: Bitcoin's lengths and counts.
#pragma once

#include <coldquill/base/reader.h>
#include <coldquill/base/writer.h>

namespace coldquill {

// 0 .. 2^64-1, in its shortest form only; a longer one is E_NOT_CANONICAL.
std::uint64_t read_compact_size(Reader& in);

// A count of items of which each takes at least `smallest` octets: more than can be left is refused
// before anything is allocated.
std::size_t read_count(Reader& in, std::size_t smallest);

// Bytes behind their length.
ByteView read_var_bytes(Reader& in);

void write_compact_size(Writer& out, std::uint64_t value);
void write_var_bytes(Writer& out, ByteView bytes);

}  // namespace coldquill
