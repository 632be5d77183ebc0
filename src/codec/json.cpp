#include <coldquill/codec/json.h>

#include <nlohmann/json.hpp>
#include <optional>

namespace coldquill {
namespace {

using Library = nlohmann::json;

// Builds the tree from the events of the library's reader, and keeps to the limits while it does:
// answering false stops the reader at once.
class Builder final : public nlohmann::json_sax<Library> {
 public:
  bool null() override { return add({}) != nullptr; }

  bool boolean(bool flag) override {
    JsonValue value;
    value.kind = JsonKind::boolean;
    value.flag = flag;
    return add(std::move(value)) != nullptr;
  }

  // The grammar has no leading zeros, so that a whole number and its characters are one thing;
  // "-0" alone comes as an integer that is nought.
  bool number_integer(number_integer_t number) override {
    return leaf(JsonKind::number, number == 0 ? "-0" : std::to_string(number));
  }
  bool number_unsigned(number_unsigned_t number) override {
    return leaf(JsonKind::number, std::to_string(number));
  }
  bool number_float(number_float_t /*rounded*/, const string_t& written) override {
    return leaf(JsonKind::number, written);
  }

  bool string(string_t& text) override { return leaf(JsonKind::string, std::move(text)); }
  bool binary(binary_t& /*octets*/) override { return fail(E_BAD_JSON, "not a JSON value"); }

  bool key(string_t& name) override {
    open_.back()->members.emplace_back(std::move(name), JsonValue{});
    return true;
  }
  bool start_object(std::size_t /*unknown*/) override { return start(JsonKind::object); }
  bool start_array(std::size_t /*unknown*/) override { return start(JsonKind::array); }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool end_object() override {
    const JsonValue& object = *open_.back();
    open_.pop_back();
    return !repeats_a_key(object) || fail(E_BAD_JSON, "an object with the same key twice");
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*why*/) override {
    return fail(E_BAD_JSON, "not JSON from here on", position == 0 ? 0 : position - 1);
  }

  [[nodiscard]] Result<JsonValue> finish() && {
    if (error_) return *std::move(error_);
    return std::move(root_);
  }

 private:
  bool start(JsonKind kind) {
    if (open_.size() == json_deepest) return fail(E_TOO_LARGE, "JSON nested too deeply");
    JsonValue value;
    value.kind = kind;
    JsonValue* const here = add(std::move(value));
    if (here != nullptr) open_.push_back(here);
    return here != nullptr;
  }

  bool leaf(JsonKind kind, std::string text) {
    JsonValue value;
    value.kind = kind;
    value.text = std::move(text);
    return add(std::move(value)) != nullptr;
  }

  // Where the value came to lie; null beyond the limit. An open array or object is never moved:
  // its parent grows only after it was closed.
  JsonValue* add(JsonValue value) {
    if (++nodes_ > json_most_nodes) {
      fail(E_TOO_LARGE, "more JSON values than any honest request has");
      return nullptr;
    }
    JsonValue& place = place_for_next();
    place = std::move(value);
    return &place;
  }

  JsonValue& place_for_next() {
    if (open_.empty()) return root_;
    JsonValue& parent = *open_.back();
    return parent.is(JsonKind::array) ? parent.items.emplace_back() : parent.members.back().second;
  }

  static bool repeats_a_key(const JsonValue& object) {
    std::vector<std::string_view> names;
    names.reserve(object.members.size());
    for (const auto& [name, value] : object.members) names.push_back(name);
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
  }

  bool fail(const Reason& reason, std::string what, std::size_t at = Error::nowhere) {
    if (!error_) error_ = Error(reason, std::move(what), {}, at);
    return false;
  }

  JsonValue root_;
  std::vector<JsonValue*> open_;
  std::size_t nodes_ = 0;
  std::optional<Error> error_;
};

// The library skips a byte order mark and takes a NUL octet for the end of the text.
Result<void> check_octets(ByteView text) {
  if (text.size() > json_largest) return Error(E_TOO_LARGE, "JSON larger than 1 MiB");
  if (text_of(text).starts_with("\xef\xbb\xbf"))
    return Error(E_BAD_JSON, "a byte order mark", {}, 0);
  const auto nul = std::ranges::find(text, std::uint8_t{0});
  if (nul != text.end())
    return Error(E_BAD_JSON, "a NUL octet", {}, static_cast<std::size_t>(nul - text.begin()));
  return {};
}

}  // namespace

std::string_view json_kind_name(JsonKind kind) {
  constexpr std::array<std::string_view, 6> names{"null",   "true or false", "a number",
                                                  "a text", "an array",      "an object"};
  return names[static_cast<std::size_t>(kind)];
}

JsonValue::JsonValue() = default;

const JsonValue* JsonValue::find(std::string_view name) const {
  const auto it = std::ranges::find(members, name, &std::pair<std::string, JsonValue>::first);
  return it == members.end() ? nullptr : &it->second;
}

Result<JsonValue> parse_json(ByteView text) {
  CQ_CHECK(check_octets(text));
  Builder builder;
  Library::sax_parse(text.begin(), text.end(), &builder);
  return std::move(builder).finish();
}

}  // namespace coldquill
