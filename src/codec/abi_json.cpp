#include <coldquill/codec/abi.h>
#include <coldquill/codec/json.h>

#include "abi_types.h"

namespace coldquill {
namespace {

// The text of a member, or nothing when it is absent or no text.
std::string_view text_in(const JsonValue& object, std::string_view name) {
  const JsonValue* value = object.find(name);
  return value != nullptr && value->is(JsonKind::string) ? std::string_view(value->text)
                                                         : std::string_view{};
}

const JsonValue* array_in(const JsonValue& object, std::string_view name) {
  const JsonValue* value = object.find(name);
  return value != nullptr && value->is(JsonKind::array) ? value : nullptr;
}

// Reads the parameters of one function: {"name", "type", "components"}, where a tuple's type is
// "tuple" with brackets behind it and its members are the components.
class Parameters {
 public:
  Result<std::vector<AbiType>> read(const JsonValue& object, std::string_view name) {
    const JsonValue* list = array_in(object, name);
    if (list == nullptr) return Error(E_BAD_ABI, "no list of " + std::string(name));
    std::vector<AbiType> out;
    for (const auto& item : list->items) {
      CQ_TRY(one, parameter(item));
      out.push_back(std::move(one));
    }
    return out;
  }

 private:
  Result<AbiType> parameter(const JsonValue& object) {
    const std::string_view text = text_in(object, "type");
    octets_ += text.size();
    if (octets_ > abi_longest_type) return Error(E_TOO_LARGE, "a function of too many types");
    abi::TypeText in(text);
    CQ_TRY(base, base_of(in.word(), object));
    CQ_TRY(type, in.arrays_of(std::move(base)));
    if (!in.at_end()) return Error(E_BAD_ABI, "something behind a type");
    type.name = text_in(object, "name");
    if (!type.name.empty() && !abi::is_identifier(type.name)) {
      return Error(E_BAD_ABI, "a name that is none");
    }
    return std::move(type);
  }

  Result<AbiType> base_of(std::string_view word, const JsonValue& object) {
    if (word != "tuple") return abi::elementary(word);
    CQ_TRY(members, read(object, "components"));
    return abi::tuple_of(std::move(members));
  }

  std::size_t octets_ = 0;
};

Result<AbiFunction> read_function(const JsonValue& entry) {
  AbiFunction out;
  out.name = text_in(entry, "name");
  CQ_TRY(inputs, Parameters().read(entry, "inputs").in("function " + out.name));
  for (const auto& input : inputs) CQ_CHECK(abi::check_depth(input));
  out.inputs = std::move(inputs);
  return out;
}

// "type" may be left out for functions.
bool is_function(const JsonValue& entry, std::string_view name) {
  const bool function = entry.find("type") == nullptr || text_in(entry, "type") == "function";
  return function && text_in(entry, "name") == name;
}

Result<std::vector<AbiFunction>> functions_named(const JsonValue& list, std::string_view name) {
  std::vector<AbiFunction> out;
  for (const auto& entry : list.items) {
    if (!is_function(entry, name)) continue;
    CQ_TRY(function, read_function(entry));
    out.push_back(std::move(function));
  }
  return out;
}

// The name of a call, and its whole signature when there is one.
struct Wanted {
  std::string name;
  std::string signature;
};

Result<Wanted> wanted(std::string_view text) {
  if (abi::is_identifier(text)) return Wanted{std::string(text), {}};
  return parse_abi_signature(text).map([](AbiFunction function) {
    std::string signature = function.signature();
    return Wanted{std::move(function.name), std::move(signature)};
  });
}

}  // namespace

Result<AbiFunction> abi_function(const JsonValue& abi, std::string_view name_or_signature) {
  const JsonValue* list = abi.is(JsonKind::array) ? &abi : array_in(abi, "abi");
  if (list == nullptr) return Error(E_BAD_ABI, "no list of functions");
  CQ_TRY(want, wanted(name_or_signature));
  CQ_TRY(found, functions_named(*list, want.name));
  if (!want.signature.empty()) {
    std::erase_if(found, [&](const auto& one) { return one.signature() != want.signature; });
  }
  if (found.empty()) return Error(E_UNKNOWN_FUNCTION, "no such function in the ABI");
  if (found.size() > 1) {
    return Error(E_UNKNOWN_FUNCTION, std::to_string(found.size()) + " functions share this name");
  }
  return std::move(found.front());
}

}  // namespace coldquill
