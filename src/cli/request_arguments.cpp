#include "arguments.h"

namespace coldquill::cli {
namespace {

void add_review(CLI::App& app, Arguments& arguments, Run& run) {
  auto* review = app.add_subcommand("review", "Decode and show a request; needs no keys");
  add_review_options(*review, arguments.review);
  add_key_options(*review, arguments.keys);
  review->callback([&, review] {
    if (review->count("PAYLOAD") + review->count("--camera") == 0) {
      throw CLI::RequiredError("PAYLOAD or --camera");
    }
    run = [&] { return cli::review(arguments.review, arguments.keys); };
  });
}

// `scan` is the same word.
CLI::App* add_sign(CLI::App& app, Arguments& arguments, Run& run, const char* name,
                   const char* help) {
  auto* sign = app.add_subcommand(name, help);
  add_review_options(*sign, arguments.review);
  add_key_options(*sign, arguments.keys);
  sign->add_option("--approve", arguments.sign.approve, "The consent id that `review` showed")
      ->type_name("CONSENT_ID");
  add_repeated(*sign, "--ack", arguments.sign.acknowledge, "A reason id that is accepted",
               "E_REASON");
  sign->add_flag("--each", arguments.sign.each, "Ask for each of several requests by itself");
  add_answer_options(*sign, arguments.sign);
  sign->callback(
      [&] { run = [&] { return cli::sign(arguments.review, arguments.keys, arguments.sign); }; });
  return sign;
}

void add_scan(CLI::App& app, Arguments& arguments, Run& run) {
  auto* scan = add_sign(app, arguments, run, "scan",
                        "Sign what a camera sees; the same as sign without PAYLOAD");
  scan->add_flag("--list", arguments.list_cameras, "List the cameras instead");
  scan->callback([&] {
    run = [&] {
      if (arguments.list_cameras) return list_cameras(arguments.review.json);
      return cli::sign(arguments.review, arguments.keys, arguments.sign);
    };
  });
}

void add_combine(CLI::App& app, Arguments& arguments, Run& run) {
  auto* combine = app.add_subcommand("combine", "Merge what several people signed");
  combine->add_option("PAYLOAD", arguments.review.payloads, "Signed copies of one request")
      ->required();
  combine->add_flag("--json", arguments.review.json, "One JSON object on standard output");
  add_answer_options(*combine, arguments.sign);
  combine->callback([&] { run = [&] { return cli::combine(arguments.review, arguments.sign); }; });
}

}  // namespace

void add_request_commands(CLI::App& app, Arguments& arguments, Run& run) {
  add_review(app, arguments, run);
  add_sign(app, arguments, run, "sign",
           "Review, ask, sign, and write the answer; without PAYLOAD with a camera");
  add_scan(app, arguments, run);
  add_combine(app, arguments, run);
}

}  // namespace coldquill::cli
