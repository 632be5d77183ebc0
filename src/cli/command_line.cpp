#include "command_line.h"

#include <coldquill/families/families.h>
#include <coldquill/transport/envelope.h>

#include <memory>
#include <span>

#include "arguments.h"
#include "read_words.h"

namespace coldquill::cli {
namespace {

constexpr std::string_view version = "coldquill " COLDQUILL_VERSION;
constexpr Reason E_SECRET_ARGUMENT{
    "E_SECRET_ARGUMENT", Errc::usage,
    "Others on this machine can read commands, and shells keep them: clear the history, and let "
    "coldquill ask for words and passwords."};

bool is_secret(std::string_view text) {
  return !refuse_secret(view_of(text)).ok();
}

// Alone, behind "--option=", or as words one after another.
bool holds_secret(const std::vector<std::string>& arguments) {
  constexpr std::size_t word_counts[] = {12, 15, 18, 21, 24};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (is_secret(one) || is_secret(std::string_view(one).substr(one.find('=') + 1))) return true;
    std::string joined;
    for (std::size_t k = 0; k < 24 && i + k < arguments.size(); ++k) {
      joined += (k == 0 ? "" : " ") + arguments[i + k];
      const bool whole = std::ranges::find(word_counts, k + 1) != std::end(word_counts);
      if (whole && is_secret(joined)) return true;
    }
  }
  return false;
}

Command all_commands(Arguments& arguments) {
  Command root{"coldquill", "coldquill: signs transactions on a machine that is never online"};
  add_request_commands(root, arguments);
  add_address(root, arguments);
  add_build(root, arguments);
  add_wallet(root, arguments);
  add_qr(root, arguments);
  root.run = [&] { return overview(arguments.review.machine); };
  return root;
}

}  // namespace

bool wants_json(int argc, char** argv) {
  const std::span words(argv, static_cast<std::size_t>(argc));
  const auto end = std::ranges::find(words, std::string_view("--"));
  return std::find(words.begin(), end, std::string_view("--json")) != end;
}

Result<Call> parse_command_line(int argc, char** argv, std::vector<MachineWarning> machine) {
  // Other programs on this machine can read arguments, and shells keep them.
  if (holds_secret({argv + 1, argv + argc})) {
    return Error(E_SECRET_ARGUMENT, "a secret stands in the command itself");
  }
  const auto arguments = std::make_shared<Arguments>();
  arguments->review.machine = std::move(machine);
  Command root = all_commands(*arguments);
  CQ_TRY(run, read_words(root, std::string(version), argc, argv));
  if (!run) return Call{};
  const auto& payloads = arguments->review.payloads;
  const bool piped = std::ranges::find(payloads, "-") != payloads.end();
  CQ_CHECK(check_descriptors(arguments->keys, piped));
  return Call{[arguments, run = std::move(run)] { return run(); }};
}

}  // namespace coldquill::cli
