// A scanner of a test's own making: a shell script.
#pragma once

#include <coldquill/base/file.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace coldquill::test {

class Script {
 public:
  explicit Script(std::string_view commands)
      : path_(std::filesystem::temp_directory_path() /
              ("coldquill-script-" + std::to_string(::getpid()))) {
    const std::string text = "#!/bin/sh\n" + std::string(commands) + "\n";
    EXPECT_TRUE(write_file(path_, view_of(text), 0700, Existing::replace).ok());
  }
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;
  ~Script() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string whole(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace coldquill::test
