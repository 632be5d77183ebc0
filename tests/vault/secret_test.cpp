#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/secret.h>
#include <coldquill/vault/secret_input.h>
#include <coldquill/vault/vault.h>
#include <coldquill/vault/wallet_file.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <concepts>
#include <ostream>

// Whether the pass-key is a complete type here, outside the vault.
template <class T>
concept Complete = requires {
  sizeof(T);
};
static_assert(!Complete<coldquill::VaultAccess>);

#include <vault_testing.h>

namespace coldquill {
namespace {

using namespace vault_testing;

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
static_assert(Printable<int> && !Printable<SecretBytes>);
static_assert(!std::equality_comparable<SecretBytes> && !std::totally_ordered<SecretBytes>);
static_assert(!std::is_copy_constructible_v<SecretBytes> &&
              !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);
static_assert(!std::is_convertible_v<SecretBytes, ByteView> &&
              !std::is_convertible_v<SecretBytes, std::string>);

// A descriptor that gives these octets and ends.
class Pipe {
 public:
  explicit Pipe(const std::string& text) {
    EXPECT_EQ(::pipe(ends_), 0);
    EXPECT_EQ(::write(ends_[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ::close(ends_[1]);
  }
  ~Pipe() { ::close(ends_[0]); }
  [[nodiscard]] int get() const { return ends_[0]; }

 private:
  int ends_[2]{};
};

std::string read_back(const std::string& text) {
  return text_of_secret(*read_secret(Pipe(text).get()));
}

TEST(ReadSecret, DropsOneLineEndAndNothingElse) {
  EXPECT_EQ(read_back("secret"), "secret");
  EXPECT_EQ(read_back("secret\n"), "secret");
  EXPECT_EQ(read_back("secret\r\n"), "secret");
  EXPECT_EQ(read_back("secret\n\n"), "secret\n");
  EXPECT_EQ(read_back(" secret \r"), " secret \r");
  EXPECT_EQ(read_back(std::string("a\0b", 3)), std::string("a\0b", 3));
  EXPECT_EQ(read_back("\n"), "");
  EXPECT_EQ(read_back(""), "");
}

TEST(ReadSecret, HasALimit) {
  const std::string most(longest_secret, 'x');
  EXPECT_EQ(read_back(most), most);
  EXPECT_EQ(read_back(most + "\r\n"), most);
  EXPECT_EQ(read_secret(Pipe(most + "x").get()).error().reason(), "E_SECRET_TOO_LONG");
  EXPECT_EQ(read_secret(Pipe(most + most).get()).error().reason(), "E_SECRET_TOO_LONG");
  EXPECT_EQ(read_secret(-1).error().reason(), "E_CANNOT_READ");
}

TEST(SecretBytes, MovesAndWipes) {
  SecretBytes a = secret_of("first");
  SecretBytes b = std::move(a);
  EXPECT_TRUE(a.empty());  // NOLINT: what is left after a move is promised
  EXPECT_EQ(text_of_secret(b), "first");
  b = secret_of("second");
  EXPECT_EQ(text_of_secret(b), "second");
  b = SecretBytes();
  EXPECT_TRUE(b.empty());
}

TEST(SecretBytes, ReusedMemoryIsZero) {
  for (int i = 0; i < 100; ++i) {
    const SecretBytes one = secret_of(Bytes(64, 0xee));
    const SecretBytes two = secret_of(Bytes(200, 0xdd));
  }
  for (const std::size_t size : {1u, 64u, 65u, 500u}) {
    for (const auto octet : contents_of(zeros(size))) EXPECT_EQ(octet, 0);
  }
}

TEST(SecretBytes, ManyAndLargeOnes) {
  std::vector<SecretBytes> many;
  for (std::size_t i = 0; i < 5000; ++i) {
    many.push_back(secret_of(Bytes(1 + i % 100, static_cast<std::uint8_t>(i))));
  }
  many.push_back(secret_of(Bytes(1u << 20, 7)));
  for (std::size_t i = 0; i < 5000; ++i) {
    EXPECT_EQ(contents_of(many[i]), Bytes(1 + i % 100, static_cast<std::uint8_t>(i)));
  }
}

TEST(MemoryReport, SaysWhatIsInUse) {
  const MemoryReport report = memory_report();
  if (!report.hidden) std::cout << "no memfd_secret here: guarded memory is used\n";
  EXPECT_TRUE(report.locked) << "memory cannot be locked here (ulimit -l)";
}

}  // namespace
}  // namespace coldquill
