// EVM transactions: legacy (EIP-155), access list (EIP-2930), dynamic fee (EIP-1559).
#pragma once

#include <coldquill/crypto/curve.h>
#include <coldquill/evm/networks.h>
#include <coldquill/evm/reasons.h>

namespace coldquill::evm {

// The values are the first octet of a typed transaction (EIP-2718).
enum class TxType : std::uint8_t { legacy = 0, access_list = 1, dynamic_fee = 2 };

struct AccessEntry {
  EvmAddress address{};
  std::vector<Digest32> keys;

  friend bool operator==(const AccessEntry&, const AccessEntry&) = default;
};

struct Transaction {
  TxType type = TxType::legacy;
  std::optional<std::uint64_t> chain_id;  // absent: legacy without replay protection
  std::uint64_t nonce = 0;                // below 2^64 - 1 (EIP-2681)
  Uint256 priority_fee;                   // wei a gas; dynamic_fee only
  Uint256 gas_price;                      // wei a gas; of dynamic_fee the most that is paid
  std::uint64_t gas_limit = 0;
  std::optional<EvmAddress> to;  // absent: a contract is created
  Uint256 value;                 // wei
  Bytes data;
  std::vector<AccessEntry> access_list;

  friend bool operator==(const Transaction&, const Transaction&) = default;
};

struct EvmSignature {
  ByteArray<32> r{}, s{};   // big endian
  std::uint8_t parity = 0;  // of y: 0 or 1

  // As SchemeKind::ecdsa_recoverable gives it.
  static constexpr std::size_t octets = 65;
  static EvmSignature of(ByteView recoverable);
  friend bool operator==(const EvmSignature&, const EvmSignature&) = default;
};

struct ParsedTransaction {
  Transaction tx;
  std::optional<EvmSignature> signature;
};

// A chain id above this has no v (EIP-2294).
inline constexpr std::uint64_t largest_chain_id = (~std::uint64_t{0} >> 1) - 36;
inline constexpr std::size_t largest_transaction = 128 * 1024;  // what nodes pass on
inline constexpr std::size_t largest_signature = 80;            // v, r and s with their headers

// One transaction, signed or not, canonical and with nothing left over.
// Fails with the reasons of rlp.h, E_BAD_EVM_REQUEST, E_UNSUPPORTED_EVM_TYPE, E_BAD_EVM_SIGNATURE
// (r, s or v out of range, s in the upper half: EIP-2) or E_TOO_LARGE.
Result<ParsedTransaction> parse_transaction(ByteView bytes);

// The bytes whose Keccak-256 is signed: for legacy ones with the chain id and two zeros at the end.
Bytes serialize_unsigned(const Transaction& tx);
Bytes serialize_signed(const Transaction& tx, const EvmSignature& signature);
Digest32 signing_digest(const Transaction& tx);

// The gas that the transaction costs before anything runs (EIP-2028, EIP-2930, EIP-3860).
std::uint64_t intrinsic_gas(const Transaction& tx);
// Gas limit times gas price: the most that the fee can be. Empty when it is beyond 2^256.
std::optional<Uint256> most_fee(const Transaction& tx);

// v of a legacy signature: 35 + 2 * chain id + parity (EIP-155), or 27 + parity.
std::uint64_t legacy_v(const Transaction& tx, const EvmSignature& signature);

EvmAddress address_of(const PublicKey& key);
std::optional<EvmAddress> recover_address(const Digest32& digest, const EvmSignature& signature);

}  // namespace coldquill::evm
