#include "unicode.h"

#include <coldquill/vault/mnemonic.h>
#include <utf8proc.h>

namespace coldquill {
namespace {

constexpr auto options =
    static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE);

using CodePoint = utf8proc_int32_t;

// Writes the code points into room, as many as fit, and gives their number; negative on an error.
utf8proc_ssize_t decompose(ByteView utf8, std::span<CodePoint> room) {
  return utf8proc_decompose(utf8.data(), static_cast<utf8proc_ssize_t>(utf8.size()), room.data(),
                            static_cast<utf8proc_ssize_t>(room.size()), options);
}

SecretBytes encode(std::span<const CodePoint> points) {
  SecretBytes wide(points.size() * 4, VaultAccess{});
  const auto out = wide.bytes(VaultAccess{});
  std::size_t size = 0;
  for (const CodePoint point : points) {
    size += static_cast<std::size_t>(utf8proc_encode_char(point, out.data() + size));
  }
  return SecretBytes(out.first(size), VaultAccess{});
}

}  // namespace

Result<SecretBytes> nfkd(ByteView utf8) {
  if (utf8.empty()) return SecretBytes();
  const auto count = decompose(utf8, {});
  if (count < 0) return Error(E_BAD_PASSPHRASE, "these bytes are not UTF-8");
  const auto points = static_cast<std::size_t>(count);
  SecretBytes room(points * sizeof(CodePoint), VaultAccess{});
  // Secret memory is aligned to 64 octets.
  const std::span<CodePoint> view(reinterpret_cast<CodePoint*>(room.bytes(VaultAccess{}).data()),
                                  points);
  const bool same_count = decompose(utf8, view) == count;
  COLDQUILL_ASSERT(same_count);
  return encode(view);
}

}  // namespace coldquill
