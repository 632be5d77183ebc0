#include <coldquill/codec/cbor.h>

namespace coldquill {
namespace {

const Cbor& nothing() {
  static const Cbor null;
  return null;
}

std::string key_name(std::uint64_t key) {
  return "key " + std::to_string(key);
}

}  // namespace

CborFields::CborFields(const Cbor& map, std::string name) : map_(map), name_(std::move(name)) {
  if (!map.is(CborKind::map)) fail(Error(E_BAD_CBOR, "not a map", {}, map.at));
}

const Cbor* CborFields::maybe(std::uint64_t key) {
  if (error_) return nullptr;
  asked_.push_back(key);
  for (std::size_t i = 0; i + 1 < map_.items.size(); i += 2)
    if (map_.items[i].is(CborKind::uint) && map_.items[i].number == key) return &map_.items[i + 1];
  return nullptr;
}

bool CborFields::has(std::uint64_t key) {
  return maybe(key) != nullptr;
}

const Cbor* CborFields::maybe(std::uint64_t key, CborKind kind) {
  const Cbor* value = maybe(key);
  if (value == nullptr) return nullptr;
  return require(value->is(kind), key, E_BAD_CBOR, "a value of another kind") ? value : nullptr;
}

std::optional<std::uint64_t> CborFields::maybe_uint(std::uint64_t key, std::uint64_t most) {
  const Cbor* value = maybe(key, CborKind::uint);
  if (value == nullptr) return {};
  return require(value->number <= most, key, E_BAD_CBOR, "a number that is too large")
             ? std::optional(value->number)
             : std::nullopt;
}

std::optional<bool> CborFields::maybe_bool(std::uint64_t key) {
  const Cbor* value = maybe(key, CborKind::boolean);
  return value == nullptr ? std::nullopt : std::optional(value->number == 1);
}

std::optional<ByteView> CborFields::maybe_bytes(std::uint64_t key) {
  const Cbor* value = maybe(key, CborKind::bytes);
  return value == nullptr ? std::nullopt : std::optional(value->data);
}

std::optional<std::string_view> CborFields::maybe_text(std::uint64_t key, std::size_t most) {
  const Cbor* value = maybe(key, CborKind::text);
  if (value == nullptr) return {};
  return require(value->data.size() <= most, key, E_BAD_CBOR, "a text that is too long")
             ? std::optional(value->text())
             : std::nullopt;
}

const Cbor* CborFields::maybe_tagged(std::uint64_t key, std::initializer_list<std::uint64_t> tags) {
  const Cbor* value = maybe(key, CborKind::tag);
  if (value == nullptr) return nullptr;
  const bool known = std::ranges::find(tags, value->number) != tags.end();
  return require(known, key, E_BAD_CBOR, "a tag that does not belong here") ? &value->items.front()
                                                                            : nullptr;
}

template <class T>
T CborFields::present(std::uint64_t key, std::optional<T> value) {
  require(value.has_value(), key, E_BAD_CBOR, "missing");
  return value.value_or(T{});
}

std::uint64_t CborFields::uint(std::uint64_t key, std::uint64_t most) {
  return present(key, maybe_uint(key, most));
}

ByteView CborFields::bytes(std::uint64_t key) {
  return present(key, maybe_bytes(key));
}

ByteView CborFields::bytes(std::uint64_t key, std::size_t size) {
  const ByteView value = bytes(key);
  return require(value.size() == size, key, E_BAD_CBOR, "of the wrong size") ? value : ByteView{};
}

std::string_view CborFields::text(std::uint64_t key) {
  return present(key, maybe_text(key));
}

const std::vector<Cbor>& CborFields::array(std::uint64_t key) {
  const Cbor* value = maybe(key, CborKind::array);
  require(value != nullptr, key, E_BAD_CBOR, "missing");
  return value == nullptr ? nothing().items : value->items;
}

const Cbor& CborFields::tagged(std::uint64_t key, std::initializer_list<std::uint64_t> tags) {
  const Cbor* value = maybe_tagged(key, tags);
  require(value != nullptr, key, E_BAD_CBOR, "missing");
  return value == nullptr ? nothing() : *value;
}

bool CborFields::require(bool holds, std::uint64_t key, const Reason& reason,
                         std::string_view what) {
  if (!holds) fail(Error(reason, std::string(what), key_name(key), map_.at));
  return holds && !error_;
}

void CborFields::fail(Error error) {
  if (!error_) error_ = std::move(error).in(name_);
}

Result<void> CborFields::status() const {
  if (error_) return *error_;
  return {};
}

Result<void> CborFields::finish() {
  for (std::size_t i = 0; i < map_.items.size() && !error_; i += 2) {
    const Cbor& key = map_.items[i];
    const bool known =
        key.is(CborKind::uint) && std::ranges::find(asked_, key.number) != asked_.end();
    if (!known) fail(Error(E_UNKNOWN_FIELD, "a field that is not known", {}, key.at));
  }
  return status();
}

}  // namespace coldquill
