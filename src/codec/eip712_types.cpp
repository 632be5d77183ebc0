#include "eip712_types.h"

#include <coldquill/base/decimal.h>
#include <coldquill/crypto/keccak.h>

namespace coldquill::typed {
namespace {

// By hand: the answer must not depend on a locale.
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

// Letters, digits, "_" and "$"; no digit first. A name that could change the meaning of an encoded
// type holds one of "(", ")", ",", "[", "]" or a space, none of which is let in.
bool is_identifier(std::string_view name, std::string_view also = "$") {
  if (name.empty() || name.size() > typed_longest_name) return false;
  if (is_digit(name.front()) || name == "__proto__") return false;
  return std::ranges::all_of(
      name, [&](char c) { return is_word(c) || also.find(c) != std::string_view::npos; });
}

// Some wallets name types "Product:Action".
bool is_type_name(std::string_view name) {
  return is_identifier(name, "$:") && name.front() != ':';
}

// What Solidity could take for one of its own types: uint, int7, bytes33, function ...
bool is_reserved(std::string_view name) {
  for (const std::string_view stem : {"uint", "int", "bytes"})
    if (name.starts_with(stem) && std::ranges::all_of(name.substr(stem.size()), is_digit))
      return true;
  return name == "address" || name == "bool" || name == "string" || name == "function";
}

// The number after a stem; 0 when there is none or it is written in another way.
unsigned size_after(std::string_view text, std::string_view stem) {
  if (!text.starts_with(stem) || text.size() > stem.size() + 3) return 0;
  const auto number = parse_number(text.substr(stem.size()));
  return number ? static_cast<unsigned>(*number) : 0;
}

Type plain(Kind kind, unsigned size, std::string_view text) {
  Type type;
  type.kind = kind;
  type.size = size;
  type.text = text;
  type.ends = {text.size()};
  return type;
}

// "[]", "[12]": what stands between the brackets, 0 for nothing. Empty when it is written
// otherwise.
std::optional<std::size_t> array_length(std::string_view between) {
  if (between.empty()) return 0;
  const auto length = parse_number(between);
  if (!length || *length == 0 || *length > json_most_nodes) return {};
  return static_cast<std::size_t>(*length);
}

Result<void> read_dimensions(Type& type, std::string_view text) {
  for (std::size_t at = type.text.size(); at < text.size();) {
    const std::size_t close = text.find(']', at);
    const bool bracketed = text[at] == '[' && close != std::string_view::npos;
    const auto length =
        bracketed ? array_length(text.substr(at + 1, close - at - 1)) : std::nullopt;
    if (!length) return Error(E_TYPED_DATA, "an array type that is not written as T[] or T[n]");
    if (type.lengths.size() == json_deepest) return Error(E_TOO_LARGE, "an array type too deep");
    type.lengths.push_back(*length);
    type.ends.push_back(close + 1);
    at = close + 1;
  }
  type.text = text;
  return {};
}

std::string definition(const Structure& structure) {
  std::string text = structure.name + '(';
  for (const Member& member : structure.members)
    text += (text.back() == '(' ? "" : ",") + member.type.text + ' ' + member.name;
  return text + ')';
}

}  // namespace

std::optional<Type> atomic_type(std::string_view text) {
  if (text == "bool") return plain(Kind::boolean, 0, text);
  if (text == "address") return plain(Kind::address, 0, text);
  if (text == "bytes") return plain(Kind::bytes, 0, text);
  if (text == "string") return plain(Kind::string, 0, text);
  const bool sign = text.starts_with("int");
  const unsigned bits = size_after(text, sign ? "int" : "uint");
  if (bits > 0 && bits <= 256 && bits % 8 == 0)
    return plain(sign ? Kind::sint : Kind::uint, bits, text);
  const unsigned octets = size_after(text, "bytes");
  if (octets > 0 && octets <= 32) return plain(Kind::bytes_n, octets, text);
  return {};
}

Result<Types> Types::parse(const JsonValue& types) {
  if (!types.is(JsonKind::object)) return Error(E_TYPED_DATA, "not an object", "types");
  if (types.members.size() > typed_most_types)
    return Error(E_TOO_LARGE, "more types than any honest request has", "types");
  Types out;
  for (const auto& [name, members] : types.members) {
    if (!is_type_name(name) || is_reserved(name))
      return Error(E_TYPED_DATA, "a name that no struct type can have", "types");
    out.all_.push_back({name, {}});
  }
  std::size_t size = 0;
  for (std::size_t i = 0; i < out.all_.size(); ++i) {
    CQ_CHECK(out.read_structure(i, types.members[i].second).in("types." + out.all_[i].name));
    size += definition(out.all_[i]).size();
    if (size > typed_largest_types)
      return Error(E_TOO_LARGE, "longer definitions than any honest request has", "types");
  }
  return out;
}

Result<void> Types::read_structure(std::size_t place, const JsonValue& members) {
  if (!members.is(JsonKind::array)) return Error(E_TYPED_DATA, "not an array of members");
  if (members.items.size() > typed_most_members)
    return Error(E_TOO_LARGE, "more members than any honest type has");
  std::vector<Member>& out = all_[place].members;
  for (const JsonValue& item : members.items) {
    CQ_TRY(member, read_member(item));
    if (std::ranges::find(out, member.name, &Member::name) != out.end())
      return Error(E_TYPED_DATA, "a member that is there twice", member.name);
    out.push_back(std::move(member));
  }
  return {};
}

Result<Member> Types::read_member(const JsonValue& member) const {
  const JsonValue* name = member.find("name");
  const JsonValue* type = member.find("type");
  if (name == nullptr || type == nullptr || !name->is(JsonKind::string) ||
      !type->is(JsonKind::string))
    return Error(E_TYPED_DATA, "a member needs a name and a type, both as text");
  if (member.members.size() != 2)
    return Error(E_TYPED_DATA_EXTRA, "a member has a name and a type and nothing else");
  if (!is_identifier(name->text)) return Error(E_TYPED_DATA, "a name that no member can have");
  CQ_TRY(read, read_type(type->text).in(name->text));
  return Member{name->text, std::move(read)};
}

Result<Type> Types::read_type(std::string_view text) const {
  const std::string_view base = text.substr(0, text.find('['));
  std::optional<Type> type = atomic_type(base);
  if (base == "int" || base == "uint")
    return Error(E_TYPED_DATA_UNSUPPORTED, "int or uint without its number of bits");
  if (!type) {
    const auto place = find(base);
    if (!place) return Error(E_TYPED_DATA, "a type that is not defined");
    type = plain(Kind::structure, 0, base);
    type->structure = *place;
  }
  CQ_CHECK(read_dimensions(*type, text));
  return *std::move(type);
}

std::optional<std::size_t> Types::find(std::string_view name) const {
  const auto it = std::ranges::find(all_, name, &Structure::name);
  if (it == all_.end()) return {};
  return static_cast<std::size_t>(it - all_.begin());
}

std::vector<bool> Types::reached(std::initializer_list<std::size_t> from) const {
  std::vector<bool> seen(all_.size());
  std::vector<std::size_t> waiting(from);
  while (!waiting.empty()) {
    const std::size_t place = waiting.back();
    waiting.pop_back();
    if (seen[place]) continue;
    seen[place] = true;
    for (const Member& member : all_[place].members)
      if (member.type.kind == Kind::structure) waiting.push_back(member.type.structure);
  }
  return seen;
}

std::string Types::encode(std::size_t place) const {
  const std::vector<bool> seen = reached({place});
  std::vector<const Structure*> others;
  for (std::size_t i = 0; i < all_.size(); ++i)
    if (seen[i] && i != place) others.push_back(&all_[i]);
  std::ranges::sort(others, {}, &Structure::name);
  std::string text = definition(all_[place]);
  for (const Structure* other : others) text += definition(*other);
  return text;
}

const Digest32& Types::hash(std::size_t place) {
  hashes_.resize(all_.size());
  if (!hashes_[place]) hashes_[place] = keccak256(view_of(encode(place)));
  return *hashes_[place];
}

std::vector<std::string> Types::unused(std::initializer_list<std::size_t> from) const {
  const std::vector<bool> seen = reached(from);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < all_.size(); ++i)
    if (!seen[i]) names.push_back(all_[i].name);
  return names;
}

// eth-sig-util takes the letters, digits and "_" at the beginning for the whole name when it
// looks for the types that a type refers to. With another character in a name it finds the same as
// the others do only in a primary type that refers to none.
Result<void> Types::check_names(std::size_t primary) const {
  const std::vector<bool> seen = reached({primary});
  const auto how_many = std::ranges::count(seen, true);
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const std::string& name = all_[i].name;
    const auto word = std::ranges::find_if_not(name, is_word) - name.begin();
    if (!seen[i] || static_cast<std::size_t>(word) == name.size()) continue;
    if (how_many > 1 || find(name.substr(0, static_cast<std::size_t>(word))))
      return Error(E_TYPED_DATA_UNSUPPORTED, "a name with a colon or dollar among several types",
                   "types");
  }
  return {};
}

}  // namespace coldquill::typed
