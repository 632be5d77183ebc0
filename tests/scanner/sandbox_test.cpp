// After lock_down(): each thing that a taken-over scanner would want to do ends it.
#include <coldquill/scanner/sandbox.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <functional>

namespace coldquill {
namespace {

#if !defined(__SANITIZE_ADDRESS__)

// Locked down, does it, and leaves with 0 if it is still alive.
void locked(const std::function<void()>& deed) {
  if (!lock_down(Incomplete::refuse).ok()) ::_exit(99);
  deed();
  ::_exit(0);
}

#define EXPECT_ALLOWED(deed) EXPECT_EXIT(locked([] { deed; }), testing::ExitedWithCode(0), "")
#define EXPECT_DEADLY(deed) EXPECT_EXIT(locked([] { deed; }), testing::KilledBySignal(SIGSYS), "")

TEST(SandboxDeathTest, ThinkingIsAllowed) {
  EXPECT_ALLOWED(std::string(100000, 'x').clear());
  EXPECT_ALLOWED(if (::write(1, "", 0) != 0)::_exit(1));
  EXPECT_ALLOWED(try { throw 1; } catch (const int&){});
}

TEST(SandboxDeathTest, FilesAreClosed) {
  EXPECT_DEADLY(::open("/dev/null", O_RDONLY));
  EXPECT_DEADLY(::unlink("/nowhere"));
  EXPECT_DEADLY(::access("/", R_OK));
  EXPECT_DEADLY(::syscall(SYS_openat2, 0, "/", nullptr, 0));
  EXPECT_DEADLY(::syscall(SYS_memfd_create, "x", 0));
}

TEST(SandboxDeathTest, NobodyIsReached) {
  for (const int family : {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_BLUETOOTH, AF_ALG,
                           AF_VSOCK, AF_CAN}) {
    EXPECT_EXIT(locked([family] { ::socket(family, SOCK_DGRAM, 0); }),
                testing::KilledBySignal(SIGSYS), "");
  }
  EXPECT_DEADLY(::syscall(SYS_io_uring_setup, 1, nullptr));
  EXPECT_DEADLY(::kill(1, 0));
  EXPECT_DEADLY(::syscall(SYS_ptrace, 0, 0, 0, 0));
}

TEST(SandboxDeathTest, NothingIsRun) {
  EXPECT_DEADLY(::fork());
  EXPECT_DEADLY(::execl("/bin/true", "true", nullptr));
  EXPECT_DEADLY(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  EXPECT_DEADLY(::mprotect(nullptr, 4096, PROT_EXEC));
}

TEST(SandboxDeathTest, MemoryEnds) {
  EXPECT_EXIT(locked([] {
                const void* much =
                    ::mmap(nullptr, 600u << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                ::_exit(much == MAP_FAILED ? 5 : 0);
              }),
              testing::ExitedWithCode(5), "");
}

TEST(SandboxDeathTest, WorkEnds) {
  EXPECT_EXIT(locked([] {
                limit_work(50);
                while (::clock() >= 0) {
                }
              }),
              testing::ExitedWithCode(12), "took too long");
}

#endif

}  // namespace
}  // namespace coldquill
