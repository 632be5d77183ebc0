// Both forms of request: what is read out of them, and what is refused.
#include <coldquill/base/hex.h>
#include <coldquill/model/message.h>
#include <gtest/gtest.h>

#include "message_cases.h"

namespace coldquill::bitcoin_message {
namespace {

using namespace test;

std::string read_text(const Payload& request) {
  const auto tx = BitcoinMessage::decode(request);
  return tx ? std::string(text_of(tx->held().message)) : std::string(tx.error().reason());
}

std::string kind_of(ByteView bytes) {
  return std::string(BitcoinMessage::recognise(bytes).value_or(""));
}

// ---- The text command

TEST(Command, TextIsWhatFollowsByteForByte) {
  for (const char* text : {"I agree", "", " ", "a ", "\na", "a\r\nb", "ascii:", " ascii:x", "a  b",
                           "base64:eA==", "Z\xc3\xbcrich"}) {
    EXPECT_EQ(read_text(command(text)), text);
  }
}

// Editors put it there, and no wallet that asks in this way signs it.
TEST(Command, OneLineEndIsTheContainers) {
  const std::pair<const char*, const char*> rows[] = {
      {"a\n", "a"}, {"a\r\n", "a"}, {"a\n\n", "a\n"}, {"\n", ""}, {"a \n", "a "}, {"a\r", "a"}};
  for (const auto& [written, text] : rows) {
    const Payload request = command(written);
    EXPECT_EQ(read_text(request), text);
    EXPECT_EQ(BitcoinMessage::encode(*BitcoinMessage::decode(request)), request.bytes);
  }
}

TEST(Command, InBase64AreAnyOctets) {
  const auto in_base64 = [](std::string_view text) {
    return read_text(command_text("signmessage m/84h/0h/0h/0/0 base64:" + std::string(text)));
  };
  EXPECT_EQ(in_base64("SSBhZ3JlZS4KVHdpY2UK"), "I agree.\nTwice\n");
  EXPECT_EQ(in_base64("SSBhZ3JlZS4KVHdpY2UK\n"), "I agree.\nTwice\n");
  EXPECT_EQ(in_base64("/w=="), "\xff");
  EXPECT_EQ(in_base64(""), "");
  for (const char* broken : {"e", "eA", "eA= =", "eB==", " eA==", "eA==\n\n", "-w=="}) {
    EXPECT_EQ(in_base64(broken), "E_BAD_MESSAGE_REQUEST") << broken;
  }
}

TEST(Command, FingerprintInPlaceOfTheRoot) {
  const auto asked = [](const char* at) {
    return BitcoinMessage::decode(command("x", at))->held().asked.text();
  };
  EXPECT_EQ(asked("73c5da0a/84h/0h/0h/0/0"), "[73c5da0a/84'/0'/0'/0/0]");
  EXPECT_EQ(asked("00000000/84h/0h/0h/0/0"), "[00000000/84'/0'/0'/0/0]");
  EXPECT_EQ(asked("73c5da0a"), "[73c5da0a]");
}

TEST(Command, PathWithEitherMark) {
  for (const char* at : {"m/84h/0h/0h/0/0", "m/84'/0'/0'/0/0", "m/84h/0'/0h/0/0"}) {
    const auto tx = BitcoinMessage::decode(command("x", at));
    ASSERT_TRUE(tx) << at;
    EXPECT_EQ(to_string(tx->held().asked.path), first_path);
    EXPECT_TRUE(tx->held().asked.fingerprint.unknown());
    EXPECT_EQ(BitcoinMessage::encode(*tx), command("x", at).bytes);
  }
}

TEST(Command, WhatDoesNotFollowItsFormIsRefused) {
  const char* texts[] = {"signmessage m/84h/0h/0h/0/0",
                         "signmessage m",
                         "signmessage m/84h/0h/0h/0/0 ",
                         "signmessage m/84h/0h/0h/0/0 ascii",
                         "signmessage m/84h/0h/0h/0/0 base32:ME======",
                         "signmessage m/84h/0h/0h/0/0  ascii:x",
                         "signmessage m/84x/0h ascii:x",
                         "signmessage m/m/84h/0h ascii:x",
                         "signmessage 73c5da0a/m/84h/0h/0h/0/0 ascii:x"};
  for (const char* text : texts) {
    EXPECT_EQ(read_text(command_text(text)), "E_BAD_MESSAGE_REQUEST") << text;
    EXPECT_EQ(kind_of(view_of(text)), "bitcoin-message") << text;
  }
}

TEST(Command, WhatIsCalledTextIsUtf8) {
  for (const char* text : {"caf\xe9", "\xc0\xaf", "\xed\xa0\x80", "a\xc3"}) {
    const auto tx = BitcoinMessage::decode(command(text, "m/84h/0h/0h/0/0"));
    ASSERT_FALSE(tx) << text;
    EXPECT_EQ(tx.error().reason(), "E_BAD_MESSAGE_REQUEST");
    EXPECT_EQ(tx.error().at(), 34u + std::string_view(text).find_first_not_of("caf"));
  }
}

TEST(Command, IsToldFromOtherTexts) {
  for (const char* text :
       {"signmessage", "signmessage ", "Signmessage m/0 ascii:x", " signmessage m/0 ascii:x",
        "signmessages m/0 ascii:x", "signmessage ascii:x", "signmessage  m/0 ascii:x",
        "signmessage 84h/0h/0h/0/0 ascii:x", "signmessage 73c5da0/84h ascii:x",
        "signmessage is a command of Specter.", "signmessage message m/0"}) {
    EXPECT_EQ(kind_of(view_of(text)), "") << text;
  }
}

// ---- Three lines

TEST(Lines, AreMessagePathAndType) {
  const auto tx = BitcoinMessage::decode(lines("I agree", "m/84'/0'/0'/0/0", "P2WPKH"));
  ASSERT_TRUE(tx);
  EXPECT_EQ(text_of(tx->held().message), "I agree");
  EXPECT_EQ(to_string(tx->held().asked.path), first_path);
  EXPECT_EQ(tx->held().address_type, "p2wpkh");
  EXPECT_EQ(read_text(command_text("x\r\nm/84'/0'/0'/0/0\r\nP2WPKH\r\n")), "x");
  EXPECT_EQ(read_text(command_text("\nm/84'/0'/0'/0/0\np2wpkh")), "");
  EXPECT_EQ(read_text(command_text("Z\xc3\xbcrich\nm/84'/0'/0'/0/0\nP2SH-P2WPKH\n")),
            "Z\xc3\xbcrich");
}

TEST(Lines, WithAPathThatIsNoneOrInAnotherScriptAreRefused) {
  for (const char* text :
       {"x\nm/84'/0x\nP2WPKH", "x\nm/84'/0'/0'/0/0 \nP2WPKH", "caf\xe9\nm/84'/0'/0'/0/0\nP2WPKH"}) {
    EXPECT_EQ(kind_of(view_of(text)), "bitcoin-message") << text;
    EXPECT_EQ(read_text(command_text(text)), "E_BAD_MESSAGE_REQUEST") << text;
  }
}

TEST(Lines, AreToldFromOtherTexts) {
  for (const char* text :
       {"", "\n", "\n\n", "\n\n\n", "P2WPKH", "m/84h/0h/0h/0/0\nP2WPKH", "x\nm/0'\nP2WSH",
        "x\nm/0'\nP2WPKH\n\n", "x\ny\nm/0'\nP2WPKH", "x\n84'/0'\nP2WPKH",
        "x\nm/84h/0h/0h/0/0\nP2WPKH", "x\nm/0'\nP2WPKH x"}) {
    EXPECT_EQ(kind_of(view_of(text)), "") << text;
  }
}

// ---- btc-sign-request

TEST(SignRequest, IsReadWhole) {
  const auto tx = BitcoinMessage::decode(payload(parts("caf\xc3\xa9")));
  ASSERT_TRUE(tx);
  const Tx::Held& held = tx->held();
  EXPECT_EQ(text_of(held.message), "caf\xc3\xa9");
  EXPECT_EQ(held.asked, (KeyOrigin{me().fingerprint(), path(first_path)}));
  EXPECT_EQ(held.id, parts("").id);
  EXPECT_EQ(held.address, first_address);
  EXPECT_EQ(held.asked_by, "test wallet");
  EXPECT_EQ(BitcoinMessage::encode(*tx), write(parts("caf\xc3\xa9")));
  EXPECT_EQ(kind_of(write(parts("x"))), "btc-sign-request");
}

TEST(SignRequest, WhatMayBeLeftOut) {
  Parts bare = parts("x");
  bare.id.reset();
  bare.addresses.reset();
  bare.asked_by.reset();
  EXPECT_EQ(read_text(payload(bare)), "x");
  bare.addresses.emplace();
  EXPECT_EQ(read_text(payload(bare)), "x");
  bare.addresses->emplace_back();  // as Keystone's SDK leaves it out
  bare.asked_by = "";
  const auto tx = BitcoinMessage::decode(payload(bare));
  EXPECT_FALSE(tx->held().address);
  EXPECT_FALSE(tx->held().asked_by);
}

TEST(SignRequest, WhatIsSaidBesideTheTextIsShort) {
  Parts request = parts("x");
  request.asked_by = std::string(longest_asker, 'a');
  EXPECT_EQ(read_text(payload(request)), "x");
  request.asked_by->push_back('a');
  EXPECT_EQ(read_text(payload(request)), "E_BAD_CBOR");
  Parts addressed = parts("x");
  addressed.addresses = {{std::string(90, 'a')}};
  EXPECT_EQ(read_text(payload(addressed)), "x");
  addressed.addresses->front().push_back('a');
  EXPECT_EQ(read_text(payload(addressed)), "E_BAD_MESSAGE_REQUEST");
}

TEST(SignRequest, OneKeySignsOneText) {
  Parts several = parts("x");
  several.paths.push_back(several.paths.front());
  EXPECT_EQ(read_text(payload(several)), "E_UNSUPPORTED_MESSAGE");
  several.paths.clear();
  EXPECT_EQ(read_text(payload(several)), "E_UNSUPPORTED_MESSAGE");
  Parts two_addresses = parts("x");
  two_addresses.addresses->push_back("y");
  EXPECT_EQ(read_text(payload(two_addresses)), "E_BAD_MESSAGE_REQUEST");
  for (const std::uint64_t type : {0u, 2u, 99u}) {
    Parts other = parts("x");
    other.type = type;
    EXPECT_EQ(read_text(payload(other)), "E_UNSUPPORTED_MESSAGE") << type;
  }
}

TEST(SignRequest, EveryFieldHasItsFormAndNoOtherIsThere) {
  const std::string honest = to_hex(write(parts("x")));
  const auto altered = [&](std::string_view from, std::string_view to) {
    std::string hex = honest;
    const auto at = hex.find(from);
    EXPECT_NE(at, hex.npos) << from;
    return read_text({"btc-sign-request", *from_hex(hex.replace(at, from.size(), to)), {}});
  };
  EXPECT_EQ(altered("01d82550", "01d82650"), "E_BAD_CBOR");             // not a UUID's tag
  EXPECT_EQ(altered("81d90130", "81d90131"), "E_BAD_CBOR");             // not a path's
  EXPECT_EQ(altered("0301", "030181"), "E_BAD_CBOR");                   // one thing more
  EXPECT_EQ(altered("066b", "076b"), "E_UNKNOWN_FIELD");                // a field that nobody knows
  EXPECT_EQ(altered("0581782a", "0581582a"), "E_BAD_MESSAGE_REQUEST");  // octets, no text
}

// ---- Either

TEST(Message, HasASizeThatCanBeRead) {
  const std::string longest(largest_message, 'a');
  EXPECT_EQ(read_text(command(longest)), longest);
  EXPECT_EQ(read_text(command(longest + "a")), "E_TOO_LARGE");
  EXPECT_EQ(read_text(payload(parts(longest + "a"))), "E_TOO_LARGE");
  const std::string one_too_many(static_cast<std::size_t>(most_message_lines), '\n');
  EXPECT_EQ(read_text(command(one_too_many + "a")), "E_TOO_LARGE");
}

TEST(Message, NothingLiesBesideIt) {
  Payload request = command("x");
  request.more.push_back({1});
  EXPECT_EQ(read_text(request), "E_BAD_MESSAGE_REQUEST");
}

TEST(Message, AnswersAreNoRequests) {
  for (const char* kind : {"btc-signature", "bitcoin-signature"}) {
    EXPECT_EQ(read_text({kind, Bytes(65, 1), {}}), "E_ANSWER");
  }
}

}  // namespace
}  // namespace coldquill::bitcoin_message
