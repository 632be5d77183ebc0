#include "evm_vectors.h"

#include <vault_testing.h>

namespace coldquill::evm::test {
namespace {

// An account path, with the raw key in the place of the account key.
const KeyPath made_up{hardened(44), hardened(60), hardened(0)};

// A signature with recovery tells the public key of a private one.
PublicKey public_key_of(const Bytes& secret) {
  const Digest32 digest = sha256(secret);
  const Signature signature = vault_testing::sign(SchemeKind::ecdsa_recoverable, secret, digest);
  return *recover_ecdsa(digest, ByteView(signature).first(64), signature[64]);
}

Uint256 number_in(const Json& fields, const char* name) {
  return number(fields.at(name).get<std::string>());
}

std::vector<AccessEntry> access_list_of(const Json& list) {
  std::vector<AccessEntry> out;
  for (const Json& entry : list) {
    out.push_back({array_of<20>(octets(entry["address"])), {}});
    for (const Json& key : entry["storageKeys"]) {
      out.back().keys.push_back(array_of<32>(octets(key)));
    }
  }
  return out;
}

}  // namespace

Bytes octets(const Json& text) {
  return unhex(text.get<std::string>().substr(2));
}

Transaction transaction_of(const Json& fields) {
  Transaction tx;
  tx.type = static_cast<TxType>(fields.at("type").get<int>());
  tx.chain_id = number_in(fields, "chainId").u64();
  tx.nonce = *number_in(fields, "nonce").u64();
  const bool dynamic = tx.type == TxType::dynamic_fee;
  if (dynamic) tx.priority_fee = number_in(fields, "maxPriorityFeePerGas");
  tx.gas_price = number_in(fields, dynamic ? "maxFeePerGas" : "gasPrice");
  tx.gas_limit = *number_in(fields, "gasLimit").u64();
  if (fields.contains("to")) tx.to = array_of<20>(octets(fields["to"]));
  tx.value = number_in(fields, "value");
  tx.data = octets(fields.at("data"));
  if (fields.contains("accessList")) tx.access_list = access_list_of(fields["accessList"]);
  return tx;
}

RawKey::RawKey(Bytes secret) : secret_(std::move(secret)), public_key_(public_key_of(secret_)) {}

Signature RawKey::sign(const Digest32& digest) const {
  return vault_testing::sign(SchemeKind::ecdsa_recoverable, secret_, digest);
}

Result<std::vector<Answer>> RawKey::answer(const Payload& payload) const {
  Context context;
  context.keys = KeyRing(KeyFingerprint{{1, 2, 3, 4}});
  context.keys.add({made_up, ExtendedPublicKey{public_key_, {}}});
  context.paths = {made_up};
  CQ_TRY(tx, Evm::decode(payload));
  CQ_TRY(plan, Evm::resolve(tx, context));
  std::vector<Signature> signatures;
  for (const SigningJob& job : plan.jobs) signatures.push_back(sign(job.digest));
  CQ_TRY(done, Evm::attach(plan, signatures));
  return Evm::answers(done);
}

SignRequest RawKey::ask(Bytes data, DataType type) const {
  SignRequest out;
  out.data = std::move(data);
  out.type = type;
  out.path = UrKeyPath::of({KeyFingerprint{{1, 2, 3, 4}}, made_up});
  out.address = address();
  return out;
}

std::string hex_of(const std::vector<Answer>& answers, std::string_view kind) {
  for (const Answer& answer : answers) {
    if (answer.kind == kind) return to_hex(answer.bytes);
  }
  return {};
}

}  // namespace coldquill::evm::test
