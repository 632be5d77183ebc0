// After lock_down(): each thing that a taken-over scanner would want to do ends it.
#include <coldquill/scan_protocol/protocol.h>
#include <coldquill/scanner/sandbox.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <ctime>
#include <functional>

namespace coldquill {
namespace {

#if !defined(__SANITIZE_ADDRESS__)

// Locked down, does it, and leaves with 0 if it is still alive.
void locked(const std::function<void()>& deed, Work work = Work::pictures) {
  if (!lock_down(Incomplete::refuse, work).ok()) ::_exit(99);
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

// Whether there is a device behind the descriptor does not matter to the filter.
void ask(unsigned long request, int descriptor = frames_descriptor) {
  std::array<std::uint8_t, 512> data{};
  ::ioctl(descriptor, request, data.data());
}

TEST(SandboxDeathTest, ACameraIsAskedForPicturesOnly) {
  const auto as_camera = [](auto deed) { return [deed] { locked(deed, Work::camera); }; };
  const testing::ExitedWithCode lives(0);
  const testing::KilledBySignal dies(SIGSYS);
  for (const unsigned long request :
       {VIDIOC_QUERYCAP, VIDIOC_ENUM_FMT, VIDIOC_ENUM_FRAMESIZES, VIDIOC_ENUM_FRAMEINTERVALS,
        VIDIOC_S_FMT, VIDIOC_REQBUFS, VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_DQBUF, VIDIOC_STREAMON,
        VIDIOC_STREAMOFF}) {
    EXPECT_EXIT(as_camera([=] { ask(request); })(), lives, "") << request;
    EXPECT_EXIT(as_camera([=] { ask(request, 0); })(), dies, "") << request;
    EXPECT_EXIT(locked([=] { ask(request); }, Work::film), dies, "") << request;
    EXPECT_EXIT(locked([=] { ask(request); }), dies, "") << request;
  }
  for (const unsigned long request : {VIDIOC_S_CTRL, VIDIOC_S_PARM, VIDIOC_S_EXT_CTRLS,
                                      VIDIOC_EXPBUF, static_cast<unsigned long>(TIOCSTI)}) {
    EXPECT_EXIT(as_camera([=] { ask(request); })(), dies, "") << request;
  }
  EXPECT_EXIT(as_camera([] { ::open("/dev/null", O_RDONLY); })(), dies, "");
  EXPECT_EXIT(as_camera([] { ::socket(AF_UNIX, SOCK_DGRAM, 0); })(), dies, "");
}

TEST(SandboxDeathTest, WaitingIsForFrames) {
  const auto wait = [] { ::poll(nullptr, 0, 1); };
  EXPECT_EXIT(locked(wait, Work::camera), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(locked(wait, Work::film), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(locked(wait), testing::KilledBySignal(SIGSYS), "");
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
