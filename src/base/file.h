// Files, read and written with care (docs/cli.md, Output).
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

// The most that a payload may weigh: a block is 4 MB, a request with its previous transactions less
// than this.
inline constexpr std::size_t largest_payload = 32u << 20;

// A regular file, whole. Links are not followed at the last step, pipes and devices are refused
// without waiting for them, and the size is checked before a byte is read.
// Fails with E_CANNOT_READ, E_NOT_A_FILE or E_TOO_LARGE.
Result<Bytes> read_file(const std::string& path, std::size_t limit = largest_payload);

// Everything from an open descriptor up to its end. Fails with E_CANNOT_READ or E_TOO_LARGE.
Result<Bytes> read_descriptor(int descriptor, std::size_t limit = largest_payload);

// Writes all bytes to an open descriptor. Fails with E_CANNOT_WRITE.
Result<void> write_descriptor(int descriptor, ByteView bytes);

enum class Existing { refuse, replace };

// A file, whole or not at all: temporary file of a random name in the same folder, fsync, rename,
// fsync of the folder (when that fails a new file is removed again; one that replaced another
// stays). mode as in chmod(2). With Existing::refuse an existing name is E_OUTPUT_EXISTS, and the
// check and the naming are one step (no other program can slip a file in between).
// Fails with E_OUTPUT_EXISTS or E_CANNOT_WRITE.
Result<void> write_file(const std::string& path, ByteView bytes, unsigned mode,
                        Existing existing = Existing::refuse);

}  // namespace coldquill
