// Reader: a sticky cursor over bytes.
//
// Once a read fails the reader stays failed and every further read gives zeros or an empty view, so
// that a decoder is a flat list of reads with one finish() at its end. The first failure is kept,
// with the field and the byte it arose at. Nothing is allocated here; a length is checked against
// what is left before anyone can allocate for it.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <optional>

namespace coldquill {

class Reader {
 public:
  // origin: where data begins in the whole payload, so that offsets are told from its start.
  explicit Reader(ByteView data, std::size_t origin = 0) : data_(data), origin_(origin) {}

  std::uint8_t u8() {
    const ByteView view = bytes(1);
    return view.empty() ? std::uint8_t{0} : view.front();
  }
  std::uint16_t u16le();
  std::uint32_t u32le();
  std::uint64_t u64le();
  std::uint16_t u16be();
  std::uint32_t u32be();
  std::uint64_t u64be();

  // Exactly n octets, still inside the payload (a view, not a copy).
  ByteView bytes(std::uint64_t n) {
    if (n > remaining()) return too_short(n);
    const ByteView view = data_.subspan(at_, static_cast<std::size_t>(n));
    at_ += static_cast<std::size_t>(n);
    return view;
  }
  template <std::size_t N>
  ByteArray<N> array() {
    const ByteView view = bytes(N);
    return view.size() == N ? array_of<N>(view) : ByteArray<N>{};
  }
  // All that is left.
  ByteView rest() { return bytes(remaining()); }
  // The next octet without taking it; 0 at the end.
  [[nodiscard]] std::uint8_t peek() const;

  // Names the field that the next reads belong to, for the error.
  void field(std::string name) { field_ = std::move(name); }

  // Fails here unless the condition holds. The first failure wins.
  bool require(bool holds, const Reason& reason, std::string_view what) {
    return (holds && ok()) || refuse(reason, what);
  }
  void fail(const Reason& reason, std::string_view what) { require(false, reason, what); }
  void fail(Error error);

  [[nodiscard]] bool ok() const { return !error_; }
  [[nodiscard]] std::size_t remaining() const { return ok() ? data_.size() - at_ : 0; }
  [[nodiscard]] bool at_end() const { return remaining() == 0; }
  // Counted from the start of the payload.
  [[nodiscard]] std::size_t offset() const { return origin_ + at_; }

  // The first failure, or E_TRAILING_DATA when something is left over.
  [[nodiscard]] Result<void> finish();
  // The first failure; what is left over belongs to somebody else.
  [[nodiscard]] Result<void> status() const;

 private:
  bool refuse(const Reason& reason, std::string_view what);
  ByteView too_short(std::uint64_t n);
  template <class T>
  T little();
  template <class T>
  T big();

  ByteView data_;
  std::size_t origin_;
  std::size_t at_ = 0;
  std::string field_;
  std::optional<Error> error_;
};

}  // namespace coldquill
