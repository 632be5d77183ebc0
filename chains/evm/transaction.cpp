#include <coldquill/codec/rlp.h>
#include <coldquill/crypto/curve.h>
#include <coldquill/crypto/keccak.h>
#include <coldquill/evm/transaction.h>

namespace coldquill::evm {
namespace {

// The order of secp256k1 (SEC 2), and half of it, rounded down.
const Uint256& group_order() {
  static const Uint256 n =
      *parse_uint256("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
  return n;
}
const Uint256& half_order() {
  static const Uint256 half =
      *parse_uint256("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");
  return half;
}

void read_nonce(RlpFields& in, Transaction& tx) {
  tx.nonce = in.uint64("nonce");
  in.require(tx.nonce != ~std::uint64_t{0}, E_BAD_EVM_REQUEST, "a nonce that is never used up");
}

void read_to(RlpFields& in, Transaction& tx) {
  const ByteView to = in.bytes("to");
  in.require(to.empty() || to.size() == 20, E_BAD_EVM_REQUEST,
             "a recipient of " + std::to_string(to.size()) + " bytes");
  if (to.size() == 20) tx.to = array_of<20>(to);
}

void read_payment(RlpFields& in, Transaction& tx) {
  tx.gas_limit = in.uint64("gas limit");
  read_to(in, tx);
  tx.value = in.uint256("value");
  tx.data = to_bytes(in.bytes("data"));
}

void read_chain_id(RlpFields& in, Transaction& tx) {
  const std::uint64_t id = in.uint64("chain id");
  in.require(id <= largest_chain_id, E_BAD_EVM_REQUEST, "a chain id out of range");
  tx.chain_id = id;
}

Result<AccessEntry> read_access_entry(const Rlp& item) {
  RlpFields in(item, "access list entry");
  AccessEntry out;
  out.address = array_of<20>(in.bytes("address", 20));
  RlpFields keys(in.list("storage keys"), "storage keys");
  while (keys.left() > 0) out.keys.push_back(array_of<32>(keys.bytes("storage key", 32)));
  CQ_CHECK(in.finish());
  CQ_CHECK(keys.finish());
  return out;
}

void read_access_list(RlpFields& in, Transaction& tx) {
  for (const Rlp& item : in.list("access list").items) {
    tx.access_list.push_back(in.keep(read_access_entry(item)));
    if (!in.status()) return;
  }
}

// r and s in range, s in the lower half: other signatures are never accepted (EIP-2).
EvmSignature read_signature(RlpFields& in, std::uint64_t parity) {
  const Uint256 r = in.uint256("r");
  const Uint256 s = in.uint256("s");
  const bool good = !r.zero() && r < group_order() && !s.zero() && s <= half_order();
  in.require(good && parity <= 1, E_BAD_EVM_SIGNATURE, "a signature out of range");
  return {r.bytes(), s.bytes(), static_cast<std::uint8_t>(parity & 1)};
}

// v tells the chain id (EIP-155), or that there is none.
std::uint64_t read_legacy_v(RlpFields& in, std::uint64_t v, Transaction& tx) {
  if (v == 27 || v == 28) return v - 27;
  const bool known = v >= 35 && (v - 35) / 2 <= largest_chain_id;
  if (!in.require(known, E_BAD_EVM_SIGNATURE, "v is none")) return 0;
  tx.chain_id = (v - 35) / 2;
  return (v - 35) % 2;
}

Result<ParsedTransaction> parse_legacy(const Rlp& list) {
  RlpFields in(list, "transaction");
  ParsedTransaction out;
  read_nonce(in, out.tx);
  out.tx.gas_price = in.uint256("gas price");
  read_payment(in, out.tx);
  if (in.left() == 0) {
    CQ_CHECK(in.finish());
    return out;  // without replay protection; resolve refuses it
  }
  // Unsigned: chain id, 0, 0. Signed: v, r, s.
  const bool is_unsigned =
      list.items.size() == 9 && list.items[7].data.empty() && list.items[8].data.empty();
  if (is_unsigned) {
    read_chain_id(in, out.tx);
    in.require(in.bytes("r", 0).empty(), E_BAD_EVM_REQUEST, "r is not empty");
    in.require(in.bytes("s", 0).empty(), E_BAD_EVM_REQUEST, "s is not empty");
  } else {
    const std::uint64_t parity = read_legacy_v(in, in.uint64("v"), out.tx);
    out.signature = read_signature(in, parity);
  }
  CQ_CHECK(in.finish());
  return out;
}

Result<ParsedTransaction> parse_typed(TxType type, const Rlp& list) {
  RlpFields in(list, "transaction");
  ParsedTransaction out;
  out.tx.type = type;
  read_chain_id(in, out.tx);
  read_nonce(in, out.tx);
  if (type == TxType::dynamic_fee) out.tx.priority_fee = in.uint256("priority fee");
  out.tx.gas_price = in.uint256("gas price");
  read_payment(in, out.tx);
  read_access_list(in, out.tx);
  if (in.left() > 0) out.signature = read_signature(in, in.uint64("parity"));
  CQ_CHECK(in.finish());
  return out;
}

void write_access_list(RlpWriter& out, const std::vector<AccessEntry>& entries) {
  RlpWriter list;
  for (const AccessEntry& entry : entries) {
    RlpWriter keys;
    for (const Digest32& key : entry.keys) keys.bytes(key);
    list.list(RlpWriter().bytes(entry.address).list(keys.view()).view());
  }
  out.list(list.view());
}

RlpWriter write_fields(const Transaction& tx) {
  constexpr std::size_t room_for_numbers = 192;  // and for a signature
  RlpWriter out;
  out.reserve(tx.data.size() + room_for_numbers);
  if (tx.type != TxType::legacy) out.uint(*tx.chain_id);
  out.uint(tx.nonce);
  if (tx.type == TxType::dynamic_fee) out.uint(tx.priority_fee);
  out.uint(tx.gas_price).uint(tx.gas_limit);
  out.bytes(tx.to ? ByteView(*tx.to) : ByteView()).uint(tx.value).bytes(tx.data);
  if (tx.type != TxType::legacy) write_access_list(out, tx.access_list);
  return out;
}

Bytes in_envelope(TxType type, const RlpWriter& fields) {
  constexpr std::size_t longest_head = 10;
  RlpWriter out;
  out.reserve(fields.view().size() + longest_head);
  const auto first = static_cast<std::uint8_t>(type);
  if (type != TxType::legacy) out.raw({&first, 1});
  return out.list(fields.view()).take();
}

}  // namespace

EvmSignature EvmSignature::of(ByteView recoverable) {
  COLDQUILL_ASSERT(recoverable.size() == octets);
  return {array_of<32>(recoverable.first(32)), array_of<32>(recoverable.subspan(32, 32)),
          static_cast<std::uint8_t>(recoverable[64] & 1)};
}

Result<ParsedTransaction> parse_transaction(ByteView bytes) {
  if (bytes.empty()) return Error(E_TRUNCATED, "there is no transaction", {}, 0);
  if (bytes.size() > largest_transaction) {
    return Error(E_TOO_LARGE, "a transaction that no node passes on");
  }
  constexpr std::uint8_t least_list = 0xC0;
  if (bytes[0] >= least_list) {
    CQ_TRY(list, parse_rlp(bytes));
    return parse_legacy(list);
  }
  if (bytes[0] != 1 && bytes[0] != 2) {
    return Error(E_UNSUPPORTED_EVM_TYPE,
                 "a transaction of type " + std::to_string(bytes[0]) + " is not supported", {}, 0);
  }
  CQ_TRY(list, parse_rlp(bytes.subspan(1), 1));
  return parse_typed(static_cast<TxType>(bytes[0]), list);
}

Bytes serialize_unsigned(const Transaction& tx) {
  RlpWriter fields = write_fields(tx);
  const bool protected_legacy = tx.type == TxType::legacy && tx.chain_id;
  if (protected_legacy) fields.uint(*tx.chain_id).bytes({}).bytes({});
  return in_envelope(tx.type, fields);
}

Bytes serialize_signed(const Transaction& tx, const EvmSignature& signature) {
  RlpWriter fields = write_fields(tx);
  fields.uint(tx.type == TxType::legacy ? legacy_v(tx, signature) : signature.parity);
  fields.uint(*Uint256::from_be(signature.r)).uint(*Uint256::from_be(signature.s));
  return in_envelope(tx.type, fields);
}

Digest32 signing_digest(const Transaction& tx) {
  return keccak256(serialize_unsigned(tx));
}

std::uint64_t intrinsic_gas(const Transaction& tx) {
  constexpr std::uint64_t base = 21'000, creation = 32'000, zero = 4, other = 16, word = 2;
  constexpr std::uint64_t address = 2'400, storage_key = 1'900;
  const auto zeros = static_cast<std::uint64_t>(std::ranges::count(tx.data, 0));
  std::uint64_t gas = base + zeros * zero + (tx.data.size() - zeros) * other;
  if (!tx.to) gas += creation + (tx.data.size() + 31) / 32 * word;
  for (const AccessEntry& entry : tx.access_list) gas += address + entry.keys.size() * storage_key;
  return gas;
}

std::optional<Uint256> most_fee(const Transaction& tx) {
  return tx.gas_price.times(tx.gas_limit);
}

std::uint64_t legacy_v(const Transaction& tx, const EvmSignature& signature) {
  return tx.chain_id ? 35 + 2 * *tx.chain_id + signature.parity : 27u + signature.parity;
}

EvmAddress address_of(const PublicKey& key) {
  return array_of<20>(ByteView(keccak256(key.coordinates())).subspan(12));
}

std::optional<EvmAddress> recover_address(const Digest32& digest, const EvmSignature& signature) {
  Bytes compact = to_bytes(signature.r);
  append(compact, signature.s);
  const auto key = recover_ecdsa(digest, compact, signature.parity);
  if (!key) return {};
  return address_of(*key);
}

}  // namespace coldquill::evm
