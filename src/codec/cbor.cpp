#include <coldquill/base/reader.h>
#include <coldquill/codec/cbor.h>

namespace coldquill {
namespace {

// Room for this many children is taken at once; more only as they turn out to exist.
constexpr std::uint64_t first_room = 64;

class Parser {
 public:
  Parser(ByteView data, std::size_t origin) : data_(data), origin_(origin), in_(data, origin) {}

  Result<Cbor> parse() {
    Cbor item;
    next(item, 0);
    CQ_CHECK(in_.finish());
    return item;
  }

 private:
  void next(Cbor& item, unsigned depth) {
    item.at = in_.offset();
    in_.require(++items_ <= cbor_most_items, E_TOO_LARGE, "more items than any honest request has");
    in_.require(depth <= cbor_deepest, E_TOO_LARGE, "nested too deeply");
    const std::uint8_t initial = in_.u8();
    const std::uint64_t argument = argument_of(initial & 31u);
    if (in_.ok()) fill(item, initial >> 5, argument, depth);
  }

  std::uint64_t argument_of(unsigned low) {
    if (low < 24) return low;
    static constexpr std::array<std::uint64_t, 4> least{24, 1u << 8, 1u << 16,
                                                        std::uint64_t{1} << 32};
    in_.require(low < 28, E_BAD_CBOR, "an indefinite length or a reserved form");
    const std::uint64_t value = low == 24   ? in_.u8()
                                : low == 25 ? in_.u16be()
                                : low == 26 ? in_.u32be()
                                            : in_.u64be();
    if (in_.ok()) in_.require(value >= least[low - 24], E_NOT_CANONICAL, "not the shortest form");
    return value;
  }

  void fill(Cbor& item, unsigned major, std::uint64_t argument, unsigned depth) {
    constexpr std::array kinds{CborKind::uint,  CborKind::nint, CborKind::bytes, CborKind::text,
                               CborKind::array, CborKind::map,  CborKind::tag};
    if (major == 7) return simple(item, argument);
    item.kind = kinds[major];
    item.number = argument;
    if (item.is(CborKind::bytes) || item.is(CborKind::text)) item.data = in_.bytes(argument);
    if (item.is(CborKind::array)) children(item, argument, depth);
    if (item.is(CborKind::map)) map(item, argument, depth);
    if (item.is(CborKind::tag)) children(item, 1, depth);
  }

  void simple(Cbor& item, std::uint64_t value) {
    in_.require(value >= 20 && value <= 22, E_BAD_CBOR, "a float or an unknown simple value");
    item.kind = value == 22 ? CborKind::null : CborKind::boolean;
    item.number = value == 21 ? 1 : 0;
  }

  // Every item takes an octet at least, so that a count is known to be false before any memory is
  // taken for it.
  bool possible(std::uint64_t count) {
    return in_.require(count <= in_.remaining(), E_TRUNCATED, "fewer items than announced") &&
           in_.require(count <= cbor_most_items - items_, E_TOO_LARGE,
                       "more items than any honest request has");
  }

  void children(Cbor& item, std::uint64_t count, unsigned depth) {
    if (!possible(count)) return;
    item.items.reserve(std::min<std::uint64_t>(count, first_room));
    for (; count > 0 && in_.ok(); --count) next(item.items.emplace_back(), depth + 1);
  }

  void map(Cbor& item, std::uint64_t pairs, unsigned depth) {
    if (!in_.require(pairs <= cbor_most_items, E_TOO_LARGE, "a map with too many keys") ||
        !possible(pairs * 2))
      return;
    item.items.reserve(std::min<std::uint64_t>(pairs * 2, first_room));
    std::vector<ByteView> keys;
    keys.reserve(std::min<std::uint64_t>(pairs, first_room));
    for (; pairs > 0 && in_.ok(); --pairs) {
      const std::size_t start = in_.offset();
      next(item.items.emplace_back(), depth + 1);
      key(item.items.back());
      keys.push_back(data_.subspan(start - origin_, in_.offset() - start));
      next(item.items.emplace_back(), depth + 1);
    }
    distinct(keys);
  }

  void key(const Cbor& key) {
    in_.require(key.kind <= CborKind::text, E_BAD_CBOR, "a key that is no number or string");
  }

  // Equal keys have equal octets, because every item is in its shortest form.
  void distinct(std::vector<ByteView>& keys) {
    std::ranges::sort(
        keys, [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); });
    in_.require(std::ranges::adjacent_find(keys, equal) == keys.end(), E_BAD_CBOR,
                "a map with the same key twice");
  }

  ByteView data_;
  std::size_t origin_;
  Reader in_;
  std::size_t items_ = 0;
};

}  // namespace

Result<Cbor> parse_cbor(ByteView data, std::size_t origin) {
  return Parser(data, origin).parse();
}

}  // namespace coldquill
