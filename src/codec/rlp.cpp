#include <coldquill/base/reader.h>
#include <coldquill/codec/rlp.h>

namespace coldquill {
namespace {

// The first octet of an item: below 0x80 it is the item; then strings of 0 to 55 octets, strings
// whose length follows in 1 to 8 octets, and the same two for lists.
constexpr std::uint8_t short_string = 0x80;
constexpr std::uint8_t list_bit = 0x40;     // 0xc0 and above
constexpr std::uint8_t longest_short = 55;  // lengths above are written out

class Parser {
 public:
  Parser(ByteView data, std::size_t origin) : in_(data, origin) {}

  Result<Rlp> parse() {
    Rlp item = next(in_, 0);
    CQ_CHECK(in_.finish());
    return item;
  }

 private:
  Rlp next(Reader& in, unsigned depth) {
    Rlp item;
    item.at = in.offset();
    if (in.require(++items_ <= rlp_most_items, E_TOO_LARGE, "more items than any honest request"))
      read(in, item, depth);
    return item;
  }

  void read(Reader& in, Rlp& item, unsigned depth) {
    if (in.peek() < short_string) {
      item.data = in.bytes(1);
      return;
    }
    const std::uint8_t initial = in.u8();
    item.list = (initial & list_bit) != 0;
    item.data = in.bytes(length(in, initial & 0x3f));
    if (item.list) return children(in, item, depth);
    const bool as_itself = item.data.size() == 1 && item.data[0] < short_string;
    in.require(!as_itself, E_NOT_CANONICAL, "a header before an octet that stands for itself");
  }

  std::uint64_t length(Reader& in, std::uint8_t low) {
    if (low <= longest_short) return low;
    const ByteView octets = in.bytes(low - longest_short);
    std::uint64_t value = 0;
    for (const auto octet : octets) value = value << 8 | octet;
    if (in.ok()) {
      in.require(value > longest_short && octets[0] != 0, E_NOT_CANONICAL,
                 "a length that is not in its shortest form");
    }
    return value;
  }

  void children(Reader& in, Rlp& list, unsigned depth) {
    if (!in.require(depth < rlp_deepest, E_TOO_LARGE, "nested too deeply")) return;
    Reader inner(list.data, in.offset() - list.data.size());
    while (inner.ok() && !inner.at_end()) list.items.push_back(next(inner, depth + 1));
    if (auto read = inner.finish(); !read) in.fail(std::move(read).error());
  }

  Reader in_;
  std::size_t items_ = 0;
};

}  // namespace

Result<Rlp> parse_rlp(ByteView data, std::size_t origin) {
  return Parser(data, origin).parse();
}

}  // namespace coldquill
