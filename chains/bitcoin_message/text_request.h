// Requests for signed messages that are text themselves:
// - a command, as Specter, Sparrow and others show it in QR codes (specter-diy,
// src/apps/signmessage):
//   "signmessage m/84h/0h/0h/0/0 ascii:I agree". Instead of m the fingerprint of the master key can
//   stand, and base64: instead of ascii:.
// - three lines, as Sparrow writes them into files (MessageSignDialog.java): the message, the key
//   path with ' for hardened (with h it could be base64), the type of address.
// One line end after either is the container's, and no part of the message: editors put it there,
// and those who ask in these ways do not sign it.
#pragma once

#include <coldquill/keys/key_path.h>

namespace coldquill::bitcoin_message {

struct TextRequest {
  KeyOrigin asked;           // fingerprint 00000000 when none is named
  Bytes message;             // UTF-8, or any octets when they came in base64
  std::string address_type;  // "p2wpkh", in lower case; empty when none is named
};

// True for any text that begins like the command and a key, or has three lines of which the last
// two look right.
bool is_text_request(ByteView bytes);

// Fails with E_BAD_MESSAGE_REQUEST.
Result<TextRequest> parse_text_request(ByteView bytes);

}  // namespace coldquill::bitcoin_message
