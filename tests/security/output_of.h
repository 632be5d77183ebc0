// What a command prints; it must end well.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace coldquill {

inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return out;
}

}  // namespace coldquill
