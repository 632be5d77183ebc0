#include <coldquill/base/bytes.h>
#include <coldquill/codec/json_writer.h>

#include <algorithm>
#include <array>

namespace coldquill {
namespace {

// ---- texts

// Unicode 3.9, table 3-7: what may begin a character of several bytes, and what may come second.
// All others lie from 0x80 to 0xBF.
struct Lead {
  unsigned char from, to;
  std::size_t size;
  unsigned char second_from, second_to;
};
constexpr std::array<Lead, 8> leads{{{0xC2, 0xDF, 2, 0x80, 0xBF},
                                     {0xE0, 0xE0, 3, 0xA0, 0xBF},
                                     {0xE1, 0xEC, 3, 0x80, 0xBF},
                                     {0xED, 0xED, 3, 0x80, 0x9F},
                                     {0xEE, 0xEF, 3, 0x80, 0xBF},
                                     {0xF0, 0xF0, 4, 0x90, 0xBF},
                                     {0xF1, 0xF3, 4, 0x80, 0xBF},
                                     {0xF4, 0xF4, 4, 0x80, 0x8F}}};

struct Piece {
  std::size_t size;
  bool whole;  // a character, and not only its beginning
};

// The first character of several bytes, or as much of it as is there; one byte of what is none.
Piece first_piece(ByteView text) {
  const auto begins = [&](const Lead& lead) { return text[0] >= lead.from && text[0] <= lead.to; };
  const auto lead = std::ranges::find_if(leads, begins);
  if (lead == leads.end()) return {1, false};
  if (text.size() < 2 || text[1] < lead->second_from || text[1] > lead->second_to) {
    return {1, false};
  }
  std::size_t size = 2;
  while (size < lead->size && size < text.size() && (text[size] & 0xC0) == 0x80) ++size;
  return {size, size == lead->size};
}

// RFC 8259, 7: what must be escaped, in its short form where there is one.
void write_ascii(std::string& out, char c) {
  constexpr std::string_view plain = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t at = plain.find(c);
  if (at != plain.npos) {
    out.append({'\\', letters[at]});
  } else if (c >= 0x20) {
    out += c;
  } else {
    out.append("\\u00").append({digits[static_cast<std::size_t>(c) >> 4], digits[c & 15]});
  }
}

void write_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    Piece piece{1, true};
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      write_ascii(out, text[0]);
    } else {
      piece = first_piece(view_of(text));
      out.append(piece.whole ? text.substr(0, piece.size) : "\xEF\xBF\xBD");
    }
    text.remove_prefix(piece.size);
  }
  out += '"';
}

// ---- lines

void write_line_end(std::string& out, std::size_t depth) {
  out.append("\n").append(2 * depth, ' ');
}

// [ ... ] or { ... }, one item a line.
template <class Items, class WriteItem>
void write_items(std::string& out, std::string_view brackets, const Items& items, std::size_t depth,
                 const WriteItem& write_item) {
  out += brackets[0];
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write_line_end(out, depth + 1);
    write_item(item);
  }
  if (!first) write_line_end(out, depth);
  out += brackets[1];
}

}  // namespace

Json::Json(std::nullptr_t) {}
Json::Json(std::string text) : value_(std::move(text)) {}
Json::Json(std::string_view text) : value_(std::string(text)) {}
Json::Json(const char* text) : value_(std::string(text)) {}
Json::Json(std::vector<Json> items) : value_(std::move(items)) {}
Json::Json(const std::vector<std::string>& texts) : value_(Items(texts.begin(), texts.end())) {}
Json::Json(const std::map<std::string, std::string>& texts) {
  Members members;
  for (const auto& [name, text] : texts) members.push_back({name, text});
  value_ = std::move(members);
}
Json::Json(std::initializer_list<Member> members) : value_(Members(members)) {}

Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Json Json::of_flag(bool flag) {
  Json out;
  out.value_ = flag;
  return out;
}

Json Json::of_number(std::string digits) {
  Json out;
  out.value_ = Number{std::move(digits)};
  return out;
}

Json Json::array() {
  return Items();
}

void Json::push_back(Json item) {
  std::get<Items>(value_).push_back(std::move(item));
}

std::size_t Json::size() const {
  return std::get<Items>(value_).size();
}

Json& Json::front() {
  return std::get<Items>(value_).front();
}

Json& Json::back() {
  return std::get<Items>(value_).back();
}

Json& Json::operator[](std::string_view name) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Members();
  auto& members = std::get<Members>(value_);
  const auto it = std::ranges::find(members, name, &Member::name);
  if (it != members.end()) return it->value;
  return members.emplace_back(Member{std::string(name), {}}).value;
}

std::string Json::text() const {
  std::string out;
  write(out, 0);
  return out;
}

void Json::write(std::string& out, std::size_t depth) const {
  if (const auto* flag = std::get_if<bool>(&value_)) {
    out += *flag ? "true" : "false";
  } else if (const auto* number = std::get_if<Number>(&value_)) {
    out += number->digits;
  } else if (const auto* text = std::get_if<std::string>(&value_)) {
    write_text(out, *text);
  } else if (const auto* items = std::get_if<Items>(&value_)) {
    write_items(out, "[]", *items, depth, [&](const Json& item) { item.write(out, depth + 1); });
  } else if (const auto* members = std::get_if<Members>(&value_)) {
    write_items(out, "{}", *members, depth, [&](const Member& member) {
      write_text(out, member.name);
      out += ": ";
      member.value.write(out, depth + 1);
    });
  } else {
    out += "null";
  }
}

}  // namespace coldquill
