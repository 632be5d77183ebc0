// Any bytes as a picture: an answer of one of the known kinds, and never more bytes than a QR code
// holds.
#include <coldquill/base/error.h>
#include <coldquill/scanner/codes.h>

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan_picture({data, size});
  return 0;
}
