#include "arguments.h"

namespace coldquill::cli {
namespace {

void fill_review(Command& review, Arguments& arguments) {
  add_review_options(review, arguments.review);
  add_key_options(review, arguments.keys);
  review.one_of = {"PAYLOAD", "--camera"};
  review.run = [&] { return cli::review(arguments.review, arguments.keys); };
}

void fill_sign(Command& sign, Arguments& arguments) {
  add_review_options(sign, arguments.review);
  add_key_options(sign, arguments.keys);
  sign.take({
      {"--approve",
       &arguments.sign.approve,
       "The consent id that `review` showed",
       {.type = "CONSENT_ID"}},
      {"--ack",
       &arguments.sign.acknowledge,
       "A reason id that is accepted",
       {.type = "E_REASON", .one_value = true}},
      {"--each", &arguments.sign.each, "Ask for each of several requests by itself"},
  });
  add_answer_options(sign, arguments.sign);
  sign.run = [&] { return cli::sign(arguments.review, arguments.keys, arguments.sign); };
}

// The same word as `sign`, and one more.
void fill_scan(Command& scan, Arguments& arguments) {
  fill_sign(scan, arguments);
  scan.take({{"--list", &arguments.list_cameras, "List the cameras instead"}});
  scan.run = [&] {
    if (arguments.list_cameras) return list_cameras(arguments.review.json);
    return cli::sign(arguments.review, arguments.keys, arguments.sign);
  };
}

void fill_combine(Command& combine, Arguments& arguments) {
  combine.take({{"PAYLOAD",
                 &arguments.review.payloads,
                 "Signed copies of one request",
                 {.required = true}}});
  add_json_option(combine, arguments.review.json);
  add_answer_options(combine, arguments.sign);
  combine.run = [&] { return cli::combine(arguments.review, arguments.sign); };
}

}  // namespace

void add_request_commands(Command& root, Arguments& arguments) {
  const Command commands[] = {
      {"review", "Decode and show a request; needs no keys",
       [&](Command& review) { fill_review(review, arguments); }},
      {"sign", "Review, ask, sign, and write the answer; without PAYLOAD with a camera",
       [&](Command& sign) { fill_sign(sign, arguments); }},
      {"scan", "Sign what a camera sees; the same as sign without PAYLOAD",
       [&](Command& scan) { fill_scan(scan, arguments); }},
      {"combine", "Merge what several people signed",
       [&](Command& combine) { fill_combine(combine, arguments); }},
  };
  root.commands.insert(root.commands.end(), std::begin(commands), std::end(commands));
}

}  // namespace coldquill::cli
