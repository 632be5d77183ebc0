#include <coldquill/base/hex.h>
#include <coldquill/base/uint256.h>
#include <coldquill/codec/abi.h>
#include <coldquill/codec/eip55.h>

namespace coldquill {
namespace {

constexpr std::size_t word = 32;

Error bad_value(const AbiType& type, std::string_view what) {
  return Error(E_BAD_ABI_VALUE, std::string(what) + " in place of " + type.text());
}

bool composite(const AbiType& type) {
  return type.kind == AbiKind::array || type.kind == AbiKind::tuple;
}

Bytes word_of(const Uint256& value) {
  const auto octets = value.bytes();
  return {octets.begin(), octets.end()};
}

// Behind the octets as far as the next whole word.
Bytes padded(Bytes octets) {
  octets.resize((octets.size() + word - 1) / word * word);
  return octets;
}

Bytes counted(ByteView octets) {
  Bytes out = word_of(octets.size());
  append(out, octets);
  return padded(std::move(out));
}

// Whether it stays below 2^bits.
bool fits(const Uint256& value, std::size_t bits) {
  const Bytes octets = value.minimal();
  const std::size_t whole = bits / 8;
  if (octets.size() != whole + 1) return octets.size() <= whole;
  return bits % 8 != 0 && octets[0] < (1u << bits % 8);
}

// -2^(bits-1) to 2^(bits-1) - 1 in two's complement of 256 bits, where -n is 2^256 - 1 - (n - 1).
Result<Bytes> signed_word(const AbiType& type, std::string_view text) {
  const bool negative = text.starts_with('-');
  const auto size = parse_uint256(negative ? text.substr(1) : text);
  if (!size || (negative && (text.starts_with("-0")))) return bad_value(type, "no number");
  const Uint256 beyond = negative ? *size->minus(1) : *size;
  if (!fits(beyond, type.size - 1)) return bad_value(type, "a number that is too large");
  return word_of(negative ? *Uint256::max().minus(beyond) : beyond);
}

Result<Bytes> unsigned_word(const AbiType& type, std::string_view text) {
  const auto value = parse_uint256(text);
  if (!value) return bad_value(type, "no number");
  if (!fits(*value, type.size)) return bad_value(type, "a number that is too large");
  return word_of(*value);
}

Result<Bytes> truth(const AbiType& type, std::string_view text) {
  if (text != "true" && text != "false") return bad_value(type, "neither true nor false");
  return word_of(text == "true" ? 1 : 0);
}

Result<Bytes> octets_of(const AbiType& type, std::string_view text) {
  if (!text.starts_with("0x")) return bad_value(type, "no octets as 0x and digits");
  auto octets = from_hex(text.substr(2));
  if (!octets) return bad_value(type, "no octets as 0x and digits");
  return octets;
}

Result<Bytes> fixed_octets(const AbiType& type, std::string_view text) {
  CQ_TRY(octets, octets_of(type, text));
  if (octets.size() != type.size) return bad_value(type, std::to_string(octets.size()) + " octets");
  return padded(std::move(octets));
}

Result<Bytes> single(const AbiType& type, std::string_view text) {
  switch (type.kind) {
    case AbiKind::uint:
      return unsigned_word(type, text);
    case AbiKind::integer:
      return signed_word(type, text);
    case AbiKind::boolean:
      return truth(type, text);
    case AbiKind::address:
      return parse_eip55(text).map([](const auto& a) { return word_of(*Uint256::from_be(a)); });
    case AbiKind::fixed_bytes:
      return fixed_octets(type, text);
    case AbiKind::bytes:
      return octets_of(type, text).map([](const Bytes& octets) { return counted(octets); });
    case AbiKind::string:
    case AbiKind::array:
    case AbiKind::tuple:
      break;
  }
  return counted(view_of(text));
}

// Values one after another: those without dynamic parts in place, for the others the offset, from
// here, of what stands behind all of these.
class Sequence {
 public:
  void add(const AbiType& type, Bytes encoded) {
    head_size_ += type.dynamic ? word : encoded.size();
    parts_.push_back({type.dynamic, std::move(encoded)});
  }

  [[nodiscard]] std::size_t count() const { return parts_.size(); }

  void write_to(Bytes& out) const {
    std::size_t offset = head_size_;
    for (const auto& part : parts_) {
      append(out, part.dynamic ? word_of(offset) : part.encoded);
      if (part.dynamic) offset += part.encoded.size();
    }
    for (const auto& part : parts_)
      if (part.dynamic) append(out, part.encoded);
  }

 private:
  struct Part {
    bool dynamic;
    Bytes encoded;
  };

  std::vector<Part> parts_;
  std::size_t head_size_ = 0;
};

// A cursor over the text of an argument.
class ValueText {
 public:
  explicit ValueText(std::string_view text) : text_(text) {}

  // After spaces.
  bool take(char c) {
    spaces();
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  [[nodiscard]] bool at_end() {
    spaces();
    return text_.empty();
  }

  // As far as the next comma, bracket or space.
  std::string_view bare() {
    const std::string_view out = text_.substr(0, text_.find_first_of(",[]() "));
    text_.remove_prefix(out.size());
    return out;
  }

  // What stands in quotation marks, of which the first is taken already.
  Result<std::string> quoted() {
    std::string out;
    while (!text_.empty()) {
      const char c = text_.front();
      text_.remove_prefix(1);
      if (c == '"') return out;
      if (c == '\\' && !text_.starts_with('"') && !text_.starts_with('\\')) break;
      out += c == '\\' ? text_.front() : c;
      if (c == '\\') text_.remove_prefix(1);
    }
    return Error(E_BAD_ABI_VALUE, "a text whose double quotes are not in order");
  }

 private:
  void spaces() { text_.remove_prefix(std::min(text_.find_first_not_of(' '), text_.size())); }

  std::string_view text_;  // what is left
};

class Encoder {
 public:
  Result<Bytes> argument(const AbiType& type, std::string_view text) {
    if (!composite(type)) return leaf(type, text);
    ValueText in(text);
    CQ_TRY(encoded, several(type, in));
    if (!in.at_end()) return bad_value(type, "something behind the last bracket");
    return std::move(encoded);
  }

 private:
  Result<Bytes> leaf(const AbiType& type, std::string_view text) {
    CQ_TRY(encoded, single(type, text));
    CQ_CHECK(spend(encoded.size() + (type.dynamic ? word : 0)));
    return std::move(encoded);
  }

  Result<Bytes> nested(const AbiType& type, ValueText& in) {
    if (composite(type)) return several(type, in);
    if (in.take('"')) {
      return in.quoted().and_then([&](const std::string& text) { return leaf(type, text); });
    }
    if (type.kind == AbiKind::string) return bad_value(type, "no text in quotation marks");
    return leaf(type, in.bare());
  }

  // Members of a tuple, elements of an array.
  Result<Bytes> several(const AbiType& type, ValueText& in) {
    const bool tuple = type.kind == AbiKind::tuple;
    const std::size_t count = tuple ? type.items.size() : type.size;
    CQ_CHECK(spend(type.dynamic ? 2 * word : 0));
    if (!in.take(tuple ? '(' : '[')) return bad_value(type, "no opening bracket");
    Sequence parts;
    const char close = tuple ? ')' : ']';
    for (bool more = !in.take(close); more; more = in.take(',')) {
      if (tuple && parts.count() == count) return bad_value(type, "too many values");
      const AbiType& one = type.items[tuple ? parts.count() : 0];
      CQ_TRY(encoded, nested(one, in));
      parts.add(one, std::move(encoded));
    }
    return closed(type, parts, parts.count() == 0 || in.take(close), count);
  }

  static Result<Bytes> closed(const AbiType& type, const Sequence& parts, bool ends,
                              std::size_t count) {
    if (!ends) return bad_value(type, "values without a closing bracket");
    const bool open = type.kind == AbiKind::array && count == 0;
    if (!open && parts.count() != count) {
      return bad_value(type, std::to_string(parts.count()) + " values");
    }
    Bytes out;
    if (open) out = word_of(parts.count());
    parts.write_to(out);
    return out;
  }

  Result<void> spend(std::size_t octets) {
    spent_ += octets;
    if (spent_ > abi_longest_call) return Error(E_TOO_LARGE, "a call that is too long");
    return {};
  }

  std::size_t spent_ = 0;
};

// Before any memory is taken for them: two digits an octet.
bool too_long(std::span<const std::string> arguments) {
  std::size_t size = 0;
  for (const auto& argument : arguments) size += argument.size();
  return size > 2 * abi_longest_call + word * arguments.size();
}

}  // namespace

Result<Bytes> encode_abi_call(const AbiFunction& function, std::span<const std::string> arguments) {
  if (arguments.size() != function.inputs.size()) {
    return Error(E_BAD_ABI_VALUE, std::to_string(arguments.size()) + " arguments in place of " +
                                      std::to_string(function.inputs.size()));
  }
  if (too_long(arguments)) return Error(E_TOO_LARGE, "a call that is too long");
  Encoder encoder;
  Sequence parts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    CQ_TRY(
        encoded,
        encoder.argument(function.inputs[i], arguments[i]).in("argument " + std::to_string(i + 1)));
    parts.add(function.inputs[i], std::move(encoded));
  }
  const auto selector = function.selector();
  Bytes out(selector.begin(), selector.end());
  parts.write_to(out);
  return out;
}

}  // namespace coldquill
