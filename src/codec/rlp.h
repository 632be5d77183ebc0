// RLP, the recursive length prefix of Ethereum (yellow paper, appendix B; EIP-2718 for its uses).
//
// An item is a string of octets or a list of items. Read in the one canonical form only: shortest
// headers, a single octet below 0x80 as itself, nothing after the end.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>
#include <coldquill/base/uint256.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_BAD_RLP{
    "E_BAD_RLP", Errc::malformed,
    "The transaction is damaged: have the online wallet export it again."};

inline constexpr unsigned rlp_deepest = 16;  // lists inside one another
inline constexpr std::size_t rlp_most_items = 1u << 16;

// One item. data is a view into the bytes that were parsed, which must outlive it.
struct Rlp {
  bool list = false;
  ByteView data;           // string: its octets; list: the octets of its items, headers included
  std::vector<Rlp> items;  // of a list
  std::size_t at = 0;      // where its header begins in the payload
};

// Exactly one item. origin: where data begins in the whole payload.
// Fails with E_TRUNCATED (also when an item reaches beyond its list), E_TRAILING_DATA,
// E_NOT_CANONICAL, or E_TOO_LARGE when it is nested deeper than rlp_deepest or has more than
// rlp_most_items items.
Result<Rlp> parse_rlp(ByteView data, std::size_t origin = 0);

// A flat reader over the items of a list, one after another. Sticky, as Reader is: after the first
// failure all answers are empty, and finish() tells that failure.
// A missing item, one of the other kind or of another size is E_BAD_RLP.
class RlpFields {
 public:
  // name: what the list is, for errors ("transaction"). The list must outlive the reader; a string
  // in its place fails.
  RlpFields(const Rlp& list, std::string name);

  ByteView bytes(std::string_view name);
  ByteView bytes(std::string_view name, std::size_t size);
  // Big endian without leading zeros (else E_NOT_CANONICAL), at most 32 or 8 octets.
  Uint256 uint256(std::string_view name);
  std::uint64_t uint64(std::string_view name);
  const Rlp& list(std::string_view name);

  // Items not read yet; 0 after a failure.
  [[nodiscard]] std::size_t left() const;

  // Fails at the item read last, unless the condition holds.
  bool require(bool holds, const Reason& reason, std::string_view what);
  void fail(Error error);
  // The value of a Result, or an empty T and the failure kept.
  template <class T>
  T keep(Result<T> result) {
    if (result) return *std::move(result);
    fail(std::move(result).error());
    return T{};
  }

  // The first failure, or E_BAD_RLP when items are left.
  [[nodiscard]] Result<void> finish();
  // The first failure; what is left belongs to somebody else.
  [[nodiscard]] Result<void> status() const;

 private:
  const Rlp& next(std::string_view name, bool list);
  ByteView number(std::string_view name, std::size_t most);

  const Rlp& list_;
  std::string name_;
  std::string field_;  // the item read last
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  std::optional<Error> error_;
};

// Writes items one after another.
class RlpWriter {
 public:
  // Takes room at once for what is known to come.
  void reserve(std::size_t size) { out_.reserve(size); }
  RlpWriter& bytes(ByteView value);
  RlpWriter& uint(std::uint64_t value) { return uint(Uint256(value)); }
  RlpWriter& uint(const Uint256& value);
  // A list of items that are encoded already.
  RlpWriter& list(ByteView encoded_items);
  // Octets as they are: encoded items, or the type in front of a transaction (EIP-2718).
  RlpWriter& raw(ByteView encoded);

  [[nodiscard]] ByteView view() const { return out_; }
  [[nodiscard]] Bytes take() { return std::move(out_); }

 private:
  RlpWriter& head(std::uint8_t base, std::size_t size);

  Bytes out_;
};

}  // namespace coldquill
