#include "evm_parts.h"

#include <wallet.h>

namespace coldquill::laws::evm_parts {

using coldquill::test::Wallet;

static const Wallet& me() {
  return Wallet::abandon();
}

const std::vector<Key>& our_addresses() {
  static const auto keys = [] {
    std::vector<KeyPath> paths{{hardened(44), hardened(60), hardened(0), 1}};
    for (const std::uint32_t account : {0u, 1u}) {
      for (std::uint32_t i = 0; i < 3; ++i) {
        paths.push_back({hardened(44), hardened(60), hardened(account), 0, i});
      }
    }
    std::vector<Key> out;
    for (const KeyPath& path : paths) out.push_back({path, address_of(me().key(path))});
    return out;
  }();
  return keys;
}

const Context& our_keys() {
  static const Context context = [] {
    std::vector<KeyOrigin> origins;
    for (const Key& key : our_addresses()) origins.push_back({me().fingerprint(), key.path});
    Context out = me().context(origins);
    for (const KeyOrigin& origin : origins) EXPECT_TRUE(out.keys.key_at(origin.path));
    return out;
  }();
  return context;
}

// ---- Parts

Uint256 number_of(Dice& dice, std::size_t most_octets) {
  if (dice.one_in(4)) return dice.pick<std::uint64_t>({0, 0, 1, 127, 128, 255, 256});
  const Bytes octets = dice.octets(1 + dice.below(most_octets));
  const bool largest = dice.one_in(16);
  return *Uint256::from_be(largest ? Bytes(octets.size(), 0xFF) : octets);
}

static std::uint64_t number64_of(Dice& dice) {
  return *number_of(dice, 8).u64();
}

Uint256 beside(const Uint256& number) {
  return number.zero() ? Uint256(1) : *number.minus(1);
}

std::uint64_t chain_of(Dice& dice) {
  if (dice.one_in(4)) return 1;
  if (!dice.one_in(4)) return dice.one_of(network_rows()).chain_id;
  return dice.pick<std::uint64_t>(
      {2, 255, 256, 1u << 31, largest_chain_id, largest_chain_id - 1, 1 + dice.below(1u << 20)});
}

EvmAddress address_of_somebody(Dice& dice) {
  if (dice.one_in(16)) return {};
  if (dice.one_in(8)) return dice.one_of(our_addresses()).address;
  return dice.array<20>();
}

static EvmAddress contract_on(std::uint64_t chain, Dice& dice) {
  const TokenRow& row = dice.one_of(token_rows());
  const bool known = row.chain_id == chain || dice.one_in(4);
  return known ? *parse_eip55(row.address) : address_of_somebody(dice);
}

static Call token_call(Dice& dice) {
  const CallKind kind =
      dice.pick({CallKind::transfer, CallKind::transfer_from, CallKind::approve,
                 CallKind::increase_allowance, CallKind::decrease_allowance, CallKind::approve_all,
                 CallKind::send_nft, CallKind::send_nft_bytes, CallKind::send_items});
  Call out{kind, address_of_somebody(dice), address_of_somebody(dice), number_of(dice, 32),
           number_of(dice, 32)};
  if (kind == CallKind::approve_all) out.amount = dice.below(2);
  return read_call(write_call(out));  // without the parts that this kind does not say
}

Bytes call_data(Dice& dice) {
  return write_call(token_call(dice));
}

// Almost a token call: what stands where zeros must, or the length, is another.
static Bytes broken_call(Dice& dice) {
  Bytes data = write_call(token_call(dice));
  switch (dice.below(3)) {
    case 0:
      data.push_back(dice.octet());
      break;
    case 1:
      data.pop_back();
      break;
    default:
      data[4 + dice.below(12)] = 1;
  }
  return data;
}

static std::vector<AccessEntry> access_list(Dice& dice) {
  std::vector<AccessEntry> out(dice.below(4));
  for (AccessEntry& entry : out) {
    entry.address = address_of_somebody(dice);
    for (std::uint64_t i = dice.below(3); i > 0; --i) entry.keys.push_back(dice.array<32>());
  }
  return out;
}

static void call_something(Transaction& tx, Dice& dice) {
  switch (dice.below(8)) {
    case 0:
      tx.to.reset();
      tx.data = dice.octets(1 + dice.below(100));
      break;
    case 1:
      tx.data = dice.octets(1 + dice.below(200));
      break;
    case 2:
      tx.data = broken_call(dice);
      break;
    case 3:
    case 4:
    case 5:
      tx.to = contract_on(*tx.chain_id, dice);
      tx.data = write_call(token_call(dice));
      if (!dice.one_in(8)) tx.value = {};
      break;
    default:
      break;
  }
}

Transaction transaction(Dice& dice) {
  Transaction tx;
  tx.type = dice.pick({TxType::legacy, TxType::access_list, TxType::dynamic_fee});
  tx.chain_id = chain_of(dice);
  tx.nonce = std::min(number64_of(dice), ~std::uint64_t{0} - 1);
  tx.gas_price = number_of(dice, 13);
  tx.gas_limit = dice.one_in(4) ? number64_of(dice) : 21'000 + dice.below(1'000'000);
  if (tx.type == TxType::dynamic_fee) {
    tx.priority_fee = dice.pick({Uint256(0), tx.gas_price, std::min(Uint256(1), tx.gas_price)});
  }
  tx.to = dice.one_in(8) ? contract_on(*tx.chain_id, dice) : address_of_somebody(dice);
  tx.value = number_of(dice, 31);
  if (tx.type != TxType::legacy && dice.one_in(2)) tx.access_list = access_list(dice);
  call_something(tx, dice);
  return tx;
}

// ---- Changes of one field

static void other_access_list(Transaction& tx, Dice& dice) {
  if (tx.type == TxType::legacy) return;
  if (tx.access_list.empty() || dice.one_in(3)) return tx.access_list.push_back({});
  AccessEntry& entry = tx.access_list[dice.below(tx.access_list.size())];
  switch (dice.below(3)) {
    case 0:
      entry.keys.push_back(dice.array<32>());
      break;
    case 1:
      std::swap(entry, tx.access_list.front());
      break;
    default:
      if (!entry.keys.empty()) entry.keys.pop_back();
  }
}

static void other_type(Transaction& tx, Dice& dice) {
  tx.type = dice.pick({TxType::legacy, TxType::access_list, TxType::dynamic_fee});
  tx.priority_fee = {};
  if (tx.type == TxType::legacy) tx.access_list.clear();
}

static void other_data(Transaction& tx, Dice& dice) {
  if (tx.data.empty() || dice.one_in(3)) return tx.data.push_back(dice.octet());
  tx.data[dice.below(tx.data.size())] ^= static_cast<std::uint8_t>(1u << dice.below(8));
}

void change_one_field(Transaction& tx, Dice& dice) {
  switch (dice.below(10)) {
    case 0:
      tx.nonce ^= 1;
      break;
    case 1:
      tx.gas_limit ^= 1;
      break;
    case 2:
      tx.gas_price = *tx.gas_price.plus(1);
      break;
    case 3:
      if (tx.type == TxType::dynamic_fee) tx.priority_fee = beside(tx.priority_fee);
      break;
    case 4:
      tx.value = beside(tx.value);
      break;
    case 5:
      tx.to = address_of_somebody(dice);
      break;
    case 6:
      tx.chain_id = chain_of(dice);
      break;
    case 7:
      other_type(tx, dice);
      break;
    case 8:
      other_access_list(tx, dice);
      break;
    default:
      other_data(tx, dice);
  }
}

}  // namespace coldquill::laws::evm_parts
