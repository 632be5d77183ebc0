// A scanner of a test's own making: a shell script, and the words it says.
#pragma once

#include <coldquill/base/file.h>
#include <coldquill/base/writer.h>
#include <coldquill/scan_protocol/protocol.h>
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

// The command that says these octets.
inline std::string say(ByteView octets) {
  std::string out;
  for (const unsigned octet : octets) {
    for (const unsigned shift : {6u, 3u, 0u}) {
      out += (shift == 6 ? "\\" : "") + std::to_string(octet >> shift & 7);
    }
  }
  return "printf '" + out + "'; ";
}

inline std::string say(const ScanAnswer& answer) {
  Writer out;
  out.u8(static_cast<std::uint8_t>(answer.kind))
      .u32be(static_cast<std::uint32_t>(answer.bytes.size()))
      .bytes(answer.bytes);
  return say(out.view());
}

// Waits for the question, and answers with a frame of one code.
inline std::string say_frame(std::string_view code) {
  Writer out;
  out.u16be(640).u16be(480).u16be(0).u8(static_cast<std::uint8_t>(ScanKind::code));
  out.u16be(static_cast<std::uint16_t>(code.size())).text(code);
  return "head -c 2 >/dev/null; " + say({ScanKind::frame, out.take()});
}

inline std::string whole(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace coldquill::test
