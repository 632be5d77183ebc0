#include <coldquill/codec/rlp.h>

namespace coldquill {
namespace {

const Rlp& nothing() {
  static const Rlp empty;
  return empty;
}

}  // namespace

RlpFields::RlpFields(const Rlp& list, std::string name)
    : list_(list), name_(std::move(name)), at_(list.at) {
  require(list.list, E_BAD_RLP, "a string in place of a list");
}

const Rlp& RlpFields::next(std::string_view name, bool list) {
  if (error_) return nothing();
  field_ = name;
  if (!require(left() > 0, E_BAD_RLP, "missing")) return nothing();
  const Rlp& item = list_.items[next_++];
  at_ = item.at;
  const auto* what = list ? "a string in place of a list" : "a list in place of a string";
  return require(item.list == list, E_BAD_RLP, what) ? item : nothing();
}

ByteView RlpFields::bytes(std::string_view name) {
  return next(name, false).data;
}

ByteView RlpFields::bytes(std::string_view name, std::size_t size) {
  const ByteView value = bytes(name);
  return require(value.size() == size, E_BAD_RLP, "of the wrong size") ? value : ByteView{};
}

ByteView RlpFields::number(std::string_view name, std::size_t most) {
  const ByteView value = bytes(name);
  const bool shortest = value.empty() || value[0] != 0;
  return require(shortest, E_NOT_CANONICAL, "a number with leading zeros") &&
                 require(value.size() <= most, E_BAD_RLP, "a number that is too large")
             ? value
             : ByteView{};
}

Uint256 RlpFields::uint256(std::string_view name) {
  return Uint256::from_be(number(name, 32)).value_or(Uint256{});
}

std::uint64_t RlpFields::uint64(std::string_view name) {
  std::uint64_t value = 0;
  for (const auto octet : number(name, 8)) value = value << 8 | octet;
  return value;
}

const Rlp& RlpFields::list(std::string_view name) {
  return next(name, true);
}

std::size_t RlpFields::left() const {
  return error_ ? 0 : list_.items.size() - next_;
}

bool RlpFields::require(bool holds, const Reason& reason, std::string_view what) {
  if (!holds) fail(Error(reason, std::string(what), field_, at_));
  return holds && !error_;
}

void RlpFields::fail(Error error) {
  if (!error_) error_ = std::move(error).in(name_);
}

Result<void> RlpFields::status() const {
  if (error_) return *error_;
  return {};
}

Result<void> RlpFields::finish() {
  if (left() > 0) {
    field_.clear();
    at_ = list_.items[next_].at;
    require(false, E_BAD_RLP, std::to_string(left()) + " items too many");
  }
  return status();
}

}  // namespace coldquill
