#include "eip712_values.h"

#include <coldquill/base/text.h>
#include <coldquill/crypto/keccak.h>

namespace coldquill::typed {
namespace {

// The names are those of the type and each key is there once: when all that are wanted were found,
// whatever is left over is somebody else's.
Result<void> check_names(const Structure& structure, const JsonValue& value,
                         const std::string& path) {
  for (const Member& member : structure.members)
    if (value.find(member.name) == nullptr)
      return Error(E_TYPED_DATA_UNSUPPORTED, "a member without a value", path + '.' + member.name);
  if (value.members.size() == structure.members.size()) return {};
  for (const auto& [name, ignored] : value.members)
    if (std::ranges::find(structure.members, name, &Member::name) == structure.members.end())
      return Error(E_TYPED_DATA_EXTRA, "a member that its type does not have: " + quoted(name),
                   path);
  return {};
}

std::string count_of(std::size_t entries) {
  return std::to_string(entries) + (entries == 1 ? " entry" : " entries");
}

}  // namespace

std::string quoted(std::string_view name) {
  constexpr std::size_t most = 40;
  return '"' + escape_text(name.substr(0, most)) + (name.size() > most ? "...\"" : "\"");
}

Result<Digest32> Walk::structure(std::size_t place, const JsonValue& value,
                                 const std::string& path) {
  const Structure& type = types_.at(place);
  if (value.is(JsonKind::null))
    return Error(E_TYPED_DATA_UNSUPPORTED, "null where a struct is declared", path);
  if (!value.is(JsonKind::object))
    return Error(E_TYPED_DATA_VALUE, "not an object where a struct is declared", path);
  CQ_CHECK(check_names(type, value, path));
  CQ_CHECK(add({path, type.name, type.members.empty() ? "no members" : "", false, true}));
  Keccak256 hash;
  hash.put(types_.hash(place));
  for (const Member& member : type.members) {
    CQ_TRY(part, word(member.type, member.type.lengths.size(), *value.find(member.name),
                      path + '.' + member.name));
    hash.put(part);
  }
  return hash.digest();
}

Result<Digest32> Walk::word(const Type& type, std::size_t dimensions, const JsonValue& value,
                            const std::string& path) {
  if (dimensions > 0) return array(type, dimensions, value, path);
  if (type.kind == Kind::structure) return structure(type.structure, value, path);
  CQ_TRY(atom, read_atom(type, value).in(path));
  CQ_CHECK(add({path, std::string(type.with_dimensions(0)), std::move(atom.text),
                type.kind == Kind::string, false}));
  return atom.word;
}

// An array without entries still has the definition of its struct in the digest, by way of the
// encoded type: its row says it, for no other row does.
Result<Digest32> Walk::array(const Type& type, std::size_t dimensions, const JsonValue& value,
                             const std::string& path) {
  if (!value.is(JsonKind::array))
    return Error(E_TYPED_DATA_VALUE, "not an array where one is declared", path);
  const std::size_t entries = value.items.size();
  const std::size_t declared = type.lengths[dimensions - 1];
  if (declared != 0 && declared != entries)
    return Error(E_TYPED_DATA_VALUE,
                 count_of(entries) + " where " + std::to_string(declared) + " are declared", path);
  std::string said = count_of(entries);
  if (entries == 0 && type.kind == Kind::structure) said += " of " + types_.encode(type.structure);
  CQ_CHECK(
      add({path, std::string(type.with_dimensions(dimensions)), std::move(said), false, true}));
  Keccak256 hash;
  for (std::size_t i = 0; i < entries; ++i) {
    CQ_TRY(part, word(type, dimensions - 1, value.items[i], path + '[' + std::to_string(i) + ']'));
    hash.put(part);
  }
  return hash.digest();
}

Result<void> Walk::add(TypedField row) {
  size_ += row.path.size() + row.type.size() + row.value.size();
  if (size_ > typed_largest_rows || rows_.size() == typed_most_rows)
    return Error(E_TOO_LARGE, "more to show than any honest request has", row.path);
  rows_.push_back(std::move(row));
  return {};
}

}  // namespace coldquill::typed
