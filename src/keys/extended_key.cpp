#include <coldquill/base/reader.h>
#include <coldquill/base/writer.h>
#include <coldquill/codec/base58.h>
#include <coldquill/crypto/hmac.h>
#include <coldquill/keys/extended_key.h>

namespace coldquill {
namespace {

bool known_version(std::uint32_t version) {
  switch (static_cast<KeyVersion>(version)) {
    case KeyVersion::xpub:
    case KeyVersion::tpub:
    case KeyVersion::ypub:
    case KeyVersion::upub:
    case KeyVersion::zpub:
    case KeyVersion::vpub:
      return true;
  }
  return false;
}

}  // namespace

KeyFingerprint ExtendedPublicKey::fingerprint() const {
  return {array_of<4>(key.hash160())};
}

std::optional<ExtendedPublicKey> ExtendedPublicKey::child(std::uint32_t step) const {
  if (is_hardened(step) || depth == 255) return {};
  const Digest64 i = hmac_sha512(chain_code, {key.bytes(), Writer().u32be(step).view()});
  const auto point = key.plus(array_of<32>(ByteView(i).first(32)));
  if (!point) return {};
  return ExtendedPublicKey{*point, array_of<32>(ByteView(i).subspan(32)),
                           static_cast<std::uint8_t>(depth + 1), step, fingerprint()};
}

std::optional<ExtendedPublicKey> ExtendedPublicKey::descendant(
    std::span<const std::uint32_t> steps) const {
  std::optional<ExtendedPublicKey> at = *this;
  for (const auto step : steps) {
    at = at->child(step);
    if (!at) return {};
  }
  return at;
}

std::string ExtendedPublicKey::text(KeyVersion version) const {
  Writer out;
  out.u32be(static_cast<std::uint32_t>(version)).u8(depth).bytes(parent.bytes);
  out.u32be(child_number).bytes(chain_code).bytes(key.bytes());
  return base58check_encode(out.view());
}

Result<ExtendedPublicKey> ExtendedPublicKey::parse(std::string_view text) {
  const auto raw = base58check_decode(text);
  if (!raw) return Error(E_BAD_EXTENDED_KEY, raw.error().what());
  Reader in(*raw);
  in.require(known_version(in.u32be()), E_BAD_EXTENDED_KEY, "unknown version bytes");
  const std::uint8_t depth = in.u8();
  const KeyFingerprint parent{in.array<4>()};
  const std::uint32_t child_number = in.u32be();
  const auto chain_code = in.array<32>();
  const auto key = PublicKey::parse(in.bytes(33));
  in.require(key.ok(), E_BAD_EXTENDED_KEY, "it does not hold a public key");
  in.require(depth > 0 || (parent.unknown() && child_number == 0), E_BAD_EXTENDED_KEY,
             "a master key with a parent");
  if (auto end = in.finish(); !end) return Error(E_BAD_EXTENDED_KEY, end.error().what());
  return ExtendedPublicKey{*key, chain_code, depth, child_number, parent};
}

}  // namespace coldquill
