// A folder ends: what is no film has a time of its own, and nothing of what was not looked at is
// passed over in silence.
#include "folder_time.h"

#include <coldquill/base/file.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "folder.h"

namespace coldquill {
namespace {

using namespace std::chrono_literals;

std::chrono::milliseconds step;

// Each look at this clock takes as long as that.
FolderTime::Clock::time_point ticking() {
  static FolderTime::Clock::time_point now;
  return now += step;
}

class FolderTimes : public ::testing::Test {
 protected:
  FolderTimes() : folder_(::testing::TempDir() + "coldquill-time-" + std::to_string(::getpid())) {
    std::filesystem::create_directories(folder_);
    for (const char* name : {"a", "b", "c", "d"}) {
      const std::string message = std::string("signmessage m/84'/0'/0'/0/0 ascii:pay ") + name;
      EXPECT_TRUE(write_file(folder_ + "/" + name + ".txt", view_of(message), 0600).ok());
    }
  }
  ~FolderTimes() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] Result<IntakeList> read(std::chrono::milliseconds each) {
    step = each;
    looked_at_.clear();
    const auto looking = [this](std::size_t number, std::size_t files, const std::string& path) {
      looked_at_.push_back(std::to_string(number) + "/" + std::to_string(files) + " " +
                           path.substr(path.rfind('/') + 1));
    };
    return Folder(folder_, Take::requests, FilmTime(60s), FolderTime(300s, &ticking), looking)
        .read();
  }

  std::string folder_;
  std::vector<std::string> looked_at_;
};

TEST_F(FolderTimes, AllThatIsReadInTimeIsTaken) {
  const auto list = read(99s);  // the last one ends late
  ASSERT_TRUE(list.ok()) << list.error().what();
  EXPECT_EQ(list->payloads.size(), 4u);
  EXPECT_EQ(looked_at_,
            (std::vector<std::string>{"1/4 a.txt", "2/4 b.txt", "3/4 c.txt", "4/4 d.txt"}));
}

TEST_F(FolderTimes, TheRestIsNamedAndNothingIsTaken) {
  const auto list = read(150s);
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().reason(), "E_FOLDER_TIME");
  EXPECT_EQ(list.error().code(), Errc::over_limit);
  EXPECT_NE(list.error().what().find("the time for a folder, 300 s, was over when 2 of its 4 files "
                                     "had been looked at; the others begin with "),
            std::string::npos)
      << list.error().what();
  EXPECT_NE(list.error().what().find("c.txt"), std::string::npos);
}

}  // namespace
}  // namespace coldquill
