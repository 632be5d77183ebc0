#include <coldquill/base/hex.h>
#include <coldquill/bitcoin_message/family.h>
#include <coldquill/bitcoin_message/sign_request.h>

#include "text_request.h"

namespace coldquill::bitcoin_message {
namespace {

constexpr std::string_view request_urs[] = {"btc-sign-request"};
constexpr std::string_view signature_urs[] = {"btc-signature"};

constexpr PayloadKind kind_rows[] = {
    {"bitcoin-message", "Bitcoin message", {}, UrContent::byte_string, ".txt", FileForm::text, 'U'},
    {"btc-sign-request", "Bitcoin message", request_urs, UrContent::item, ".cbor", FileForm::binary,
     'C'},
    {"btc-signature", "Bitcoin message signature", signature_urs, UrContent::item, ".cbor",
     FileForm::binary, 'C'},
    {"bitcoin-signature",
     "Bitcoin message signature",
     {},
     UrContent::byte_string,
     ".sig",
     FileForm::base64,
     'U'},
};

}  // namespace

std::span<const PayloadKind> BitcoinMessage::kinds() {
  return kind_rows;
}

std::optional<std::string_view> BitcoinMessage::recognise(ByteView bytes) {
  if (is_text_request(bytes)) return "bitcoin-message";
  if (is_sign_request(bytes)) return "btc-sign-request";
  return {};
}

// docs/fingerprint.md specifies this text.
std::string BitcoinMessage::content(const Tx& tx) {
  return "bitcoin message\n" + to_hex(tx.held().message) + "\n";
}

std::vector<KeyOrigin> BitcoinMessage::key_origins(const Tx& tx) {
  return {tx.held().asked};
}

Result<std::string> BitcoinMessage::address(const PublicKey& /*key*/, std::string_view /*network*/,
                                            std::string_view /*type*/) {
  return Error(E_UNKNOWN_NETWORK, "there is no such network or type of address");
}

Result<std::optional<std::string>> BitcoinMessage::read_address(std::string_view /*text*/,
                                                                std::string_view /*network*/) {
  return {{}};
}

}  // namespace coldquill::bitcoin_message
