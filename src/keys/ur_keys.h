// Keys and paths as items of the UR registry (BCR-2020-006 to -010, and BCR-2023-010 for the
// second generation).
//
// The first generation ("crypto-hdkey", tags 303 to 307) is what wallets write today; the second
// ("hdkey", tags 40303 to 40307) differs in names and tags. Both are read, inner items of either
// generation alike. Each parse function takes the item without its own tag, as a UR holds it.
// All fail with a CBOR reason when the item breaks its format, with E_UNKNOWN_FIELD when it has a
// field of its own, and with E_PRIVATE_KEY_IN_PAYLOAD when it holds a private key.
#pragma once

#include <coldquill/codec/cbor.h>
#include <coldquill/keys/extended_key.h>

#include <variant>

namespace coldquill {

inline constexpr Reason E_PRIVATE_KEY_IN_PAYLOAD{
    "E_PRIVATE_KEY_IN_PAYLOAD", Errc::refused,
    "This holds a private key, and was not kept or shown: requests never need one."};
inline constexpr Reason E_UNSUPPORTED_KEY_ITEM{
    "E_UNSUPPORTED_KEY_ITEM", Errc::unsupported,
    "The wallet describes its keys in a way that this program does not use."};

enum class UrGeneration { first, second };

// The tag of an item in a generation, from that in the first: 304 gives 304 or 40304.
constexpr std::uint64_t ur_tag(std::uint64_t first, UrGeneration generation) {
  return generation == UrGeneration::first ? first : 40000 + first;
}
inline constexpr std::uint64_t ur_tag_hdkey = 303;
inline constexpr std::uint64_t ur_tag_keypath = 304;
inline constexpr std::uint64_t ur_tag_coin_info = 305;
inline constexpr std::uint64_t ur_tag_eckey = 306;
inline constexpr std::uint64_t ur_tag_address = 307;

// One component of a path.
struct UrStep {
  enum class Kind { index, wildcard, range, pair };
  Kind kind = Kind::index;
  std::uint32_t low = 0;       // index, low end of a range, outer branch of a pair; below 2^31
  std::uint32_t high = 0;      // high end of a range, inner branch of a pair; below 2^31
  bool hardened = false;       // of a pair: its outer branch
  bool high_hardened = false;  // of a pair: its inner branch

  static UrStep index(std::uint32_t step);  // with the hardened bit
  static UrStep wildcard() { return {Kind::wildcard, 0, 0, false, false}; }
  friend bool operator==(const UrStep&, const UrStep&) = default;
};

struct UrKeyPath {
  std::vector<UrStep> steps;
  std::optional<KeyFingerprint> source;  // the key that the path starts from
  std::optional<std::uint8_t> depth;     // of the key that the path ends at

  // The origin of a key, with its fingerprint (unless unknown) and depth.
  static UrKeyPath of(const KeyOrigin& origin);
  // The plain child numbers. Fails with E_UNSUPPORTED_KEY_ITEM when there is a wildcard, a range or
  // a pair in it.
  [[nodiscard]] Result<KeyPath> path() const;
  // The same with the fingerprint; zeros (unknown) when there is none.
  [[nodiscard]] Result<KeyOrigin> origin() const;

  friend bool operator==(const UrKeyPath&, const UrKeyPath&) = default;
};

struct UrCoinInfo {
  std::optional<std::uint32_t> type;     // SLIP-0044, below 2^31; absent: Bitcoin
  std::optional<std::uint64_t> network;  // absent or 0: the main network

  friend bool operator==(const UrCoinInfo&, const UrCoinInfo&) = default;
};

// A public key that has, or may have, descendants.
struct UrHdKey {
  std::optional<bool> is_private;  // some writers say "false" where the default would do
  Bytes key;                       // 33 octets, or 32 of an Ed25519 key
  std::optional<ByteArray<32>> chain_code;
  std::optional<UrCoinInfo> use;
  std::optional<UrKeyPath> origin;
  std::optional<UrKeyPath> children;
  std::optional<KeyFingerprint> parent;
  std::optional<std::string> name;
  std::optional<std::string> note;

  // With chain code, origin and parent fingerprint (unless they are unknown).
  static UrHdKey of(const ExtendedPublicKey& key, const KeyOrigin& origin);
  // Depth and child number are taken from the origin. Fails with E_UNSUPPORTED_KEY_ITEM without a
  // chain code, with E_BAD_PUBLIC_KEY when this is no point of secp256k1.
  [[nodiscard]] Result<ExtendedPublicKey> extended() const;
};

// A single public key.
struct UrEcKey {
  std::optional<std::uint64_t> curve;  // absent or 0: secp256k1
  std::optional<bool> is_private;
  Bytes key;
};

struct UrAddress {
  std::optional<UrCoinInfo> info;
  std::optional<std::uint64_t> type;  // 0 P2PKH, 1 P2SH, 2 P2WPKH
  Bytes data;
};

using UrKey = std::variant<UrHdKey, UrEcKey, UrAddress>;

Result<UrKeyPath> parse_ur_keypath(const Cbor& map);
Result<UrCoinInfo> parse_ur_coin_info(const Cbor& map);
Result<UrHdKey> parse_ur_hdkey(const Cbor& map);
Result<UrEcKey> parse_ur_eckey(const Cbor& map);
Result<UrAddress> parse_ur_address(const Cbor& map);
// Any of the last three under its tag.
Result<UrKey> parse_ur_key(const Cbor& tagged);

// Each is written without its own tag, what is in it with the tags of that generation.
void write_ur(CborWriter& out, const UrKeyPath& path);
void write_ur(CborWriter& out, const UrCoinInfo& info);
void write_ur(CborWriter& out, const UrHdKey& key, UrGeneration generation);
void write_ur(CborWriter& out, const UrEcKey& key);
void write_ur(CborWriter& out, const UrAddress& address, UrGeneration generation);
// With its tag.
void write_ur(CborWriter& out, const UrKey& key, UrGeneration generation);

// The keypath that a map has under a key, with the tag of either generation: for the requests of
// other registries (eth-sign-request and its kin).
UrKeyPath keypath_field(CborFields& in, std::uint64_t key);
// An array of such keypaths: of the registries whose requests may name several.
std::vector<UrKeyPath> keypaths_field(CborFields& in, std::uint64_t key);

inline constexpr std::uint64_t ur_tag_uuid = 37;  // RFC 9562, registered with IANA
// The id by which whoever asks knows an answer again; fails with E_BAD_CBOR unless it is 16 octets.
std::optional<ByteArray<16>> uuid_field(CborFields& in, std::uint64_t key);

}  // namespace coldquill
