// A decoded EVM request, and what was decided about it.
#pragma once

#include <coldquill/codec/eip712.h>
#include <coldquill/evm/sign_request.h>
#include <coldquill/evm/token_calls.h>
#include <coldquill/model/review.h>
#include <coldquill/model/signing.h>

#include <memory>
#include <set>
#include <variant>

namespace coldquill::evm {

enum class Form {
  sign_request,  // eth-sign-request
  raw,           // a transaction as nodes take it, signed or not
  json,
};

// A personal message (EIP-191, version 0x45).
struct Message {
  Bytes text;
};

using Content = std::variant<Transaction, Message, TypedData>;

// What came around the content. In raw and JSON forms most of it is absent.
struct Claims {
  std::optional<ByteArray<16>> id;
  std::optional<std::uint64_t> chain_id;
  std::optional<UrKeyPath> path;
  std::optional<EvmAddress> address;
  std::optional<std::string> asked_by;
};

// An immutable value, cheap to copy.
class Tx {
 public:
  struct Held {
    Form form;
    Content content;
    Claims claims;
    Bytes text;  // sign requests and JSON as they came: there are several ways to write them
    std::optional<EvmSignature> signature;
  };
  explicit Tx(Held held) : held_(std::make_shared<const Held>(std::move(held))) {}

  [[nodiscard]] Form form() const { return held_->form; }
  [[nodiscard]] const Content& content() const { return held_->content; }
  [[nodiscard]] const Claims& claims() const { return held_->claims; }
  [[nodiscard]] const Bytes& text() const { return held_->text; }
  [[nodiscard]] const std::optional<EvmSignature>& signature() const { return held_->signature; }
  // nullptr when it is none.
  [[nodiscard]] const Transaction* transaction() const {
    return std::get_if<Transaction>(&held_->content);
  }
  [[nodiscard]] Tx with(const EvmSignature& signature) const;

 private:
  std::shared_ptr<const Held> held_;
};

// What is signed: Keccak-256 over the transaction, the prefixed message (EIP-191) or the hashes of
// domain and message (EIP-712).
Digest32 digest_of(const Content& content);

// r || s || v in the convention of eth-signature: v is the parity for typed transactions, 35 and
// more for legacy ones (big endian, as short as it can be), 27 or 28 for everything else.
Bytes signature_bytes(const Content& content, const EvmSignature& signature);

// Which rows of typed data a person must read, when some of them are in words.
struct TypedShown {
  bool known = false;          // its shape is: of the domain only the contract is left to read
  bool whole = false;          // nothing of it is left to explain
  std::set<std::string> said;  // paths of rows that the words account for
};

struct Plan {
  explicit Plan(Tx decoded) : tx(std::move(decoded)) {}

  Tx tx;
  std::optional<std::uint64_t> chain_id;  // in what is signed; of a message only claimed
  const NetworkRow* network = nullptr;    // nullptr: unknown, or not bound to one
  Source keys_source = Source::proven;    // of what follows from our keys
  std::optional<KeyRef> own;              // our key that is asked for, or has signed
  EvmAddress own_address{};               // of own
  bool keys_loaded = false;               // whether there was any key to look among
  std::optional<EvmAddress> signer;       // recovered from a signature that came along
  Call call;                              // of a transaction
  const TokenRow* token = nullptr;        // whose contract is called, or checks typed data
  std::vector<TokenCall> token_calls;     // everything that it does with tokens
  std::vector<WordGroup> words;           // of token calls and typed data
  TypedShown typed;                       // of typed data
  std::vector<PlanWarning> warnings;
  std::vector<SigningJob> jobs;
};

}  // namespace coldquill::evm
