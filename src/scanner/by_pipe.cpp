#include "by_pipe.h"

#include <coldquill/base/reader.h>

#include "codes.h"
#include "pipe.h"
#include "sandbox.h"

namespace coldquill {
namespace {

Result<void> read_all(std::uint8_t* to, std::size_t size) {
  CQ_TRY(have, read_some(to, size));
  if (have < size) return Error(E_TRUNCATED, "the input ends inside a picture");
  return {};
}

// Reads past a picture that is too large, without keeping it.
Result<void> skip(std::size_t size) {
  ByteArray<4096> waste;
  for (; size > waste.size(); size -= waste.size()) CQ_CHECK(read_all(waste.data(), waste.size()));
  return read_all(waste.data(), size);
}

Result<ScanAnswer> scan_next(std::size_t size) {
  if (size > largest_picture) {
    CQ_CHECK(skip(size));
    return ScanAnswer{ScanKind::too_large, to_bytes(view_of("the picture is over the limit"))};
  }
  Bytes picture(size);
  CQ_CHECK(read_all(picture.data(), size));
  limit_work(work_for_one_picture);
  ScanAnswer answer = scan_picture(picture);
  limit_work(0);
  return answer;
}

}  // namespace

Result<void> answer_pictures(std::string_view missing) {
  CQ_CHECK(say({ScanKind::ready, to_bytes(view_of(missing))}));
  for (std::size_t count = 0; count < most_pictures; ++count) {
    ByteArray<4> length{};
    CQ_TRY(have, read_some(length.data(), length.size()));
    if (have == 0) return {};
    if (have < length.size()) return Error(E_TRUNCATED, "the input ends inside a length");
    CQ_TRY(answer, scan_next(Reader(length).u32be()));
    CQ_CHECK(say(answer));
  }
  return Error(E_TOO_LARGE, "more pictures than one run takes");
}

}  // namespace coldquill
