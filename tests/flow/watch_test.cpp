// A camera whose scanners die: what was read stays read.
#include <coldquill/flow/watch.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanner/script.h"

namespace coldquill {
namespace {

using namespace std::chrono_literals;
using testing::StartsWith;

// Remembers what it was told, and looks on until so many frames are lost.
class Witness : public Spectator {
 public:
  explicit Witness(std::size_t patience) : patience_(patience) {}
  Room room() override { return {}; }
  bool see(const Sight& sight) override {
    frames = sight.frames;
    lost = sight.lost;
    return lost < patience_;
  }
  std::size_t frames = 0;
  std::size_t lost = 0;

 private:
  std::size_t patience_;
};

// A camera that is looked through by scanners which live as these commands say; $life is the number
// of each, from 1.
struct Camera {
  explicit Camera(const std::string& commands)
      : script(test::say({ScanKind::ready, {}}) + "echo >> $0.lives; life=$(wc -l < $0.lives); " +
               commands) {}
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;
  ~Camera() { std::filesystem::remove(script.path() + ".lives"); }

  Result<Unwrapped> watch(Gatherer& gatherer, Witness& witness) const {
    auto stream = FrameStream::start(script.path(), device.get(), FrameStream::Source::camera,
                                     FrameStream::Pace::as_fast, 20s);
    if (!stream) return stream.error();
    return coldquill::watch(*std::move(stream), gatherer, witness);
  }

  test::Script script;
  Descriptor device{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
};

TEST(Watch, APoisonedFrameCostsThatFrame) {
  const Camera camera("case $life in 1) " + test::say_frame("p1of3 cHNi") + "exit 12;; 2) " +
                      test::say_frame("p2of3 dP8B") + "kill -SEGV $$;; *) " +
                      test::say_frame("p3of3 AAA=") + ";; esac");
  Gatherer gatherer(Take::everything, "");
  Witness witness(100);
  const auto content = camera.watch(gatherer, witness);
  ASSERT_TRUE(content.ok()) << content.error().what();
  EXPECT_EQ(content->wrapping, Wrapping::specter);
  EXPECT_EQ(witness.frames, 2u);
  EXPECT_EQ(witness.lost, 2u);
}

TEST(Watch, DeathsWithoutEndEndTheScan) {
  const Camera camera("case $life in 1) " + test::say_frame("p1of3 cHNi") + ";; esac; exit 12");
  Gatherer gatherer(Take::everything, "");
  Witness witness(100);
  const auto content = camera.watch(gatherer, witness);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().reason(), "E_SCANNER_FAILED");
  EXPECT_THAT(content.error().what(), StartsWith("the scanner ended with status 12"));
  EXPECT_EQ(witness.lost, most_lost_in_a_row - 1);
  EXPECT_EQ(gatherer.accepted(), std::vector<std::string>{"p1of3 cHNi"});
}

// Between two scanners the person is asked.
TEST(Watch, EndsWhileScannersDie) {
  const Camera camera("exit 12");
  Gatherer gatherer(Take::everything, "");
  Witness witness(1);
  EXPECT_EQ(camera.watch(gatherer, witness).error().reason(), "E_SCAN_STOPPED");
}

}  // namespace
}  // namespace coldquill
