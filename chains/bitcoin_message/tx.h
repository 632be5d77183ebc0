// A decoded request for a signed Bitcoin message, and what was decided about it.
#pragma once

#include <coldquill/bitcoin/networks.h>
#include <coldquill/model/review.h>
#include <coldquill/model/signing.h>

#include <memory>

namespace coldquill::bitcoin_message {

enum class Form {
  text,          // a command, or three lines (text_request.h)
  sign_request,  // btc-sign-request
};

// As verifiers take it, and the key that made it.
struct MessageSignature {
  // The first octet: this and the recovery id, which BIP-0137 has for P2PKH and a compressed key.
  // Electrum, Specter, SeedSigner and Keystone write it for addresses of every form, and wallets
  // that ask in these ways recover the key and compare its address; not all of them know the 35
  // and 39 that BIP-0137 has for segwit.
  static constexpr std::uint8_t header = 27 + 4;

  Bytes octets;  // 65: header, r, s
  PublicKey key;
};

// An immutable value, cheap to copy.
class Tx {
 public:
  struct Held {
    Form form;
    Bytes message;
    KeyOrigin asked;  // whose signature; fingerprint 00000000 for "yours, whichever that is"
    std::string address_type;  // only the request says so; empty when it does not
    std::optional<ByteArray<16>> id;
    std::optional<std::string> address;  // only the request says so
    std::optional<std::string> asked_by;
    Bytes whole;  // as it came: there are several ways to write it
    std::optional<MessageSignature> signature;
  };
  explicit Tx(Held held) : held_(std::make_shared<const Held>(std::move(held))) {}

  [[nodiscard]] const Held& held() const { return *held_; }
  [[nodiscard]] Tx with(MessageSignature signature) const;

 private:
  std::shared_ptr<const Held> held_;
};

// What is signed: the double SHA-256 of a text and the message, each behind its length (Bitcoin
// Core, src/common/signmessage.cpp). Whoever would have a transaction begin with that text must
// find coins whose ids, or the hash of them, hold twenty octets of it.
Digest32 digest_of(ByteView message);

struct Plan {
  explicit Plan(Tx decoded) : tx(std::move(decoded)) {}

  Tx tx;
  const bitcoin::NetworkRow* network = nullptr;
  Source network_source = Source::claimed;
  SingleKeyForm address_form = SingleKeyForm::p2pkh;
  Source keys_source = Source::proven;  // of what follows from our keys
  std::optional<KeyRef> own;            // our key that is asked for
  std::string own_address;              // of own
  std::vector<PlanWarning> warnings;
  std::vector<SigningJob> jobs;
};

}  // namespace coldquill::bitcoin_message
