#include "arguments.h"

namespace coldquill::cli {
namespace {

void fill_review(CLI::App& review, Arguments& arguments, Run& run) {
  add_review_options(review, arguments.review);
  add_key_options(review, arguments.keys);
  review.callback([&] {
    if (review.count("PAYLOAD") + review.count("--camera") == 0) {
      throw CLI::RequiredError("PAYLOAD or --camera");
    }
    run = [&] { return cli::review(arguments.review, arguments.keys); };
  });
}

void fill_sign(CLI::App& sign, Arguments& arguments, Run& run) {
  add_review_options(sign, arguments.review);
  add_key_options(sign, arguments.keys);
  sign.add_option("--approve", arguments.sign.approve, "The consent id that `review` showed")
      ->type_name("CONSENT_ID");
  add_repeated(sign, "--ack", arguments.sign.acknowledge, "A reason id that is accepted",
               "E_REASON");
  sign.add_flag("--each", arguments.sign.each, "Ask for each of several requests by itself");
  add_answer_options(sign, arguments.sign);
  sign.callback(
      [&] { run = [&] { return cli::sign(arguments.review, arguments.keys, arguments.sign); }; });
}

// The same word as `sign`, and one more.
void fill_scan(CLI::App& scan, Arguments& arguments, Run& run) {
  fill_sign(scan, arguments, run);
  scan.add_flag("--list", arguments.list_cameras, "List the cameras instead");
  scan.callback([&] {
    run = [&] {
      if (arguments.list_cameras) return list_cameras(arguments.review.json);
      return cli::sign(arguments.review, arguments.keys, arguments.sign);
    };
  });
}

void fill_combine(CLI::App& combine, Arguments& arguments, Run& run) {
  combine.add_option("PAYLOAD", arguments.review.payloads, "Signed copies of one request")
      ->required();
  combine.add_flag("--json", arguments.review.json, "One JSON object on standard output");
  add_answer_options(combine, arguments.sign);
  combine.callback([&] { run = [&] { return cli::combine(arguments.review, arguments.sign); }; });
}

}  // namespace

void add_request_commands(CLI::App& app, Arguments& arguments, Run& run) {
  add_command(app, "review", "Decode and show a request; needs no keys",
              [&](CLI::App& review) { fill_review(review, arguments, run); });
  add_command(app, "sign", "Review, ask, sign, and write the answer; without PAYLOAD with a camera",
              [&](CLI::App& sign) { fill_sign(sign, arguments, run); });
  add_command(app, "scan", "Sign what a camera sees; the same as sign without PAYLOAD",
              [&](CLI::App& scan) { fill_scan(scan, arguments, run); });
  add_command(app, "combine", "Merge what several people signed",
              [&](CLI::App& combine) { fill_combine(combine, arguments, run); });
}

}  // namespace coldquill::cli
