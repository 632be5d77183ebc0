#include <coldquill/bitcoin_message/family.h>
#include <coldquill/bitcoin_message/reasons.h>
#include <coldquill/bitcoin_message/sign_request.h>
#include <coldquill/model/message.h>
#include <coldquill/script/compact_size.h>

#include "text_request.h"

namespace coldquill::bitcoin_message {
namespace {

Result<Tx> decode_text(ByteView bytes) {
  CQ_TRY(request, parse_text_request(bytes));
  return Tx({.form = Form::text,
             .message = std::move(request.message),
             .asked = std::move(request.asked),
             .address_type = std::move(request.address_type),
             .id = {},
             .address = {},
             .asked_by = {},
             .whole = to_bytes(bytes),
             .signature = {}});
}

Result<Tx> decode_sign_request(ByteView bytes) {
  CQ_TRY(request, parse_sign_request(bytes));
  CQ_TRY(asked, request.path.origin());
  return Tx({.form = Form::sign_request,
             .message = std::move(request.data),
             .asked = std::move(asked),
             .address_type = {},
             .id = request.id,
             .address = std::move(request.address),
             .asked_by = std::move(request.asked_by),
             .whole = to_bytes(bytes),
             .signature = {}});
}

Result<Tx> decode_any(const Payload& payload) {
  if (payload.kind == "bitcoin-message") return decode_text(payload.bytes);
  if (payload.kind == "btc-sign-request") return decode_sign_request(payload.bytes);
  return Error(E_ANSWER, "this is an answer, and not a request");
}

}  // namespace

Tx Tx::with(MessageSignature signature) const {
  Held held = *held_;
  held.signature = std::move(signature);
  return Tx(std::move(held));
}

Digest32 digest_of(ByteView message) {
  Writer out;
  write_var_bytes(out, view_of("Bitcoin Signed Message:\n"));
  write_var_bytes(out, message);
  return double_sha256(out.view());
}

Result<Tx> BitcoinMessage::decode(const Payload& payload) {
  if (!payload.more.empty()) {
    return Error(E_BAD_MESSAGE_REQUEST, "a message has no previous transactions beside it");
  }
  CQ_TRY(tx, decode_any(payload));
  CQ_CHECK(check_message_size(tx.held().message));
  return tx;
}

Bytes BitcoinMessage::encode(const Tx& tx) {
  return tx.held().whole;
}

}  // namespace coldquill::bitcoin_message
