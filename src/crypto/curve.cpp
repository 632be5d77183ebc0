#include <coldquill/crypto/curve.h>
#include <secp256k1_extrakeys.h>
#include <secp256k1_recovery.h>
#include <secp256k1_schnorrsig.h>

namespace coldquill {
namespace {

// Verification and public arithmetic need no randomised context of their own.
const secp256k1_context* context() {
  return secp256k1_context_static;
}

std::optional<secp256k1_pubkey> parse_point(ByteView bytes) {
  secp256k1_pubkey point;
  if (secp256k1_ec_pubkey_parse(context(), &point, bytes.data(), bytes.size()) != 1) return {};
  return point;
}

bool has_sign(ByteView compressed) {
  return compressed.size() == 33 && (compressed[0] == 2 || compressed[0] == 3);
}

bool is_low(const secp256k1_ecdsa_signature& signature) {
  return secp256k1_ecdsa_signature_normalize(context(), nullptr, &signature) == 0;
}

std::optional<ByteArray<32>> tweaked(const secp256k1_xonly_pubkey& internal,
                                     const Digest32& tweak) {
  secp256k1_pubkey output;
  if (secp256k1_xonly_pubkey_tweak_add(context(), &output, &internal, tweak.data()) != 1) return {};
  return PublicKey::of(output).x_only();
}

Error no_key(ByteView bytes) {
  return {E_BAD_PUBLIC_KEY,
          "these " + std::to_string(bytes.size()) + " bytes are no compressed public key"};
}

}  // namespace

Result<PublicKey> PublicKey::parse(ByteView compressed) {
  const auto point = has_sign(compressed) ? parse_point(compressed) : std::nullopt;
  if (!point) return no_key(compressed);
  return PublicKey(array_of<33>(compressed), *point);
}

Result<PublicKey> PublicKey::from_coordinates(const ByteArray<64>& x_and_y) {
  ByteArray<65> uncompressed{4};
  std::ranges::copy(x_and_y, uncompressed.begin() + 1);
  const auto point = parse_point(uncompressed);
  if (!point) return Error(E_BAD_PUBLIC_KEY, "these coordinates are of no point of the curve");
  return of(*point);
}

PublicKey PublicKey::of(const secp256k1_pubkey& point) {
  ByteArray<33> bytes{};
  std::size_t size = bytes.size();
  secp256k1_ec_pubkey_serialize(context(), bytes.data(), &size, &point, SECP256K1_EC_COMPRESSED);
  return {bytes, point};
}

ByteArray<64> PublicKey::coordinates() const {
  ByteArray<65> out{};
  std::size_t size = out.size();
  secp256k1_ec_pubkey_serialize(context(), out.data(), &size, &point_, SECP256K1_EC_UNCOMPRESSED);
  return array_of<64>(ByteView(out).subspan(1));
}

std::optional<PublicKey> PublicKey::plus(const ByteArray<32>& tweak) const {
  secp256k1_pubkey sum = point_;
  if (secp256k1_ec_pubkey_tweak_add(context(), &sum, tweak.data()) != 1) return {};
  return of(sum);
}

bool is_public_key(ByteView key) {
  const bool compressed = key.size() == 33 && (key[0] == 2 || key[0] == 3);
  const bool uncompressed = key.size() == 65 && key[0] == 4;
  secp256k1_pubkey point;
  return (compressed || uncompressed) &&
         secp256k1_ec_pubkey_parse(context(), &point, key.data(), key.size()) == 1;
}

bool is_x_only_key(ByteView x_only) {
  secp256k1_xonly_pubkey point;
  return x_only.size() == 32 && secp256k1_xonly_pubkey_parse(context(), &point, x_only.data()) == 1;
}

Digest32 taproot_tweak(ByteView internal_x_only, const std::optional<Digest32>& merkle_root) {
  const ByteView root = merkle_root ? ByteView(*merkle_root) : ByteView();
  return tagged_hash("TapTweak", {internal_x_only, root});
}

std::optional<ByteArray<32>> taproot_output_key(ByteView internal_x_only,
                                                const std::optional<Digest32>& merkle_root) {
  secp256k1_xonly_pubkey internal;
  if (internal_x_only.size() != 32 ||
      secp256k1_xonly_pubkey_parse(context(), &internal, internal_x_only.data()) != 1) {
    return {};
  }
  return tweaked(internal, taproot_tweak(internal_x_only, merkle_root));
}

std::optional<ByteArray<32>> taproot_output_key(const PublicKey& internal,
                                                const std::optional<Digest32>& merkle_root) {
  secp256k1_xonly_pubkey even;
  if (secp256k1_xonly_pubkey_from_pubkey(context(), &even, nullptr, &internal.point_) != 1) {
    return {};
  }
  return tweaked(even, taproot_tweak(internal.x_only(), merkle_root));
}

bool verify_ecdsa(const PublicKey& key, const Digest32& digest, ByteView compact) {
  secp256k1_ecdsa_signature signature;
  return compact.size() == 64 &&
         secp256k1_ecdsa_signature_parse_compact(context(), &signature, compact.data()) == 1 &&
         secp256k1_ecdsa_verify(context(), &signature, digest.data(), &key.point_) == 1;
}

bool verify_schnorr(const ByteArray<32>& x_only, ByteView message, ByteView signature) {
  secp256k1_xonly_pubkey key;
  return signature.size() == 64 &&
         secp256k1_xonly_pubkey_parse(context(), &key, x_only.data()) == 1 &&
         secp256k1_schnorrsig_verify(context(), signature.data(), message.data(), message.size(),
                                     &key) == 1;
}

bool has_low_s(ByteView compact) {
  secp256k1_ecdsa_signature signature;
  return compact.size() == 64 &&
         secp256k1_ecdsa_signature_parse_compact(context(), &signature, compact.data()) == 1 &&
         is_low(signature);
}

std::optional<PublicKey> recover_ecdsa(const Digest32& digest, ByteView compact, int recovery_id) {
  secp256k1_ecdsa_recoverable_signature signature;
  secp256k1_pubkey point;
  const bool good = compact.size() == 64 && recovery_id >= 0 && recovery_id <= 3 &&
                    secp256k1_ecdsa_recoverable_signature_parse_compact(
                        context(), &signature, compact.data(), recovery_id) == 1 &&
                    secp256k1_ecdsa_recover(context(), &point, &signature, digest.data()) == 1;
  if (!good) return {};
  return PublicKey::of(point);
}

Bytes der_of_compact(ByteView compact) {
  COLDQUILL_ASSERT(compact.size() == 64);
  secp256k1_ecdsa_signature signature;
  const int parsed = secp256k1_ecdsa_signature_parse_compact(context(), &signature, compact.data());
  COLDQUILL_ASSERT(parsed == 1);
  Bytes der(72);
  std::size_t size = der.size();
  secp256k1_ecdsa_signature_serialize_der(context(), der.data(), &size, &signature);
  der.resize(size);
  return der;
}

std::optional<ByteArray<64>> compact_of_der(ByteView der) {
  secp256k1_ecdsa_signature signature;
  // libsecp256k1 ends the process when it is handed a null pointer, as an empty view may hold.
  if (der.empty() ||
      secp256k1_ecdsa_signature_parse_der(context(), &signature, der.data(), der.size()) != 1) {
    return {};
  }
  if (!is_low(signature)) return {};
  ByteArray<64> compact{};
  secp256k1_ecdsa_signature_serialize_compact(context(), compact.data(), &signature);
  // Only one DER form is strict: what we would write ourselves.
  if (!equal(der_of_compact(compact), der)) return {};
  return compact;
}

}  // namespace coldquill
