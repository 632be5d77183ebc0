// Typed data (EIP-712, version 4 as wallets have it): a JSON object
// {types, primaryType, domain, message}, read, checked and hashed.
//
// The rule where implementations differ: a shape of request is taken when at least two of ethers,
// viem and eth-sig-util give its digest and none of them another one; a value is taken when it is
// written plainly, as below; and nothing may stand in a request that its signature does not cover.
// docs/typed-data.md goes through it case by case.
//
// Values, by type:
//   uint8 ... uint256, int8 ... int256   a JSON number written as a plain integer, or a text of
//                  decimal digits ("-" before it for int) or of 0x and hexadecimal digits; in range
//   bool           true, false
//   address        "0x" and 40 digits; mixed case must satisfy EIP-55
//   bytes1 ... bytes32, bytes            "0x" and two digits an octet; exactly N octets for bytesN
//   string         any text
//   T[], T[n]      an array; n > 0, and exactly n entries
//   a struct       an object with exactly the members of its type
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/base/uint256.h>
#include <coldquill/codec/json.h>
#include <coldquill/crypto/hash.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_TYPED_DATA{
    "E_TYPED_DATA", Errc::malformed,
    "The request does not follow EIP-712: ask whoever made it for typed data that does."};
inline constexpr Reason E_TYPED_DATA_VALUE{
    "E_TYPED_DATA_VALUE", Errc::malformed,
    "A value does not fit its type, so that programs would sign different things for it: ask for "
    "a request in which it fits."};
inline constexpr Reason E_TYPED_DATA_EXTRA{
    "E_TYPED_DATA_EXTRA", Errc::refused,
    "The request says something that its signature would not cover. Do not trust where it came "
    "from; nothing was signed."};
inline constexpr Reason E_TYPED_DATA_UNSUPPORTED{
    "E_TYPED_DATA_UNSUPPORTED", Errc::unsupported,
    "Wallets and libraries do not agree what a signature of this would mean; ask for a request "
    "without it (docs/typed-data.md)."};

// Beyond these E_TOO_LARGE; the limits of json.h hold as well.
inline constexpr std::size_t typed_most_types = 128;
inline constexpr std::size_t typed_most_members = 64;         // of one type
inline constexpr std::size_t typed_longest_name = 128;        // octets
inline constexpr std::size_t typed_largest_types = 1u << 15;  // octets of all definitions
inline constexpr std::size_t typed_most_rows = 1u << 13;
inline constexpr std::size_t typed_largest_rows = 1u << 22;  // octets of all rows

// One row for the review. The rows of domain() and message() together determine the digest: they
// name every type and member that goes into it, in order.
struct TypedField {
  std::string path;   // "message.to[0].wallet", "domain.name"; the first row is "message" itself
  std::string type;   // as it stands in the types: "Person[2]", "uint256"
  std::string value;  // int: decimal; bytes: 0x and lower case; address: EIP-55; bool: true, false;
                      // string: as it is, NOT escaped; struct: "" or "no members"; array:
                      // "3 entries", with the definition of a struct that has no entry to show it
  bool free_text = false;  // the value is a text from outside
  bool node = false;       // a struct or an array: its parts have rows of their own
};

class TypedData {
 public:
  // The whole request. Fails with E_BAD_JSON, E_TOO_LARGE, the reasons above, and with
  // E_BAD_EVM_ADDRESS or E_EVM_CHECKSUM (eip55.h) for an address.
  static Result<TypedData> parse(ByteView json);

  [[nodiscard]] const std::string& primary_type() const { return primary_type_; }
  [[nodiscard]] const std::vector<TypedField>& domain() const { return domain_; }
  // Empty when the primary type is EIP712Domain: the digest is that of the domain alone.
  [[nodiscard]] const std::vector<TypedField>& message() const { return message_; }

  [[nodiscard]] const Digest32& digest() const { return digest_; }            // what is signed
  [[nodiscard]] const Digest32& domain_hash() const { return domain_hash_; }  // domain separator
  // hashStruct(message); that of the domain when the primary type is EIP712Domain.
  [[nodiscard]] const Digest32& message_hash() const { return message_hash_; }
  // encodeType of the domain: "EIP712Domain(string name,uint256 chainId)"
  [[nodiscard]] const std::string& domain_type() const { return domain_type_; }
  // encodeType(primaryType): "Mail(Person from,Person to)Person(string name,address wallet)"
  [[nodiscard]] const std::string& encode_type() const { return encode_type_; }

  // Members of the domain; empty when absent.
  [[nodiscard]] std::optional<std::string> name() const { return domain_text("name"); }
  [[nodiscard]] std::optional<std::string> version() const { return domain_text("version"); }
  [[nodiscard]] std::optional<Uint256> chain_id() const;
  // Empty as well when the domain declares it as a text, as Cosmos chains do.
  [[nodiscard]] std::optional<ByteArray<20>> verifying_contract() const;

  // Types that nothing signed refers to; they are well formed, and not part of the digest.
  [[nodiscard]] const std::vector<std::string>& unused_types() const { return unused_types_; }

 private:
  TypedData() = default;
  [[nodiscard]] const TypedField* domain_member(std::string_view name, std::string_view type) const;
  [[nodiscard]] std::optional<std::string> domain_text(std::string_view name) const;

  std::string primary_type_;
  std::string encode_type_;
  std::string domain_type_;
  std::vector<TypedField> domain_;
  std::vector<TypedField> message_;
  std::vector<std::string> unused_types_;
  Digest32 domain_hash_{};
  Digest32 message_hash_{};
  Digest32 digest_{};
};

// encodeType of one type in a "types" object. Fails as TypedData::parse does.
Result<std::string> typed_encode_type(const JsonValue& types, std::string_view name);

}  // namespace coldquill
