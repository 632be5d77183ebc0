// What hostile texts cost: no file of the largest accepted size, and no film, takes much time or
// memory.
#include <coldquill/base/file.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/transport/envelope.h>
#include <coldquill/transport/ur.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>

namespace coldquill {
namespace {

// AddressSanitizer has memory and time of its own.
#if defined(__SANITIZE_ADDRESS__)
constexpr int slack = 8;
#else
constexpr int slack = 1;
#endif
constexpr long most_kib = slack * 256 * 1024;
constexpr long most_seconds = slack * 2;  // of this process alone, however busy the machine is

long seconds_of(const rusage& used) {
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec;
}

std::string filled(std::string_view unit) {
  std::string text;
  text.reserve(largest_payload);
  while (text.size() + unit.size() <= largest_payload) text += unit;
  return text;
}

// In a process of its own, whose peak is then known. The text counts.
void expect_cheap(const std::string& text, std::string_view reason) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto out = unwrap(view_of(text));
    ::_exit((out ? "" : out.error().reason()) == reason ? 0 : 1);
  }
  int status = 0;
  rusage used{};
  ASSERT_EQ(::wait4(child, &status, 0, &used), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << text.substr(0, 20);
  EXPECT_LT(seconds_of(used), most_seconds) << text.substr(0, 20);
  EXPECT_LT(used.ru_maxrss, most_kib) << text.substr(0, 20);
}

TEST(EnvelopeAttack, ManyLines) {
  expect_cheap(filled("00\n"), "E_TOO_LARGE");
  expect_cheap(filled("0x00\n"), "E_TOO_LARGE");
  expect_cheap(filled("0\n"), "");
  expect_cheap(filled("ur:bytes/aeadao\n"), "E_TOO_LARGE");
  expect_cheap(filled("\n"), "E_EMPTY_PAYLOAD");
}

TEST(EnvelopeAttack, OneLongLine) {
  expect_cheap(filled("0"), "");
  expect_cheap(filled("AbCd"), "");
  expect_cheap(filled("AbCd") + "!", "");
  expect_cheap("ur:bytes/" + filled("ae"), "E_UR_TOO_LARGE");
  expect_cheap("ur:bytes" + std::string(2u << 20, '/'), "E_UNSUPPORTED_UR1");
}

TEST(Envelope, LinesUpToTheLimit) {
  std::string text;
  for (int i = 0; i < 4096; ++i) text += "00\n";
  EXPECT_EQ(unwrap(view_of(text))->more.size(), 4095u);
  EXPECT_EQ(unwrap(view_of(text + "00")).error().reason(), "E_TOO_LARGE");
}

// A base64 text may have as many lines as it likes.
TEST(Envelope, Base64HasNoLinesToCount) {
  EXPECT_EQ(unwrap(view_of(filled("AbCdEfGhIjKlMnOp\n")))->wrapping, Wrapping::base64);
}

// Tokens with the look of a private key, each of which would have to be decoded to know.
TEST(EnvelopeAttack, ManyTokensLikePrivateKeys) {
  expect_cheap(filled("K" + std::string(51, '1') + ", "), "");
  Bytes key(33, 0x11);
  key[0] = 0x80;
  std::string list = "K" + std::string(51, '1') + ", " + base58check_encode(key);
  EXPECT_EQ(unwrap(view_of(list)).error().reason(), "E_SECRET_IN_PAYLOAD");
}

std::string part_text(const FountainPart& part) {
  return "ur:bytes/" + std::to_string(part.seq_num) + '-' + std::to_string(part.seq_len) + '/' +
         bytewords_encode(BytewordsStyle::minimal, part.cbor()) + '\n';
}

// The first number from there on whose part mixes at least this many fragments.
std::uint32_t mixing(const FountainEncoder& encoder, std::uint32_t from, std::size_t least) {
  const FountainMix mix(encoder.seq_len(), encoder.part(1).checksum);
  while (mix.fragments(from).size() < least) ++from;
  return from;
}

Bytes noise(std::size_t size) {
  Xoshiro256 random(view_of("noise"));
  Bytes message;
  while (message.size() < size) message.push_back(static_cast<std::uint8_t>(random.next()));
  return message;
}

// One part that mixes nearly everything, over and over: mixed once.
TEST(UrAttack, ARepeatedPartIsNotMixedAgain) {
  const FountainEncoder encoder(noise(ur_largest_message), ur_largest_message / ur_most_parts);
  const auto part = encoder.part(mixing(encoder, ur_most_parts + 1, ur_most_parts * 99 / 100));
  FountainDecoder decoder(part);
  for (std::uint32_t k = 1; k < ur_most_parts; ++k) ASSERT_TRUE(*decoder.put(encoder.part(k)));
  const auto start = std::clock();
  EXPECT_TRUE(*decoder.put(part));
  for (int i = 0; i < 10'000; ++i) EXPECT_FALSE(*decoder.put(part));
  EXPECT_LT(std::clock() - start, most_seconds * CLOCKS_PER_SEC);
}

TEST(UrAttack, ARepeatedPartWithOtherContentIsAContradiction) {
  const FountainEncoder encoder(noise(1000), 100);
  FountainDecoder decoder(encoder.part(1));
  FountainPart part = encoder.part(12);
  ASSERT_TRUE(*decoder.put(part));
  EXPECT_FALSE(*decoder.put(part));
  part.data[5] ^= 1;
  EXPECT_EQ(decoder.put(part).error().reason(), "E_UR_CHECKSUM");
}

// The first number from there on whose part leaves this fragment out.
std::uint32_t leaving_out(const FountainMix& mix, std::uint32_t fragment, std::uint32_t from) {
  for (;; ++from) {
    const auto mixed = mix.fragments(from);
    if (std::ranges::find(mixed, fragment) == mixed.end()) return from;
  }
}

// Parts of which none says anything new: no more are mixed than an honest film ever needs.
TEST(UrAttack, PartsBeyondAllNeedAreNotMixed) {
  const FountainEncoder encoder(noise(1000), 100);
  const FountainMix mix(encoder.seq_len(), encoder.part(1).checksum);
  FountainDecoder decoder(encoder.part(1));
  std::uint32_t number = 0;
  for (std::uint32_t taken = 0; taken < 2 * encoder.seq_len() + 64; ++taken) {
    number = leaving_out(mix, 9, number + 1);
    ASSERT_TRUE(decoder.put(encoder.part(number)).ok());
  }
  EXPECT_EQ(decoder.useful(), 9u);
  EXPECT_FALSE(*decoder.put(encoder.part(10)));
  EXPECT_FALSE(decoder.complete());
}

// The costliest file of parts: as many as a file may hold, all mixed, the last fragment in none.
TEST(UrAttack, AFileOfMixedParts) {
  const FountainEncoder encoder(noise(ur_largest_message), ur_largest_message / ur_most_parts);
  const FountainMix mix(encoder.seq_len(), encoder.part(1).checksum);
  std::string text;
  std::uint32_t number = ur_most_parts;
  for (int lines = 0; lines < 4096; ++lines) {
    number = leaving_out(mix, ur_most_parts - 1, number + 1);
    text += part_text(encoder.part(number));
  }
  expect_cheap(text, "E_PARTS_MISSING");
}

}  // namespace
}  // namespace coldquill
