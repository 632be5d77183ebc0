// The contract between a chain family and the rest of the house.
//
// A request enters its family's room by one door (decode) and leaves by one door (answers). All
// functions are pure: bytes and public context in, values out.
#pragma once

#include <coldquill/model/context.h>
#include <coldquill/model/facets.h>
#include <coldquill/model/payload.h>
#include <coldquill/model/review.h>
#include <coldquill/model/signing.h>

#include <concepts>

namespace coldquill {

inline constexpr Reason E_UNKNOWN_NETWORK{
    "E_UNKNOWN_NETWORK", Errc::usage,
    "Name one of the networks that `coldquill address --help` lists."};

inline constexpr Reason E_ANSWER{
    "E_ANSWER", Errc::unsupported,
    "Hold it to the online wallet that asked; `coldquill qr show` makes QR codes of it."};
inline constexpr Reason E_WRONG_SENDER{
    "E_WRONG_SENDER", Errc::refused,
    "The address that should sign is not that of the key: pair the online wallet again, and check "
    "the passphrase."};

// One network of a family. Adding one is a row and a vector.
struct Network {
  std::string_view name;    // "mainnet"
  std::uint32_t coin_type;  // SLIP-0044: the second step of a full path
};

// One form of address of a family, and the purpose step of the paths whose keys take it.
struct AddressType {
  std::string_view name;  // "p2wpkh"
  std::uint32_t purpose;  // 84
};

// F::Tx    a decoded request: an immutable value that holds every byte of it
// F::Plan  what was decided about it; has `jobs` (vector<SigningJob>)
template <class F>
concept FamilyOf = requires(ByteView bytes, const Payload& payload, const typename F::Tx& tx,
                            const typename F::Plan& plan, const Context& context,
                            std::span<const Signature> signatures, const PublicKey& key,
                            std::string_view word) {
  { F::name } -> std::convertible_to<std::string_view>;
  { F::kinds() } -> std::same_as<std::span<const PayloadKind>>;
  { F::networks() } -> std::same_as<std::span<const Network>>;
  { F::address_types() } -> std::same_as<std::span<const AddressType>>;

  // The kind of payload that these bytes are, by their content; empty when they are none of ours.
  { F::recognise(bytes) } -> std::same_as<std::optional<std::string_view>>;
  // Every byte understood, or an error that names the byte.
  { F::decode(payload) } -> std::same_as<Result<typename F::Tx>>;
  { F::encode(tx) } -> std::same_as<Bytes>;
  // The canonical text of what the request is, without keys or wrapping: the fingerprint's input.
  { F::content(tx) } -> std::same_as<std::string>;
  // Where the request says that keys come from. The answers are found before resolve.
  { F::key_origins(tx) } -> std::same_as<std::vector<KeyOrigin>>;

  // The only place that decides: what is ours, what is proven, which jobs.
  { F::resolve(tx, context) } -> std::same_as<Result<typename F::Plan>>;
  { plan.jobs } -> std::convertible_to<const std::vector<SigningJob>&>;
  // Total: it cannot refuse late, and decides nothing.
  { F::describe(plan) } -> std::same_as<Review>;
  // The transaction with signatures in, one for each job of the plan and in their order.
  { F::attach(plan, signatures) } -> std::same_as<Result<typename F::Tx>>;
  { F::carried(plan, signatures) } -> std::same_as<std::vector<CarriedSignature>>;
  // Merges what several people signed.
  { F::combine(tx, tx) } -> std::same_as<Result<typename F::Tx>>;
  // The forms it goes back in; the first is what whoever asked expects.
  { F::answers(tx) } -> std::same_as<Result<std::vector<Answer>>>;

  // The address of a key; both words are from the rows above.
  { F::address(key, word, word) } -> std::same_as<Result<std::string>>;
  // The address that a person typed or scanned, alone or in a payment link, as address() writes it.
  // The second word is a network, or empty for any of them. Empty when this is no text of the
  // family; an error when it is one and is wrong, or an address of another network.
  { F::read_address(word, word) } -> std::same_as<Result<std::optional<std::string>>>;
  // Requests made here, and pairing with online wallets.
  { F::facets() } -> std::same_as<Facets>;
};

}  // namespace coldquill
