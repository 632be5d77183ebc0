#define ZLIB_CONST  // what is read stays as it is
#include <coldquill/transport/deflate.h>
#include <zlib.h>

namespace coldquill {
namespace {

// The largest window that a writer may have had. BBQr asks for 1 KiB, of readers with little
// memory; some wallets compress with more.
constexpr int largest_window = 15;
constexpr int bbqr_window = 10;
// What zlib takes for "with the head and end of gzip", added to the window.
constexpr int gzip = 16;

class Inflater {
 public:
  explicit Inflater(int window) { good_ = ::inflateInit2(&stream_, window) == Z_OK; }
  ~Inflater() { ::inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  [[nodiscard]] bool good() const { return good_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool good_ = false;
};

Result<Bytes> inflated(ByteView compressed, std::size_t most, int window) {
  constexpr std::size_t step = 16 * 1024;
  Inflater inflater(window);
  COLDQUILL_ASSERT(inflater.good());
  z_stream& stream = inflater.stream();
  stream.next_in = compressed.data();
  stream.avail_in = static_cast<uInt>(compressed.size());
  Bytes out;
  int state = Z_OK;
  while (state == Z_OK && out.size() <= most) {
    const std::size_t before = out.size();
    out.resize(before + std::min(step, most + 1 - before));
    stream.next_out = out.data() + before;
    stream.avail_out = static_cast<uInt>(out.size() - before);
    state = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  if (out.size() > most) {
    return Error(E_TOO_LARGE, "it grows to more than " + std::to_string(most) + " bytes");
  }
  if (state != Z_STREAM_END) return Error(E_BAD_DEFLATE, "broken, or cut short");
  if (stream.avail_in > 0) return Error(E_BAD_DEFLATE, "bytes are left over behind the end");
  return out;
}

}  // namespace

Bytes deflate_raw(ByteView bytes) {
  z_stream stream{};
  constexpr int usual_memory = 8;
  int state = ::deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -bbqr_window, usual_memory,
                             Z_DEFAULT_STRATEGY);
  COLDQUILL_ASSERT(state == Z_OK);
  Bytes out(::deflateBound(&stream, static_cast<uLong>(bytes.size())));
  stream.next_in = bytes.data();
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  state = ::deflate(&stream, Z_FINISH);
  COLDQUILL_ASSERT(state == Z_STREAM_END);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

Result<Bytes> inflate_raw(ByteView compressed, std::size_t most) {
  return inflated(compressed, most, -largest_window);
}

Result<Bytes> inflate_gzip(ByteView compressed, std::size_t most) {
  return inflated(compressed, most, largest_window + gzip);
}

}  // namespace coldquill
