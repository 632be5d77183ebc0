#include "named_text.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/text.h>
#include <coldquill/flow/intake.h>
#include <coldquill/flow/other_text.h>

#include <filesystem>

#include "say.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_NOT_A_TEXT{"E_NOT_A_TEXT", Errc::malformed,
                              "Name a file or a picture of a QR code with one address or link."};
constexpr std::size_t longest = 4096;

}  // namespace

Result<std::string> named_text(const std::string& argument) {
  std::error_code failure;
  // What is an address or a link is not a file, whatever lies in this folder under that name.
  const bool itself = other_text(view_of(argument)).has_value();
  if (itself || !std::filesystem::is_regular_file(argument, failure)) {
    CQ_CHECK(refuse_secret(view_of(argument)));
    return std::string(trimmed(argument));
  }
  CQ_TRY(content, text_in(argument));
  CQ_CHECK(refuse_secret(content));
  std::string text(trimmed(text_of(content)));
  const bool short_text = text.size() <= longest && is_plain_text(view_of(text));
  if (!short_text) return Error(E_NOT_A_TEXT, "this is no short text", escape_text(argument));
  say("Read from " + shown_name(argument) + ": " + escape_text(text));
  return text;
}

}  // namespace coldquill::cli
