#include <coldquill/codec/cbor.h>
#include <coldquill/families/families.h>
#include <coldquill/flow/other_text.h>
#include <coldquill/flow/recognise.h>
#include <coldquill/transport/keystone.h>

namespace coldquill {
namespace {

struct Row {
  const Family* family;
  const PayloadKind* kind;
};

template <class Matches>
std::optional<Row> find_kind(Matches matches) {
  for (const Family& family : families()) {
    for (const PayloadKind& kind : family.kinds) {
      if (matches(kind)) return Row{&family, &kind};
    }
  }
  return {};
}

std::optional<Row> kind_named(std::string_view name) {
  return find_kind([&](const PayloadKind& kind) { return kind.name == name; });
}

std::optional<Row> kind_of_ur(std::string_view type) {
  return find_kind(
      [&](const PayloadKind& kind) { return std::ranges::find(kind.urs, type) != kind.urs.end(); });
}

std::optional<Row> kind_of_bytes(ByteView bytes) {
  for (const Family& family : families()) {
    const auto name = family.recognise(bytes);
    if (name) return kind_named(*name);
  }
  return {};
}

Result<Bytes> byte_string(ByteView cbor) {
  CQ_TRY(item, parse_cbor(cbor));
  if (!item.is(CborKind::bytes)) {
    return Error(E_MALFORMED, "this UR does not hold one byte string");
  }
  return to_bytes(item.data);
}

// Keystone's own envelope names its coin; none of those that it is made for are signed here.
Error of_keystone(ByteView cbor) {
  const auto envelope = read_keystone(cbor);
  if (!envelope) return envelope.error();
  if (envelope->kind == KeystoneEnvelope::Kind::result) {
    return {E_UNSUPPORTED_COIN, "this is an answer of a Keystone, and no request"};
  }
  return {E_UNSUPPORTED_COIN, "this is a Keystone request for " + envelope->coin};
}

Error unsupported_ur(const Unwrapped& content) {
  const bool keystone =
      content.ur_type == keystone_request_ur || content.ur_type == keystone_result_ur;
  if (keystone) return of_keystone(content.bytes);
  return {E_UNSUPPORTED_UR, "this is a UR of type " + content.ur_type};
}

// The payload inside a UR of a type that is read; "bytes" says nothing about what it holds.
Result<Bytes> inside_ur(Unwrapped& content, const std::optional<Row>& row) {
  if (content.ur_type.empty() || (row && row->kind->ur_content == UrContent::item)) {
    return std::move(content.bytes);
  }
  return byte_string(content.bytes);
}

Result<Recognised> as_kind(Row row, Unwrapped& content, Bytes bytes) {
  Recognised out{row.family, row.kind, {std::string(row.kind->name), std::move(bytes), {}}, {}};
  out.payload.more = std::move(content.more);
  out.spoken = std::string(row.kind->label) + ", " + content.spoken;
  return out;
}

}  // namespace

Result<Recognised> recognise(Unwrapped content, std::string_view as) {
  const auto ur_row = kind_of_ur(content.ur_type);
  const bool untyped = content.ur_type.empty() || content.ur_type == "bytes";
  if (!untyped && !ur_row) return unsupported_ur(content);
  CQ_TRY(bytes, inside_ur(content, ur_row));
  CQ_CHECK(refuse_secret(bytes));
  if (!as.empty()) {
    const auto named = kind_named(as);
    if (!named) return Error(E_UNKNOWN_KIND, "there is no such kind of payload");
    return as_kind(*named, content, std::move(bytes));
  }
  const auto row = ur_row ? ur_row : kind_of_bytes(bytes);
  auto other = row ? std::nullopt : other_text(bytes);
  if (other) return *std::move(other);
  if (!row)
    return Error(E_UNKNOWN_PAYLOAD, "this is no request of any kind (" + content.spoken + ")");
  return as_kind(*row, content, std::move(bytes));
}

}  // namespace coldquill
