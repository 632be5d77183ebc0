#include <coldquill/base/text.h>
#include <coldquill/crypto/keccak.h>
#include <coldquill/evm/family.h>
#include <coldquill/evm/json_transaction.h>
#include <coldquill/model/message.h>

namespace coldquill::evm {
namespace {

Result<Content> transaction_content(const SignRequest& request) {
  CQ_TRY(parsed, parse_transaction(request.data).in("sign data"));
  if (parsed.signature) return Error(E_BAD_EVM_REQUEST, "this transaction is signed already");
  const bool legacy = parsed.tx.type == TxType::legacy;
  if (legacy != (request.type == DataType::legacy_transaction)) {
    return Error(E_BAD_EVM_REQUEST, "the data are not of the type that the request names");
  }
  return Content(std::move(parsed.tx));
}

Result<Content> message_content(const SignRequest& request) {
  CQ_CHECK(check_message_size(request.data));
  return Content(Message{request.data});
}

Result<Content> content_of(const SignRequest& request) {
  switch (request.type) {
    case DataType::typed_data:
      return TypedData::parse(request.data).map([](TypedData t) { return Content(std::move(t)); });
    case DataType::message:
      return message_content(request);
    case DataType::legacy_transaction:
    case DataType::typed_transaction:
      return transaction_content(request);
  }
  COLDQUILL_ASSERT(false);
}

Result<Tx> decode_sign_request(ByteView bytes) {
  CQ_TRY(request, parse_sign_request(bytes));
  CQ_TRY(content, content_of(request));
  Claims claims{request.id, request.chain_id, request.path, request.address, request.asked_by};
  return Tx({Form::sign_request, std::move(content), std::move(claims), to_bytes(bytes), {}});
}

Result<Tx> decode_raw(ByteView bytes) {
  CQ_TRY(parsed, parse_transaction(bytes));
  return Tx({Form::raw, std::move(parsed.tx), {}, {}, parsed.signature});
}

bool is_typed_data(const JsonValue& json) {
  return json.find("types") != nullptr && json.find("primaryType") != nullptr;
}

Result<Tx> decode_json(ByteView bytes) {
  CQ_TRY(json, parse_json(bytes));
  if (is_typed_data(json)) {
    CQ_TRY(typed, TypedData::parse(bytes));
    return Tx({Form::json, std::move(typed), {}, to_bytes(bytes), {}});
  }
  CQ_TRY(read, parse_json_transaction(json));
  Claims claims;
  claims.address = read.from;
  return Tx({Form::json, std::move(read.tx), std::move(claims), to_bytes(bytes), {}});
}

Digest32 message_digest(const Message& message) {
  const std::string prefix =
      "\x19"
      "Ethereum Signed Message:\n" +
      std::to_string(message.text.size());
  return Keccak256().put(view_of(prefix)).put(message.text).digest();
}

}  // namespace

Tx Tx::with(const EvmSignature& signature) const {
  Held held = *held_;
  held.signature = signature;
  return Tx(std::move(held));
}

Digest32 digest_of(const Content& content) {
  if (const auto* tx = std::get_if<Transaction>(&content)) return signing_digest(*tx);
  if (const auto* message = std::get_if<Message>(&content)) return message_digest(*message);
  return std::get<TypedData>(content).digest();
}

Result<Tx> Evm::decode(const Payload& payload) {
  if (!payload.more.empty()) {
    return Error(E_BAD_EVM_REQUEST,
                 "something lies beside this request that does not belong there");
  }
  if (payload.kind == "eth-sign-request") return decode_sign_request(payload.bytes);
  if (payload.kind == "evm-tx") return decode_raw(payload.bytes);
  if (payload.kind == "evm-json") return decode_json(payload.bytes);
  return Error(E_ANSWER, "this is an answer, and not a request");
}

Bytes Evm::encode(const Tx& tx) {
  if (tx.form() != Form::raw) return tx.text();
  const Transaction& transaction = *tx.transaction();
  return tx.signature() ? serialize_signed(transaction, *tx.signature())
                        : serialize_unsigned(transaction);
}

}  // namespace coldquill::evm
