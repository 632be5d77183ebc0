#include "say.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/codec/json_writer.h>
#include <unistd.h>

#include <cstdio>

namespace coldquill::cli {
namespace {

constexpr Reason E_BINARY_TO_TERMINAL{"E_BINARY_TO_TERMINAL", Errc::usage,
                                      "Write it to a file with -o, or choose --format base64."};

// Words from outside may be in it: no row of the screen begins with them.
std::string in_rows(const std::string& text) {
  constexpr std::string_view indent = "    ";
  std::string out;
  for (const std::string_view row : lines_of_words(text, screen_columns - indent.size())) {
    out += (out.empty() ? "" : "\n" + std::string(indent)) + std::string(row);
  }
  return out;
}

std::string told(const Error& error) {
  std::string place = error.where();
  if (error.at() != Error::nowhere) {
    place += (place.empty() ? "byte " : ", byte ") + std::to_string(error.at());
  }
  std::string what = std::string(error.reason()) + ": " + error.what();
  if (!place.empty()) what += " (" + place + ")";
  return in_rows(what) + "\n  " + std::string(error.advice()) + "\n";
}

Json as_json(const Error& error) {
  Json body{{"reason", error.reason()},
            {"text", error.what()},
            {"advice", error.advice()},
            {"where", error.where()}};
  body["offset"] = error.at() == Error::nowhere ? Json(nullptr) : Json(error.at());
  return {{"error", body}};
}

}  // namespace

void say(std::string_view text) {
  const std::string line = std::string(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void put(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

Result<void> check_fit_for_output(bool text) {
  if (text || ::isatty(STDOUT_FILENO) != 1) return {};
  return Error(E_BINARY_TO_TERMINAL, "binary data is not printed on a terminal");
}

Result<void> finish_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return {};
  return Error(E_CANNOT_WRITE, "not everything could be written", "standard output");
}

Result<void> put_bytes(ByteView bytes, bool text) {
  CQ_CHECK(check_fit_for_output(text));
  return write_descriptor(STDOUT_FILENO, bytes).in("standard output");
}

int report(const Error& error, bool json) {
  if (json) {
    put(as_json(error).text() + "\n");
  } else {
    const std::string text = told(error);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
  return static_cast<int>(error.code());
}

}  // namespace coldquill::cli
