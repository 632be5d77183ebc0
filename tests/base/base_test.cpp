#include <coldquill/base/decimal.h>
#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/reader.h>
#include <coldquill/base/text.h>
#include <coldquill/base/writer.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

namespace coldquill {
namespace {

TEST(Hex, RoundTripAndRefusals) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0xab, 0xff}), "00abff");
  EXPECT_EQ(to_hex_reversed(Bytes{0x00, 0xab, 0xff}), "ffab00");
  EXPECT_EQ(*from_hex("00ABff"), (Bytes{0x00, 0xab, 0xff}));
  EXPECT_EQ(from_hex("abc").error().reason(), "E_MALFORMED");
  EXPECT_EQ(from_hex("0g").error().at(), 1u);
  EXPECT_TRUE(is_hex("0aF0"));
  EXPECT_FALSE(is_hex(""));
  EXPECT_FALSE(is_hex("0a "));
}

TEST(Reader, StaysFailedAndKeepsTheFirstFailure) {
  const Bytes data{1, 2, 3};
  Reader in(data, 100);
  in.field("amount");
  EXPECT_EQ(in.u16le(), 0x0201);
  EXPECT_EQ(in.u32le(), 0u);  // one octet is left
  in.field("script");
  EXPECT_EQ(in.u8(), 0);
  EXPECT_TRUE(in.rest().empty());
  const auto end = in.finish();
  ASSERT_FALSE(end.ok());
  EXPECT_EQ(end.error().reason(), "E_TRUNCATED");
  EXPECT_EQ(end.error().where(), "amount");
  EXPECT_EQ(end.error().at(), 102u);
}

TEST(Reader, ReportsWhatIsLeftOver) {
  const Bytes data{1, 2, 3};
  Reader in(data);
  in.u8();
  EXPECT_EQ(in.finish().error().reason(), "E_TRAILING_DATA");
}

TEST(Reader, HugeLengthsTakeNothing) {
  const Bytes data{1};
  Reader in(data);
  EXPECT_TRUE(in.bytes(~std::uint64_t{0}).empty());
  EXPECT_FALSE(in.ok());
}

TEST(ReaderWriter, AgreeOnEveryWidth) {
  Writer out;
  out.u8(0x01).u16le(0x0203).u32le(0x04050607).u64le(0x08090a0b0c0d0e0f);
  out.u16be(0x0203).u32be(0x04050607).u64be(0x08090a0b0c0d0e0f);
  Reader in(out.view());
  EXPECT_EQ(in.u8(), 0x01);
  EXPECT_EQ(in.u16le(), 0x0203);
  EXPECT_EQ(in.u32le(), 0x04050607u);
  EXPECT_EQ(in.u64le(), 0x08090a0b0c0d0e0fu);
  EXPECT_EQ(in.u16be(), 0x0203);
  EXPECT_EQ(in.u32be(), 0x04050607u);
  EXPECT_EQ(in.u64be(), 0x08090a0b0c0d0e0fu);
  EXPECT_TRUE(in.finish().ok());
}

TEST(Decimal, ExactBothWays) {
  EXPECT_EQ(shift_point("671399", 8), "0.00671399");
  EXPECT_EQ(shift_point("2100000000000000", 8), "21000000.00000000");
  EXPECT_EQ(shift_point("5", 0), "5");
  for (const std::uint64_t value : {0ull, 1ull, 99999999ull, 100000000ull, ~0ull}) {
    EXPECT_EQ(*parse_units(shift_point(std::to_string(value), 8), 8), value);
  }
  EXPECT_EQ(*parse_units(".5", 8), 50000000u);
  for (const char* bad : {"", ".", "1e3", "-1", "+1", " 1", "1,0", "1.2.3", "0.000000001",
                          "184467440737.09551616", "0x1"}) {
    EXPECT_EQ(parse_units(bad, 8).error().reason(), "E_BAD_AMOUNT") << bad;
  }
  EXPECT_FALSE(parse_number("01").ok());
  EXPECT_FALSE(parse_number("5.").ok());
  EXPECT_EQ(*parse_number("0"), 0u);
}

TEST(Text, Utf8IsWholeCharactersInTheirShortestForm) {
  for (const std::string_view good :
       {"", "a\x1b", "\xC3\xBC", "\xE2\x80\xAE", "\xF0\x9F\x98\x80", "\xEF\xBF\xBF"}) {
    EXPECT_EQ(utf8_prefix(view_of(good)), good.size()) << good;
  }
  for (const char* bad : {"\xFC", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80"}) {
    EXPECT_EQ(utf8_prefix(view_of(bad)), 0u) << bad;
    EXPECT_EQ(utf8_prefix(view_of("\xC3\xBC" + std::string(bad) + "a")), 2u) << bad;
  }
}

class Files : public ::testing::Test {
 protected:
  Files() : folder_(::testing::TempDir() + "coldquill-files-" + std::to_string(::getpid())) {
    std::filesystem::create_directories(folder_);
  }
  ~Files() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string in(const char* name) const { return folder_ + "/" + name; }

  std::string folder_;
};

TEST_F(Files, WrittenWholeAndNeverOver) {
  ASSERT_TRUE(write_file(in("a"), view_of("one"), 0600).ok());
  EXPECT_EQ(text_of(*read_file(in("a"))), "one");
  EXPECT_EQ(write_file(in("a"), view_of("two"), 0600).error().reason(), "E_OUTPUT_EXISTS");
  EXPECT_EQ(text_of(*read_file(in("a"))), "one");
  ASSERT_TRUE(write_file(in("a"), view_of("two"), 0600, Existing::replace).ok());
  EXPECT_EQ(text_of(*read_file(in("a"))), "two");
  EXPECT_EQ(write_file(in("no/b"), view_of("x"), 0600).error().reason(), "E_CANNOT_WRITE");
  // Nothing temporary is left behind.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

// What an earlier program of the same number left behind is in nobody's way.
TEST_F(Files, TemporaryNamesAreNotForeseeable) {
  const std::string stale = ".coldquill-" + std::to_string(::getpid()) + ".tmp";
  ASSERT_EQ(::mkfifo(in(stale.c_str()).c_str(), 0600), 0);
  EXPECT_TRUE(write_file(in("a"), view_of("one"), 0600).ok());
}

constexpr uid_t nobody = 65534;

// A folder that can be written to and not be opened, and so not be synced either.
TEST_F(Files, WithoutASyncedFolderThereIsNoNewFile) {
  ASSERT_EQ(::chmod(folder_.c_str(), 0300), 0);
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown(folder_.c_str(), nobody, nobody), 0);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(2);
    const auto done = write_file(in("a"), view_of("one"), 0600);
    ::_exit(!done && done.error().reason() == "E_CANNOT_WRITE" ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(::chmod(folder_.c_str(), 0700), 0);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(Files, OnlyRegularFilesAreRead) {
  ASSERT_TRUE(write_file(in("a"), view_of("one"), 0600).ok());
  ASSERT_EQ(::symlink("a", in("link").c_str()), 0);
  ASSERT_EQ(::mkfifo(in("pipe").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{AF_UNIX, {}};
  in("socket").copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  ::close(socket);
  for (const std::string& bad :
       {in("link"), in("pipe"), in("socket"), folder_, std::string("/dev/zero")}) {
    EXPECT_EQ(read_file(bad).error().reason(), "E_NOT_A_FILE") << bad;
  }
  EXPECT_EQ(read_file(in("none")).error().reason(), "E_CANNOT_READ");
  ASSERT_EQ(::truncate(in("a").c_str(), off_t{1} << 40), 0);  // sparse
  EXPECT_EQ(read_file(in("a")).error().reason(), "E_TOO_LARGE");
}

TEST_F(Files, OutputIsNotWrittenThroughALink) {
  ASSERT_EQ(::symlink("target", in("link").c_str()), 0);
  EXPECT_EQ(write_file(in("link"), view_of("x"), 0600).error().reason(), "E_OUTPUT_EXISTS");
  EXPECT_FALSE(std::filesystem::exists(in("target")));
}

TEST(Error, IsToldFromFurtherOut) {
  const Error error = Error(E_TRUNCATED, "short", "witness_utxo", 7).in("input 3");
  EXPECT_EQ(error.where(), "input 3, witness_utxo");
  EXPECT_EQ(error.at(), 7u);
  EXPECT_EQ(error.code(), Errc::malformed);
}

}  // namespace
}  // namespace coldquill
