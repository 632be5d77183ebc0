// CBOR (RFC 8949), as much as UR registry items need, in its deterministic form.
//
// Accepted: unsigned and negative integers, byte and text strings, arrays, maps, tags, true, false
// and null. Refused: indefinite lengths, integers and lengths not in their shortest form, floats
// and other simple values, duplicate keys, keys that are themselves arrays or maps, bytes after the
// end. Map keys may come in any order, for published wallets write some out of order.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <initializer_list>
#include <optional>

namespace coldquill {

inline constexpr Reason E_BAD_CBOR{
    "E_BAD_CBOR", Errc::malformed,
    "This is damaged, or not what it says it is: have the online wallet export it again."};
inline constexpr Reason E_UNKNOWN_FIELD{
    "E_UNKNOWN_FIELD", Errc::unsupported,
    "The request says something that this program does not understand; nothing was signed."};

inline constexpr unsigned cbor_deepest = 16;  // arrays, maps and tags inside one another
inline constexpr std::size_t cbor_most_items = 1u << 16;

enum class CborKind { uint, nint, bytes, text, array, map, tag, boolean, null };

// One item. Strings are views into the bytes that were parsed, which must outlive it.
struct Cbor {
  CborKind kind = CborKind::null;
  std::uint64_t number = 0;  // uint: the value; nint: -1 minus the value; tag: its number;
                             // boolean: 0 or 1
  ByteView data;             // bytes and text
  std::vector<Cbor> items;   // array: elements; map: key, value, key, value ...; tag: one item
  std::size_t at = 0;        // where it begins in the payload

  [[nodiscard]] bool is(CborKind k) const { return kind == k; }
  [[nodiscard]] bool is_tag(std::uint64_t n) const { return kind == CborKind::tag && number == n; }
  [[nodiscard]] std::string_view text() const { return text_of(data); }
};

// Exactly one item. origin: where data begins in the whole payload.
// Fails with E_BAD_CBOR, E_TRUNCATED, E_TRAILING_DATA, E_NOT_CANONICAL, or E_TOO_LARGE when it is
// nested deeper than cbor_deepest or has more than cbor_most_items items.
Result<Cbor> parse_cbor(ByteView data, std::size_t origin = 0);

// A flat reader over a map with unsigned keys. Sticky, as Reader is: after the first failure all
// answers are empty, and finish() tells that failure.
class CborFields {
 public:
  // name: what the map is, for errors ("hdkey").
  CborFields(const Cbor& map, std::string name);

  [[nodiscard]] bool has(std::uint64_t key);
  // The value of a key; null when absent.
  const Cbor* maybe(std::uint64_t key);
  const Cbor* maybe(std::uint64_t key, CborKind kind);

  std::optional<std::uint64_t> maybe_uint(std::uint64_t key,
                                          std::uint64_t most = ~std::uint64_t{0});
  std::optional<bool> maybe_bool(std::uint64_t key);
  std::optional<ByteView> maybe_bytes(std::uint64_t key);
  // most: octets.
  std::optional<std::string_view> maybe_text(std::uint64_t key, std::size_t most = ~std::size_t{0});
  // What one of these tags holds; null when the key is absent.
  const Cbor* maybe_tagged(std::uint64_t key, std::initializer_list<std::uint64_t> tags);

  // The same for keys that must be there.
  std::uint64_t uint(std::uint64_t key, std::uint64_t most = ~std::uint64_t{0});
  ByteView bytes(std::uint64_t key);
  ByteView bytes(std::uint64_t key, std::size_t size);
  std::string_view text(std::uint64_t key);
  const std::vector<Cbor>& array(std::uint64_t key);
  const Cbor& tagged(std::uint64_t key, std::initializer_list<std::uint64_t> tags);

  // Fails here, at that key, unless the condition holds.
  bool require(bool holds, std::uint64_t key, const Reason& reason, std::string_view what);
  void fail(Error error);
  // The value of a Result, or an empty T and the failure kept.
  template <class T>
  T keep(Result<T> result) {
    if (result) return *std::move(result);
    fail(std::move(result).error());
    return T{};
  }

  // The first failure, or E_UNKNOWN_FIELD when the map has a key that nobody asked for.
  [[nodiscard]] Result<void> finish();
  // The first failure; unknown keys are let pass.
  [[nodiscard]] Result<void> status() const;

 private:
  template <class T>
  T present(std::uint64_t key, std::optional<T> value);

  const Cbor& map_;
  std::string name_;
  std::vector<std::uint64_t> asked_;
  std::optional<Error> error_;
};

// Writes items one after another, shortest form. The caller keeps counts right and keys in order.
class CborWriter {
 public:
  CborWriter& uint(std::uint64_t value) { return head(0, value); }
  CborWriter& integer(std::int64_t value);
  CborWriter& bytes(ByteView value);
  CborWriter& text(std::string_view value);
  CborWriter& array(std::uint64_t elements) { return head(4, elements); }
  CborWriter& map(std::uint64_t pairs) { return head(5, pairs); }
  CborWriter& tag(std::uint64_t number) { return head(6, number); }
  CborWriter& boolean(bool value) { return head(7, value ? 21 : 20); }
  CborWriter& null() { return head(7, 22); }
  // An item that was read, as it was.
  CborWriter& item(const Cbor& value);
  // Items that are encoded already.
  CborWriter& raw(ByteView encoded);

  [[nodiscard]] ByteView view() const { return out_; }
  [[nodiscard]] Bytes take() { return std::move(out_); }

 private:
  CborWriter& head(unsigned major, std::uint64_t argument);

  Bytes out_;
};

// A map whose fields may be absent: collected first, then written with their number in front.
class CborMapWriter {
 public:
  // Write one value next. Keys in ascending order.
  CborWriter& key(std::uint64_t key) {
    ++pairs_;
    return body_.uint(key);
  }
  void write_to(CborWriter& out) const { out.map(pairs_).raw(body_.view()); }

 private:
  CborWriter body_;
  std::uint64_t pairs_ = 0;
};

}  // namespace coldquill
