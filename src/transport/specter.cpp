#include <coldquill/base/decimal.h>
#include <coldquill/transport/specter.h>

namespace coldquill {
namespace {

constexpr std::size_t longest_part = 4296;  // what the largest QR code holds

struct Head {
  std::uint64_t number = 0;
  std::uint64_t total = 0;
  std::size_t size = 0;  // characters, with the space behind it
};

std::optional<Head> head_of(std::string_view text) {
  const auto space = text.find(' ');
  if (!text.starts_with('p') || space == text.npos || space > 11) return {};
  const std::string_view head = text.substr(1, space - 1);
  const auto of = head.find("of");
  if (of == head.npos) return {};
  const auto number = parse_number(head.substr(0, of));
  const auto total = parse_number(head.substr(of + 2));
  if (!number || !total) return {};
  return Head{*number, *total, space + 1};
}

}  // namespace

// Base64 and hexadecimal have no blanks: "p1of2 of my notes" is no part of anything.
bool is_specter(std::string_view text) {
  const auto head = head_of(text);
  return head && head->number >= 1 && head->number <= head->total &&
         head->total <= specter_most_parts && text.size() > head->size &&
         text.substr(head->size).find_first_of(" \t\r\n") == text.npos;
}

Result<NumberedPart> parse_specter(std::string_view text) {
  if (!is_specter(text) || text.size() > longest_part) {
    return Error(E_BAD_PART, "no part of a text");
  }
  const auto head = *head_of(text);
  return NumberedPart{head.number - 1, head.total, {}, std::string(text.substr(head.size))};
}

std::vector<std::string> specter_encode(std::string_view text, std::size_t characters) {
  COLDQUILL_ASSERT(characters > 0);
  const std::size_t parts = (text.size() + characters - 1) / characters;
  if (parts <= 1) return {std::string(text)};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < parts; ++i) {
    out.push_back("p" + std::to_string(i + 1) + "of" + std::to_string(parts) + " " +
                  std::string(text.substr(i * characters, characters)));
  }
  return out;
}

}  // namespace coldquill
