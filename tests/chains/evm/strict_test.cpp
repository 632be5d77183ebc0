// Octets that are not exactly a transaction: E18 to E20, E22 of the attack corpus.
#include <coldquill/base/hex.h>
#include <coldquill/codec/rlp.h>
#include <gtest/gtest.h>

#include <chrono>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

// A transaction as a row of encoded items, so that one of them can be written in another way.
struct Parts {
  Bytes type;
  std::vector<Bytes> items;

  [[nodiscard]] Bytes bytes() const {
    Bytes body;
    for (const Bytes& item : items) append(body, item);
    Bytes out = type;
    append(out, RlpWriter().list(body).take());
    return out;
  }
};

Bytes encoded(const Rlp& item) {
  return item.list ? RlpWriter().list(item.data).take() : RlpWriter().bytes(item.data).take();
}

Parts parts_of(const Bytes& transaction) {
  Parts out;
  if (transaction[0] < 0xC0) out.type = {transaction[0]};
  const auto list = parse_rlp(ByteView(transaction).subspan(out.type.size()));
  for (const Rlp& item : list->items) out.items.push_back(encoded(item));
  EXPECT_EQ(out.bytes(), transaction);
  return out;
}

std::string refusal(const Bytes& transaction) {
  const auto parsed = parse_transaction(transaction);
  return parsed ? std::string() : std::string(parsed.error().reason());
}

std::vector<Bytes> honest() {
  std::vector<Bytes> out;
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    out.push_back(serialize_unsigned(tx));
    out.push_back(signed_raw(tx).bytes);
    EXPECT_EQ(refusal(out.back()), "");
  }
  return out;
}

// The value of an item that is a string.
Bytes value_of(const Bytes& item) {
  const auto parsed = parse_rlp(item);
  return parsed->list ? Bytes{} : to_bytes(parsed->data);
}

bool is_list(const Bytes& item) {
  return item[0] >= 0xC0;
}

// E19. In the data they are data.
TEST(Numbers, LeadingZeros) {
  for (const Bytes& transaction : honest()) {
    const Parts parts = parts_of(transaction);
    const std::size_t to = parts.type.empty() ? 3 : parts.type[0] == 1 ? 4 : 5;
    for (std::size_t i = 0; i < parts.items.size(); ++i) {
      if (i == to || i == to + 2 || is_list(parts.items[i])) continue;
      Parts padded = parts;
      Bytes value{0};
      append(value, value_of(parts.items[i]));
      padded.items[i] = RlpWriter().bytes(value).take();
      EXPECT_NE(refusal(padded.bytes()), "") << i << " of " << to_hex(transaction);
    }
    Parts padded = parts;
    padded.items[to + 2] = RlpWriter().bytes(Bytes{0, 0}).take();
    EXPECT_EQ(refusal(padded.bytes()), "");
  }
}

// E20: every item with a header that is longer than it must be.
Bytes long_form(const Bytes& item) {
  const auto parsed = parse_rlp(item);
  const std::size_t size = parsed->data.size();
  Bytes out;
  if (size < 56) {
    out = {static_cast<std::uint8_t>(parsed->list ? 0xF8 : 0xB8), static_cast<std::uint8_t>(size)};
  } else {
    out = {static_cast<std::uint8_t>(parsed->list ? 0xF9 : 0xB9),
           static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
  }
  append(out, parsed->data);
  return out;
}

TEST(Rlp, LongerHeaders) {
  for (const Bytes& transaction : honest()) {
    const Parts parts = parts_of(transaction);
    for (std::size_t i = 0; i < parts.items.size(); ++i) {
      Parts longer = parts;
      longer.items[i] = long_form(parts.items[i]);
      EXPECT_EQ(refusal(longer.bytes()), "E_NOT_CANONICAL") << i << " of " << to_hex(transaction);
    }
    Bytes outer = parts.type;
    append(outer,
           long_form(Bytes(transaction.begin() + std::ssize(parts.type), transaction.end())));
    EXPECT_EQ(refusal(outer), "E_NOT_CANONICAL");
  }
}

TEST(Rlp, AnOctetThatStandsForItself) {
  for (const Bytes& transaction : honest()) {
    Parts parts = parts_of(transaction);
    parts.items[parts.type.empty() ? 0 : 1] = {0x81, 0x07};
    EXPECT_EQ(refusal(parts.bytes()), "E_NOT_CANONICAL");
  }
}

TEST(Rlp, ItemsMissingOrTooMany) {
  for (const Bytes& transaction : honest()) {
    const Parts parts = parts_of(transaction);
    for (std::size_t i = 0; i < parts.items.size(); ++i) {
      Parts less = parts, more = parts;
      less.items.erase(less.items.begin() + std::ssize(less.items) - 1 -
                       static_cast<std::ptrdiff_t>(i));
      EXPECT_NE(refusal(less.bytes()), "") << i << " of " << to_hex(transaction);
      more.items.insert(more.items.begin() + static_cast<std::ptrdiff_t>(i), Bytes{0x80});
      EXPECT_NE(refusal(more.bytes()), "") << i << " of " << to_hex(transaction);
    }
  }
}

TEST(Rlp, ListsForStringsAndStringsForLists) {
  for (const Bytes& transaction : honest()) {
    const Parts parts = parts_of(transaction);
    for (std::size_t i = 0; i < parts.items.size(); ++i) {
      Parts other = parts;
      other.items[i] = {static_cast<std::uint8_t>(is_list(parts.items[i]) ? 0x80 : 0xC0)};
      EXPECT_NE(refusal(other.bytes()), "") << i << " of " << to_hex(transaction);
    }
  }
}

TEST(Rlp, EveryPrefixAndAByteMore) {
  for (Bytes transaction : honest()) {
    transaction.push_back(0);
    EXPECT_EQ(refusal(transaction), "E_TRAILING_DATA");
    transaction.pop_back();
    while (!transaction.empty()) {
      transaction.pop_back();
      EXPECT_NE(refusal(transaction), "");
    }
  }
}

// What is taken is written back as it came, whatever bit is flipped.
TEST(Rlp, NothingIsRepaired) {
  for (Bytes transaction : honest()) {
    for (std::size_t bit = 0; bit < transaction.size() * 8; ++bit) {
      transaction[bit / 8] = static_cast<std::uint8_t>(transaction[bit / 8] ^ 1u << bit % 8);
      const auto tx = Evm::decode(raw_bytes(transaction));
      if (tx) {
        EXPECT_EQ(Evm::encode(*tx), transaction);
      }
      transaction[bit / 8] = static_cast<std::uint8_t>(transaction[bit / 8] ^ 1u << bit % 8);
    }
  }
}

// E22
TEST(Recipient, HasTwentyBytesOrNone) {
  for (const Bytes& transaction : honest()) {
    Parts parts = parts_of(transaction);
    const std::size_t to = parts.type.empty() ? 3 : parts.type[0] == 1 ? 4 : 5;
    for (const std::size_t size : {0u, 1u, 19u, 20u, 21u, 32u}) {
      parts.items[to] = RlpWriter().bytes(Bytes(size, 0x11)).take();
      EXPECT_EQ(refusal(parts.bytes()), size == 0 || size == 20 ? "" : "E_BAD_EVM_REQUEST") << size;
    }
  }
}

// EIP-2: a signature has one form.
TEST(Signature, InTheUpperHalf) {
  const Uint256 order =
      number("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    EvmSignature signature = *parse_transaction(signed_raw(tx).bytes)->signature;
    EXPECT_EQ(refusal(serialize_signed(tx, signature)), "");
    signature.s = order.minus(*Uint256::from_be(signature.s))->bytes();
    signature.parity ^= 1;
    EXPECT_EQ(recover_address(signing_digest(tx), signature), my_address());
    EXPECT_EQ(refusal(serialize_signed(tx, signature)), "E_BAD_EVM_SIGNATURE");
  }
}

TEST(Signature, ZeroOrTooLarge) {
  const ByteArray<32> order =
      number("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141").bytes();
  ByteArray<32> one{};
  one[31] = 1;
  for (const Transaction& tx : {payment(), listed_payment()}) {
    EXPECT_EQ(refusal(serialize_signed(tx, {one, one, 0})), "");
    EXPECT_EQ(refusal(serialize_signed(tx, {one, one, 2})), "E_BAD_EVM_SIGNATURE");
    EXPECT_EQ(refusal(serialize_signed(tx, {one, {}, 0})), "E_BAD_EVM_SIGNATURE");
    EXPECT_EQ(refusal(serialize_signed(tx, {{}, one, 0})), "E_BAD_EVM_SIGNATURE");
    EXPECT_EQ(refusal(serialize_signed(tx, {{}, {}, 0})), "E_BAD_EVM_SIGNATURE");
    EXPECT_EQ(refusal(serialize_signed(tx, {order, one, 0})), "E_BAD_EVM_SIGNATURE");
  }
}

TEST(Types, OfTheFuture) {
  Bytes transaction = serialize_unsigned(payment());
  for (std::uint8_t type = 0; type < 0xC0; ++type) {
    transaction[0] = type;
    if (type == 1 || type == 2) continue;
    EXPECT_EQ(refusal(transaction), "E_UNSUPPORTED_EVM_TYPE") << int{type};
  }
  transaction[0] = 1;  // its items are those of type 2
  EXPECT_EQ(refusal(transaction), "E_BAD_EVM_REQUEST");
}

TEST(Types, OfTheRequestAndOfTheDataAgree) {
  SignRequest request = request_for(payment());
  request.type = DataType::legacy_transaction;
  EXPECT_EQ(reason(payload(request)), "E_BAD_EVM_REQUEST");
  request = request_for(legacy_payment());
  request.type = DataType::typed_transaction;
  EXPECT_EQ(reason(payload(request)), "E_BAD_EVM_REQUEST");
  request.type = DataType::typed_data;
  EXPECT_EQ(reason(payload(request)), "E_BAD_JSON");
  request.type = static_cast<DataType>(5);
  EXPECT_EQ(reason(payload(request)), "E_UNSUPPORTED_EVM_TYPE");
}

// ---- Sign requests

std::string request_refusal(const std::string& cbor) {
  const auto request = parse_sign_request(*from_hex(cbor));
  return request ? std::string() : std::string(request.error().reason());
}

// The same CBOR with one part of it written differently.
std::string with(std::string cbor, std::string_view part, std::string_view other) {
  const auto at = cbor.find(part);
  EXPECT_NE(at, cbor.npos) << part;
  return cbor.replace(at, part.size(), other);
}

TEST(SignRequests, FieldsOfTheWrongSize) {
  const std::string good = to_hex(write_sign_request(message_request("hello")));
  EXPECT_EQ(request_refusal(good), "");
  const std::string mine = to_hex(my_address());
  EXPECT_EQ(request_refusal(with(good, "0654" + mine, "0655" + mine + "00")), "E_BAD_CBOR");
  EXPECT_EQ(request_refusal(with(good, "0654" + mine, "0653" + mine.substr(2))), "E_BAD_CBOR");
  EXPECT_EQ(request_refusal(with(good, "0654" + mine, "0640")), "");  // none, as some write it
  EXPECT_EQ(request_refusal(with(good, "01d825509b", "01d825519b00")), "E_BAD_CBOR");
  EXPECT_EQ(request_refusal(with(good, "0303", "0300")), "E_UNSUPPORTED_EVM_TYPE");
  EXPECT_EQ(request_refusal(with(good, "0303", "0305")), "E_UNSUPPORTED_EVM_TYPE");
}

TEST(SignRequests, FieldsMissingOrUnknown) {
  SignRequest bare;
  bare.data = {1};
  bare.type = DataType::message;
  bare.path = UrKeyPath::of({{}, path(first_path)});
  const std::string good = to_hex(write_sign_request(bare));
  EXPECT_EQ(request_refusal(good), "");
  EXPECT_NE(request_refusal(with(with(good, "024101", ""), "a3", "a2")), "");
  EXPECT_NE(request_refusal(with(with(good, "0303", ""), "a3", "a2")), "");
  EXPECT_NE(request_refusal(with(good, "a3", "a4") + "0800"), "");
  SignRequest wide = bare;
  wide.path.steps.back() = UrStep::wildcard();
  EXPECT_EQ(request_refusal(to_hex(write_sign_request(wide))), "E_UNSUPPORTED_KEY_ITEM");
}

// E21
TEST(Limits, BombsAreRefusedAtOnce) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(refusal(Bytes(1'000'000, 0xC1)), "");
  EXPECT_EQ(refusal(serialize_unsigned(with_data(Bytes(largest_transaction, 1)))), "E_TOO_LARGE");
  Transaction keys = listed_payment();
  keys.access_list[0].keys.resize(1'000'000);
  EXPECT_EQ(refusal(serialize_unsigned(keys)), "E_TOO_LARGE");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Limits, LargeAndHonest) {
  const Payload request = payload(request_for(with_data(Bytes(100'000, 1))));
  EXPECT_TRUE(warns(review(request), "E_CALL_NOT_UNDERSTOOD"));
}

TEST(Payloads, NothingLiesBesideThem) {
  Payload request = raw(payment());
  request.more.push_back({1, 2, 3});
  EXPECT_EQ(reason(request), "E_BAD_EVM_REQUEST");
}

// Found by fuzzing: a request whose fields stand in another order was written back in ours.
TEST(SignRequest, StaysAsItCame) {
  const Bytes request = payload(request_for(payment())).bytes;
  const auto map = parse_cbor(request);
  ASSERT_TRUE(map.ok());
  CborWriter swapped;
  swapped.map(map->items.size() / 2);
  for (std::size_t pair = map->items.size(); pair > 0; pair -= 2) {
    swapped.item(map->items[pair - 2]).item(map->items[pair - 1]);
  }
  const Bytes other = swapped.take();
  ASSERT_NE(other, request);
  const auto tx = Evm::decode({"eth-sign-request", other, {}});
  ASSERT_TRUE(tx.ok());
  EXPECT_EQ(Evm::encode(*tx), other);
}

}  // namespace
}  // namespace coldquill::evm
