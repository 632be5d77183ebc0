// A small program that takes part in the tests of security_test.cpp: each word on its command line
// is one situation. It is run as a process of its own, sometimes as another user.
#include <coldquill/crypto/random.h>
#include <coldquill/vault/harden.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/vault.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vault_testing.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>

namespace coldquill {
namespace {

using namespace vault_testing;

int fail(const char* what) {
  std::cerr << what << ": " << std::strerror(errno) << '\n';
  return 1;
}

bool denied(long result) {
  return result == -1 && errno == EPERM;
}

int sockets_are_denied() {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_PACKET, AF_BLUETOOTH,
                           AF_VSOCK, AF_CAN, AF_ALG}) {
    if (!denied(::socket(family, SOCK_RAW, 0)) || !denied(::socket(family, SOCK_STREAM, 0))) {
      return fail("socket");
    }
  }
  io_uring_params params{};
  if (!denied(::syscall(SYS_io_uring_setup, 4, &params))) return fail("io_uring_setup");
  if (!denied(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr))) return fail("ptrace");
  char octet = 0;
  const iovec here{&octet, 1};
  if (!denied(::process_vm_readv(::getpid(), &here, 1, &here, 1, 0))) return fail("readv");
  return 0;
}

// The program itself again, started by fork and exec, in this situation.
int run_again(const char* situation) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl("/proc/self/exe", "probe", situation, nullptr);
    ::_exit(99);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

// Before it a program can be started, after it none, by none of the calls.
int no_programs() {
  if (run_again("nothing") != 0) return fail("a program before");
  if (!start_no_more_programs()) return fail("the filter");
  if (run_again("nothing") != 99) return fail("a program after");
  char* const none[] = {nullptr};
  if (!denied(::execve("/proc/self/exe", none, none))) return fail("execve");
  const int self = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (!denied(::syscall(SYS_execveat, self, "", none, none, AT_EMPTY_PATH)))
    return fail("execveat");
  return 0;
}

int hardened() {
  const HardeningReport report = harden_process();
  for (const auto& layer : report.layers) {
    if (!layer.in_place) std::cerr << layer.name << ": " << layer.why << '\n';
  }
  if (!report.complete()) return 1;
  if (::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0) return fail("dumpable");
  if (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return fail("privileges");
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return fail("socketpair");
  if (const int failed = sockets_are_denied()) return failed;
  return run_again("sockets");  // what is started from here is in the same position
}

int abort_with_cores_wanted() {
  const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
  ::setrlimit(RLIMIT_CORE, &all);
  if (!harden_process().complete()) return 1;
  const SecretBytes secret = create_mnemonic(128);
  ::setrlimit(RLIMIT_CORE, &all);
  std::abort();
}

// Prints where a secret and an ordinary copy lie, and waits to be looked at.
int wait_with_a_secret(bool harden) {
  if (harden && !harden_process().complete()) return 1;
  const std::string ordinary = "in ordinary memory";
  const SecretBytes secret = secret_of("in secret memory");
  std::cout << address_of(secret) << ' ' << static_cast<const void*>(ordinary.data()) << std::endl;
  ::pause();
  return 0;
}

int without_getrandom() {
  void* filter = seccomp_init(SCMP_ACT_ALLOW);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(getrandom), 0);
  if (seccomp_load(filter) != 0) return fail("seccomp");
  std::cout << text_of_secret(create_mnemonic(256)) << std::endl;
  return 0;
}

int one_seed() {
  std::cout << text_of_secret(create_mnemonic(128)) << std::endl;
  return 0;
}

// The parent has drawn random octets already when the two part.
int seeds_after_fork() {
  const SecretBytes before = create_mnemonic(128);
  const pid_t child = ::fork();
  const int failed = one_seed();
  if (child != 0) ::waitpid(child, nullptr, 0);
  return failed;
}

int without_locked_memory() {
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_MEMLOCK, &none) != 0) return fail("setrlimit");
  const SecretBytes secret = secret_of("still works");
  if (text_of_secret(secret) != "still works") return 1;
  return memory_report().locked ? 2 : 0;
}

int child_reads_a_secret() {
  const SecretBytes secret = secret_of("not for children");
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::_exit(*static_cast<const volatile char*>(address_of(secret)) == 'n' ? 1 : 2);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 0 : 1;
}

// ---- What is left in memory after a wallet was used.

constexpr std::uint8_t veil = 0x5a;

// Octets that stand in the program veiled only, so that the search does not find itself.
template <std::size_t N>
struct Veiled {
  std::array<std::uint8_t, N> octets;
};

consteval std::uint8_t digit(char c) {
  return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

template <std::size_t N>
consteval auto veiled_hex(const char (&hex)[N]) {
  Veiled<N / 2> out{};
  for (std::size_t i = 0; i < N / 2; ++i) {
    out.octets[i] =
        static_cast<std::uint8_t>((digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1])) ^ veil);
  }
  return out;
}

template <std::size_t N>
consteval auto veiled_text(const char (&text)[N]) {
  Veiled<N - 1> out{};
  for (std::size_t i = 0; i + 1 < N; ++i) {
    out.octets[i] = static_cast<std::uint8_t>(static_cast<std::uint8_t>(text[i]) ^ veil);
  }
  return out;
}

// One of the published vectors of BIP-0039 (passphrase TREZOR).
constexpr auto words =
    veiled_text("ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic");
constexpr auto words_start = veiled_text("ozone drill grab");
constexpr auto entropy = veiled_hex("9e885d952ad362caeb4efe34a8e91bd2");
constexpr auto seed = veiled_hex("274ddc525802f7c828d8ef7ddbcdc530");
constexpr auto seed_end = veiled_hex("5ad213d4c9c9f9aca3fb217069a41028");
constexpr auto master_key =
    veiled_hex("ac0164daefba477910d503a14743787982a118ca53adbc0044561b0088bd2e53");

struct Range {
  std::uintptr_t from;
  std::uintptr_t to;
};

std::vector<Range> writable_memory() {
  std::vector<Range> out;
  std::ifstream maps("/proc/self/maps");
  std::string line;
  while (std::getline(maps, line)) {
    Range range{};
    char rights[5]{};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &range.from, &range.to, rights) != 3) continue;
    if (rights[0] == 'r' && rights[1] == 'w') out.push_back(range);
  }
  return out;
}

// Uses next to no stack itself, so that it does not write over what it looks for.
template <std::size_t N>
std::size_t count_of(const Veiled<N>& needle, const std::vector<Range>& memory) {
  std::size_t found = 0;
  for (const Range& range : memory) {
    const auto* at = reinterpret_cast<const volatile std::uint8_t*>(range.from);
    for (std::size_t i = 0; i + N <= range.to - range.from; ++i) {
      std::size_t k = 0;
      while (k < N && (at[i + k] ^ veil) == needle.octets[k]) ++k;
      if (k == N) ++found;
    }
  }
  return found;
}

template <std::size_t N>
SecretBytes unveiled(const Veiled<N>& veiled) {
  SecretBytes out = zeros(N);
  auto* data = static_cast<std::uint8_t*>(const_cast<void*>(address_of(out)));
  for (std::size_t i = 0; i < N; ++i) data[i] = veiled.octets[i] ^ veil;
  return out;
}

void use(const Vault& vault) {
  const KeyPath path = *parse_path("m/84'/0'/0'/0/0");
  const AccountKey key = *vault.account_key(path);
  std::vector<SigningJob> jobs;
  for (const auto kind :
       {SchemeKind::ecdsa, SchemeKind::ecdsa_recoverable, SchemeKind::taproot_key_path}) {
    jobs.push_back(
        {{{vault.master_fingerprint(), path}, key.key.key}, scheme_of(kind, key.key.key), {}});
  }
  auto draft = SealedDraft::open(SealedDraft::seal({}, "", {}, jobs));
  const Consent consent{draft->consent_id(), {}};
  if (!vault.sign(*Approved::give(*std::move(draft), consent)).ok()) std::abort();
}

struct Left {
  std::size_t words, entropy, seed, seed_end, master_key;

  [[nodiscard]] std::size_t all() const { return words + entropy + seed + seed_end + master_key; }
};

Left left_in(const std::vector<Range>& memory) {
  return {count_of(words_start, memory), count_of(entropy, memory), count_of(seed, memory),
          count_of(seed_end, memory), count_of(master_key, memory)};
}

int nothing_is_left() {
  const SecretBytes passphrase = secret_of("TREZOR");
  const std::vector<Range> memory = writable_memory();
  Left after_seed{};
  Left after_use{};
  {
    SecretBytes typed = unveiled(words);
    // The search can find what is there.
    if (count_of(words_start, memory) == 0) return 2;
    const bool derived = seed_of_words(typed, &passphrase).ok();
    after_seed = left_in(memory);
    if (!derived || after_seed.words != 1) return 3;  // typed itself
    const auto vault = Vault::from_words(typed, &passphrase);
    typed = SecretBytes();
    use(*vault);
    if (count_of(master_key, memory) == 0) return 4;
  }
  after_use = left_in(memory);
  std::cerr << "left after the seed: " << after_seed.all() - 1 << ", after use: " << after_use.all()
            << '\n';
  return after_seed.all() == 1 && after_use.all() == 0 ? 0 : 1;
}

int run(const std::string& situation) {
  if (situation == "hardened") return hardened();
  if (situation == "programs") return no_programs();
  if (situation == "nothing") return 0;
  if (situation == "sockets") return sockets_are_denied();
  if (situation == "core") return abort_with_cores_wanted();
  if (situation == "secret") return wait_with_a_secret(true);
  if (situation == "soft-secret") return wait_with_a_secret(false);
  if (situation == "no-getrandom") return without_getrandom();
  if (situation == "seed") return one_seed();
  if (situation == "seed-after-fork") return seeds_after_fork();
  if (situation == "no-lock") return without_locked_memory();
  if (situation == "fork") return child_reads_a_secret();
  if (situation == "leftovers") return nothing_is_left();
  return 97;
}

}  // namespace
}  // namespace coldquill

int main(int argc, char** argv) {
  return argc == 2 ? coldquill::run(argv[1]) : 97;
}
