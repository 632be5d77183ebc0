// Personal messages: E01 and E02 of the attack corpus.
#include <coldquill/base/hex.h>
#include <coldquill/codec/rlp.h>
#include <coldquill/model/message.h>
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

Payload message(std::string_view text) {
  return payload(message_request(text));
}

Payload message(const Bytes& bytes) {
  return payload(message_request(bytes));
}

std::vector<std::string> lines(const Payload& request) {
  std::vector<std::string> out;
  const Review seen = review(request);
  for (const Fact* fact : facts(seen, "message")) {
    EXPECT_TRUE(fact->headline && fact->free_text && fact->source == Source::signed_);
    out.push_back(fact->value);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Message, IsShownWhole) {
  const Review seen = review(message("Log in to example.org"));
  EXPECT_EQ(seen.kind(), "message");
  EXPECT_TRUE(seen.warnings().empty());
  EXPECT_EQ(fact(seen, "network"), "none: this signature is valid on every network");
  EXPECT_EQ(fact(seen, "message"), "Log in to example.org");
  EXPECT_EQ(fact(seen, "message_length"), "21 bytes");
  EXPECT_EQ(fact(seen, "from"), eip55(my_address()));
}

TEST(Message, HasALineForEachOfItsLines) {
  EXPECT_EQ(lines(message("one\ntwo\n\nfour")), (Lines{"one", "two", "", "four"}));
  EXPECT_EQ(lines(message("one\n")), (Lines{"one", ""}));
  EXPECT_EQ(lines(message("")), (Lines{""}));
  EXPECT_TRUE(review(message("one\r\n\ttwo\n")).warnings().empty());
  EXPECT_TRUE(review(message("")).warnings().empty());
}

// Two messages never look the same, whatever their line ends are.
TEST(Message, OtherBytesAreAnotherReview) {
  const char* texts[] = {"a\nb", "a\r\nb", "a\rb", "a\n\nb", "a b", "a\tb", "a  b", "a\\nb"};
  for (const char* one : texts) {
    for (const char* other : texts) {
      EXPECT_EQ(review(message(one)).text() == review(message(other)).text(), one == other);
    }
  }
}

TEST(Message, OtherScriptsAreText) {
  for (const char* text :
       {"\xc3\xa4\xc3\xb6\xc3\xbc", "\xe4\xbd\xa0\xe5\xa5\xbd", "\xf0\x9f\x98\x80"}) {
    EXPECT_TRUE(review(message(text)).warnings().empty()) << text;
  }
}

// ---- What is no text

TEST(MessageNotText, IsAcknowledgedAndEscaped) {
  const std::pair<std::string, std::string> rows[] = {
      {"pay \xe2\x80\xae"
       "001",
       "pay [U+202E]001"},  // right-to-left override
      {std::string("a\0b", 3), "a[U+0000]b"},
      {"a\x1b[2Jb", "a[U+001B][2Jb"},
      {"a\xff", "a[0xFF]"},
      {"a\xe2\x80\x8b"
       "b",
       "a[U+200B]b"},  // zero width
  };
  for (const auto& [text, shown] : rows) {
    EXPECT_TRUE(asks(review(message(text)), "E_MESSAGE_NOT_TEXT")) << shown;
    EXPECT_EQ(lines(message(text)), Lines{shown});
  }
}

// E01: 32 bytes may be the hash of anything.
TEST(RawDigest, IsRefused) {
  for (const std::uint8_t octet : Bytes{0x00, 0x80, 0xAB, 0xFF}) {
    EXPECT_EQ(reason(message(Bytes(32, octet))), "E_RAW_DIGEST");
    for (const std::size_t size : {31u, 33u, 64u}) {
      EXPECT_EQ(reason(message(Bytes(size, octet))), "");
      EXPECT_TRUE(asks(review(message(Bytes(size, octet))), "E_MESSAGE_NOT_TEXT"));
    }
  }
  EXPECT_EQ(reason(message(Bytes(32, 'a'))), "");
  EXPECT_EQ(reason(message(serialize_unsigned(payment()))), "");
  EXPECT_EQ(reason(message(to_bytes(signing_digest(payment())))), "E_RAW_DIGEST");
}

// ---- E02: what parses as something else

TEST(MessageLooksLike, ATransaction) {
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    const Review seen = review(message(serialize_unsigned(tx)));
    EXPECT_TRUE(asks(seen, "E_MESSAGE_LOOKS_LIKE"));
    EXPECT_NE(seen.text().find("a transaction"), std::string::npos);
    Bytes cut = serialize_unsigned(tx);
    cut.pop_back();
    EXPECT_FALSE(warns(review(message(cut)), "E_MESSAGE_LOOKS_LIKE"));
    EXPECT_TRUE(asks(review(message(cut)), "E_MESSAGE_NOT_TEXT"));
  }
}

TEST(MessageLooksLike, DataThatIsReadyToBeSigned) {
  const Bytes hashes(64, 0x77);
  for (const std::uint8_t version : Bytes{0x00, 0x01, 0x45}) {
    Bytes ready{0x19, version};
    append(ready, hashes);
    EXPECT_TRUE(asks(review(message(ready)), "E_MESSAGE_LOOKS_LIKE")) << int{version};
    ready[0] = 0x18;
    EXPECT_FALSE(warns(review(message(ready)), "E_MESSAGE_LOOKS_LIKE"));
  }
  EXPECT_TRUE(asks(review(message("\x19"
                                  "Ethereum Signed Message:\n6hello!")),
                   "E_MESSAGE_LOOKS_LIKE"));
  EXPECT_TRUE(review(message("Ethereum Signed Message:")).warnings().empty());
}

// E17: whoever gets a signature over these octets may give the account to a contract.
TEST(MessageLooksLike, AnAuthorization) {
  const auto tuple = [](std::uint64_t chain, std::size_t address_size) {
    RlpWriter items;
    items.uint(chain).bytes(Bytes(address_size, 0x77)).uint(4);
    return RlpWriter().raw(Bytes{5}).list(items.view()).take();
  };
  for (const std::uint64_t chain : {0u, 1u, 8453u}) {
    const Bytes ready = tuple(chain, 20);
    EXPECT_TRUE(asks(review(message(ready)), "E_MESSAGE_LOOKS_LIKE")) << chain;
    EXPECT_TRUE(asks(review(message("0x" + to_hex(ready))), "E_MESSAGE_LOOKS_LIKE")) << chain;
    EXPECT_NE(review(message(ready)).text().find("EIP-7702"), std::string::npos);
  }
  EXPECT_FALSE(warns(review(message(tuple(1, 19))), "E_MESSAGE_LOOKS_LIKE"));
  EXPECT_FALSE(warns(review(message(Bytes{5})), "E_MESSAGE_LOOKS_LIKE"));
}

TEST(MessageLooksLike, HexadecimalDigits) {
  const std::string hash(64, 'a');
  for (const std::string& text : {hash, "0x" + hash}) {
    EXPECT_TRUE(asks(review(message(text)), "E_MESSAGE_LOOKS_LIKE")) << text;
    EXPECT_TRUE(review(message(text + "a")).warnings().empty()) << text;
  }
  const std::string transaction = to_hex(serialize_unsigned(payment()));
  EXPECT_TRUE(asks(review(message("0x" + transaction)), "E_MESSAGE_LOOKS_LIKE"));
  EXPECT_TRUE(review(message("id " + transaction)).warnings().empty());
}

// ---- What nobody can read

TEST(MessageLimits, OctetsAndLines) {
  EXPECT_EQ(reason(message(Bytes(largest_message, 'a'))), "");
  EXPECT_EQ(reason(message(Bytes(largest_message + 1, 'a'))), "E_TOO_LARGE");
  const auto most = static_cast<std::size_t>(most_message_lines);
  EXPECT_EQ(reason(message(Bytes(most - 1, '\n'))), "");
  EXPECT_EQ(reason(message(Bytes(most, '\n'))), "E_TOO_LARGE");
}

// ---- What is signed

TEST(Message, TheDigestHasThePrefixOfEip191) {
  // keccak256("\x19Ethereum Signed Message:\n5hello"), as every library has it.
  EXPECT_EQ(to_hex(digest_of(Message{to_bytes(view_of("hello"))})),
            "50b2c43fd39106bafbba0da34fc430e1f91e3c96ea2acee2bc34119f92b37750");
  EXPECT_NE(digest_of(Message{to_bytes(serialize_unsigned(payment()))}), signing_digest(payment()));
}

TEST(Message, AskedByIsEscaped) {
  SignRequest request = message_request("hello");
  request.asked_by = std::string(longest_asker + 1, 'a');
  EXPECT_EQ(Evm::decode(payload(request)).error().reason(), "E_BAD_CBOR");
  request.asked_by = "MetaMask\nfrom: somebody \xe2\x80\xae";
  const std::string shown = fact(review(payload(request)), "asked_by");
  EXPECT_EQ(shown, "MetaMask[U+000A]from: somebody [U+202E]");
}

}  // namespace
}  // namespace coldquill::evm
