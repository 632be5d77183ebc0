// JSON (RFC 8259) as the programs write it: a value that is put together, and its text.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coldquill {

// null, true or false, a whole number, a text, an array or an object, whose members keep their
// order. Json{{"name", value}, ...} is an object.
class Json {
 public:
  struct Member;

  Json(std::nullptr_t = nullptr);
  template <std::same_as<bool> Flag>
  Json(Flag flag) : Json(of_flag(flag)) {}
  template <std::integral Whole>
  requires(!std::same_as<Whole, bool> && !std::same_as<Whole, char>) Json(Whole number)
      : Json(of_number(std::to_string(number))) {}
  Json(std::string text);
  Json(std::string_view text);
  Json(const char* text);
  Json(std::vector<Json> items);
  Json(const std::vector<std::string>& texts);
  Json(const std::map<std::string, std::string>& texts);  // an object
  Json(std::initializer_list<Member> members);

  // In json_writer.cpp, for members hold this very type.
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  static Json array();

  // Of an array.
  void push_back(Json item);
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] Json& front();
  [[nodiscard]] Json& back();
  // The member of that name, made when it is not there. null becomes an object.
  Json& operator[](std::string_view name);

  // Two blanks for each level, one item or member a line. What is not UTF-8 becomes U+FFFD, once
  // for each of its longest pieces that could have begun a character (Unicode 3.9, table 3-8).
  [[nodiscard]] std::string text() const;

 private:
  struct Number {
    std::string digits;
  };
  using Items = std::vector<Json>;
  using Members = std::vector<Member>;

  static Json of_flag(bool flag);
  static Json of_number(std::string digits);
  void write(std::string& out, std::size_t depth) const;

  std::variant<std::nullptr_t, bool, Number, std::string, Items, Members> value_;
};

struct Json::Member {
  std::string name;
  Json value;
};

}  // namespace coldquill
