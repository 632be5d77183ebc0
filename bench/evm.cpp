#include "evm.h"

#include <coldquill/base/writer.h>
#include <coldquill/evm/sign_request.h>

namespace coldquill::bench {
namespace {

using namespace evm;

const KeyPath first_key = {hardened(44), hardened(60), hardened(0), 0, 0};

EvmAddress address(std::uint8_t octet) {
  EvmAddress out{};
  out.fill(octet);
  return out;
}

SignRequest request(DataType type, Bytes data, std::uint32_t number) {
  SignRequest out;
  ByteArray<16> id{};
  std::ranges::copy(Writer().u32be(number).view(), id.begin());
  out.id = id;
  out.data = std::move(data);
  out.type = type;
  out.chain_id = 1;
  out.path = UrKeyPath::of({fingerprint(), first_key});
  out.asked_by = "MetaMask";
  return out;
}

// The permission of Permit2's AllowanceTransfer (uniswap/permit2, PermitHash).
std::string permit(std::uint32_t nonce) {
  return R"({"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"chainId","type":"uint256"},)"
         R"({"name":"verifyingContract","type":"address"}],"PermitSingle":[{"name":"details","type":"PermitDetails"},)"
         R"({"name":"spender","type":"address"},{"name":"sigDeadline","type":"uint256"}],"PermitDetails":[)"
         R"({"name":"token","type":"address"},{"name":"amount","type":"uint160"},{"name":"expiration","type":"uint48"},)"
         R"({"name":"nonce","type":"uint48"}]},"primaryType":"PermitSingle","domain":{"name":"Permit2","chainId":"1",)"
         R"("verifyingContract":"0x000000000022d473030f116ddee9f6b43ac78ba3"},"message":{"details":{)"
         R"("token":"0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48","amount":"250000000","expiration":"1800000000","nonce":")" +
         std::to_string(nonce) +
         R"("},"spender":"0x66a9893cc07d91d95644aedd05d03f95e1dba8af","sigDeadline":"1800000000"}})";
}

}  // namespace

std::vector<Bytes> payments(std::size_t count) {
  Transaction tx;
  tx.type = TxType::dynamic_fee;
  tx.chain_id = 1;
  tx.priority_fee = 1'500'000'000;
  tx.gas_price = 30'000'000'000;
  tx.gas_limit = 21'000;
  tx.to = address(0x5A);
  tx.value = 1'250'000'000'000'000'000;
  std::vector<Bytes> out;
  for (std::uint32_t i = 0; i < count; ++i) {
    tx.nonce = i;
    const auto item = request(DataType::typed_transaction, serialize_unsigned(tx), i);
    out.push_back(write_sign_request(item));
  }
  return out;
}

std::vector<Bytes> permits(std::size_t count) {
  std::vector<Bytes> out;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto item = request(DataType::typed_data, to_bytes(view_of(permit(i))), i);
    out.push_back(write_sign_request(item));
  }
  return out;
}

EvmFloor::EvmFloor(std::size_t hashes, std::size_t octets)
    : key_(branch_of(seed(), first_key).key), hashes_(hashes), text_(octets) {}

ByteArray<65> EvmFloor::sign(std::size_t number) {
  std::ranges::copy(Writer().u32be(static_cast<std::uint32_t>(number)).view(), text_.begin());
  Digest32 digest{};
  for (std::size_t i = 0; i < hashes_; ++i) digest = keccak(text_);
  return recoverable_checked(key_, digest);
}

}  // namespace coldquill::bench
