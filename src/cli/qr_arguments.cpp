#include "arguments.h"

namespace coldquill::cli {
namespace {

const char* not_numbers(const std::string& text) {
  return parse_numbers(text) ? nullptr : "numbers are expected";
}

void fill_missing(Command& missing, QrMissingOptions& options) {
  missing.take(
      {{"SOURCE", &options.sources, "Pictures, folders, files of parts", {.required = true}}});
  add_json_option(missing, options.json);
  add_qr_options(missing, options.qr, false);
  missing.run = [&] {
    options.qr.show = !options.json && !options.qr.in_files();
    return qr_missing(options);
  };
}

void fill_show(Command& show, Arguments& arguments) {
  show.take({
      {"FILE", &arguments.qr_file, "What to show", {.required = true}},
      {"--only",
       &arguments.qr_only,
       "Numbers of the parts to show, as in 3,7,12-15",
       {.type = "NUMBERS", .wrong = not_numbers}},
  });
  add_qr_options(show, arguments.sign.qr, false);
  add_target_option(show, arguments.sign.qr);
  show.run = [&] {
    QrOptions& options = arguments.sign.qr;
    options.only = parse_numbers(arguments.qr_only).value_or(NumberRanges());
    options.show = !options.in_files();
    return qr_show(arguments.qr_file, options);
  };
}

void fill_read(Command& read, QrReadOptions& options) {
  read.take({
      {"SOURCE", &options.sources, "Picture, film, folder, or -"},
      {"--camera",
       &options.camera,
       "Scan with this camera: its number or path",
       {.type = "CAMERA", .excludes = {"SOURCE"}}},
      {"-o", &options.out, "Where to write what was read", {.type = "PLACE"}},
      {"--keep",
       &options.keep,
       "Keep the parts of an unfinished scan here, and go on from them",
       {.type = "FILE"}},
  });
  add_json_option(read, options.json);
  read.one_of = {"SOURCE", "--camera"};
  read.run = [&] { return qr_read(options); };
}

void fill_qr(Command& qr, Arguments& arguments) {
  qr.commands = {
      {"show", "Show a file as QR codes", [&](Command& show) { fill_show(show, arguments); }},
      {"read", "Read QR codes from pictures and folders",
       [&](Command& read) { fill_read(read, arguments.qr_read); }},
      {"missing", "Which parts an unfinished scan still needs",
       [&](Command& missing) { fill_missing(missing, arguments.qr_missing); }},
  };
}

}  // namespace

void add_qr(Command& root, Arguments& arguments) {
  root.commands.push_back({"qr", "QR codes alone", [&](Command& qr) { fill_qr(qr, arguments); }});
}

}  // namespace coldquill::cli
