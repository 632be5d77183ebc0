// Promises about the process and the house, each proved by trying to break it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vault_testing.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "output_of.h"
#include "sanitized.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

constexpr uid_t nobody = 65534;

// AddressSanitizer takes signals, makes mlock(2) do nothing and reads leaks through ptrace(2): what
// these tests look at is then not the system's.
class Process : public testing::Test {
 protected:
  void SetUp() override {
    if (sanitized) GTEST_SKIP() << "not under AddressSanitizer";
  }
};

bool is_root() {
  return ::geteuid() == 0;
}

struct Ended {
  int status = 0;
  std::string output;

  [[nodiscard]] int exit_status() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
};

// The probe in a situation, as another user when as_nobody, its standard output caught.
class Probe {
 public:
  explicit Probe(const char* situation, bool as_nobody = false, const fs::path& folder = "/") {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const std::string program = PROBE;
    // Opened before the rights are given up: the build folder may be closed to others.
    const int file = ::open(program.c_str(), O_RDONLY);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], 1);
      if (::chdir(folder.c_str()) != 0 || (as_nobody && ::setuid(nobody) != 0)) ::_exit(96);
      const char* const arguments[] = {"probe", situation, nullptr};
      ::fexecve(file, const_cast<char**>(arguments), environ);
      ::_exit(95);
    }
    ::close(ends[1]);
    ::close(file);
    output_ = ends[0];
  }
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;
  ~Probe() { stop(); }

  [[nodiscard]] pid_t pid() const { return child_; }

  std::string line() {
    std::string out;
    for (char c = 0; ::read(output_, &c, 1) == 1 && c != '\n';) out += c;
    return out;
  }
  Ended wait() {
    Ended ended;
    for (char c = 0; ::read(output_, &c, 1) == 1;) ended.output += c;
    ::waitpid(child_, &ended.status, 0);
    child_ = 0;
    return ended;
  }
  void stop() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    if (output_ >= 0) ::close(output_);
    child_ = 0;
    output_ = -1;
  }

 private:
  pid_t child_ = 0;
  int output_ = -1;
};

// ---- The process

// P01
TEST_F(Process, NoCoreDump) {
  char name[] = "/tmp/coldquill-core-XXXXXX";
  const fs::path folder = ::mkdtemp(name);
  const Ended ended = Probe("core", false, folder).wait();
  EXPECT_TRUE(WIFSIGNALED(ended.status) && WTERMSIG(ended.status) == SIGABRT);
  EXPECT_FALSE(WCOREDUMP(ended.status));
  EXPECT_TRUE(fs::is_empty(folder));
  fs::remove_all(folder);
}

// P06
TEST_F(Process, NoSocketAfterHardeningAndNoneInChildren) {
  EXPECT_EQ(Probe("hardened").wait().exit_status(), 0);
}

// F11
TEST_F(Process, NoProgramIsStartedOnceSecretsAreHere) {
  EXPECT_EQ(Probe("programs").wait().exit_status(), 0);
}

TEST_F(Process, ChildrenInheritNoSecret) {
  EXPECT_EQ(Probe("fork").wait().exit_status(), 0);
}

TEST_F(Process, NothingSecretIsLeftAfterUse) {
  EXPECT_EQ(Probe("leftovers").wait().exit_status(), 0);
}

// K03: no other source takes over.
TEST_F(Process, EndsWithoutGetrandom) {
  const Ended ended = Probe("no-getrandom").wait();
  EXPECT_NE(ended.status, 0);
  EXPECT_EQ(ended.output, "");
}

// K01
TEST_F(Process, LibsodiumDrawsFromGetrandom) {
  const SecretBytes started = vault_testing::secret_of("x");
  EXPECT_STREQ(randombytes_implementation_name(), "getrandom");
}

// P03: root is above this limit, so it runs as somebody else.
TEST_F(Process, SaysWhenMemoryCannotBeLocked) {
  EXPECT_EQ(Probe("no-lock", is_root()).wait().exit_status(), 0);
}

// ---- Reading from another process

struct Addresses {
  unsigned long secret = 0;
  unsigned long ordinary = 0;
};

Addresses addresses_in(const std::string& line) {
  Addresses out;
  std::istringstream(line) >> std::hex >> out.secret >> out.ordinary;
  return out;
}

// Both ways to read another process' memory; as nobody when this is root.
bool can_read(pid_t pid, unsigned long address, bool as_nobody) {
  const pid_t reader = ::fork();
  if (reader == 0) {
    if (as_nobody && ::setuid(nobody) != 0) ::_exit(9);
    std::array<char, 10> octets{};
    const iovec here{octets.data(), octets.size()};
    const iovec there{reinterpret_cast<void*>(address), octets.size()};
    const bool by_call = ::process_vm_readv(pid, &here, 1, &there, 1, 0) > 0;
    const int file = ::open(("/proc/" + std::to_string(pid) + "/mem").c_str(), O_RDONLY);
    const bool by_file =
        file >= 0 && ::pread(file, octets.data(), octets.size(), static_cast<off_t>(address)) > 0;
    ::_exit(by_call || by_file ? 1 : 0);
  }
  int status = 0;
  ::waitpid(reader, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
  return WEXITSTATUS(status) == 1;
}

// P02
TEST(OtherProcesses, OfTheSameUserCannotRead) {
  Probe soft("soft-secret", is_root());
  const Addresses open = addresses_in(soft.line());
  if (!can_read(soft.pid(), open.ordinary, is_root())) {
    GTEST_SKIP() << "this kernel lets nobody read other processes (Yama): nothing to compare with";
  }
  Probe hard("secret", is_root());
  const Addresses closed = addresses_in(hard.line());
  EXPECT_FALSE(can_read(hard.pid(), closed.ordinary, is_root()));
  EXPECT_FALSE(can_read(hard.pid(), closed.secret, is_root()));
}

TEST(OtherProcesses, NotEvenRootCanReadSecretMemory) {
  if (!memory_report().hidden) GTEST_SKIP() << "this kernel has no memfd_secret";
  Probe probe("soft-secret");
  const Addresses at = addresses_in(probe.line());
  EXPECT_TRUE(can_read(probe.pid(), at.ordinary, false));
  EXPECT_FALSE(can_read(probe.pid(), at.secret, false));
}

// ---- The house

// The names of shared libraries that a program asks for, without their versions.
std::set<std::string> needed_by(const std::string& program) {
  std::set<std::string> out;
  std::istringstream lines(output_of("LC_ALL=C readelf -d '" + program + "'"));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("(NEEDED)") == std::string::npos) continue;
    const auto from = line.find('[') + 1;
    out.insert(line.substr(from, line.find(".so") - from));
  }
  return out;
}

TEST(House, TheVaultLinksExactlyTheseLibraries) {
  std::set<std::string> needed = needed_by(LINK_PROBE);
  for (const char* run_time : {"libc", "libm", "libgcc_s", "libstdc++", "ld-linux-x86-64",
                               "ld-linux-aarch64", "libasan", "libubsan"}) {
    needed.erase(run_time);
  }
  EXPECT_EQ(needed, (std::set<std::string>{"libnettle", "libseccomp", "libsecp256k1", "libsodium",
                                           "libutf8proc"}));
}

std::string contents_of_file(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Files of the product that hold a text, relative to the project, but those below a folder.
std::vector<std::string> holding(const std::string& text, const std::string& but) {
  std::vector<std::string> out;
  const fs::path root = PROJECT;
  for (const char* part : {"src", "chains", "cmake"}) {
    if (!fs::exists(root / part)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / part)) {
      const std::string name = entry.path().lexically_relative(root).string();
      if (!entry.is_regular_file() || name.starts_with(but)) continue;
      if (contents_of_file(entry.path()).find(text) != std::string::npos) out.push_back(name);
    }
  }
  return out;
}

TEST(House, NoProgramHasTheDoorsOfTests) {
  EXPECT_THAT(holding("vault_testing", "src/vault/"), testing::IsEmpty());
  const std::string rules = contents_of_file(fs::path(PROJECT) / "src/vault/CMakeLists.txt");
  EXPECT_NE(rules.find("add_library(cq_vault_testing STATIC EXCLUDE_FROM_ALL"), std::string::npos);
}

TEST(House, PrivateKeysAreTouchedInTheVaultAlone) {
  for (const char* call :
       {"secp256k1_ec_seckey", "secp256k1_ec_pubkey_create", "secp256k1_ecdsa_sign(",
        "secp256k1_ecdsa_sign_recoverable", "secp256k1_schnorrsig_sign", "secp256k1_keypair",
        "VaultAccess{", "class VaultAccess {", "crypto_pwhash", "randombytes_set_implementation"}) {
    EXPECT_THAT(holding(call, "src/vault/"), testing::IsEmpty()) << call;
    EXPECT_THAT(holding(call, "none"), testing::Not(testing::IsEmpty())) << call;
  }
}

}  // namespace
}  // namespace coldquill
