#include "arguments.h"

namespace coldquill::cli {
namespace {

void fill_missing(CLI::App& missing, QrMissingOptions& options, Run& run) {
  missing.add_option("SOURCE", options.sources, "Pictures, folders, files of parts")->required();
  missing.add_flag("--json", options.json, "One JSON object on standard output");
  add_qr_options(missing, options.qr, false);
  missing.callback([&] {
    run = [&] {
      options.qr.show = !options.json && !options.qr.in_files();
      return qr_missing(options);
    };
  });
}

void fill_show(CLI::App& show, Arguments& arguments, Run& run) {
  show.add_option("FILE", arguments.qr_file, "What to show")->required();
  show.add_option("--only", arguments.qr_only, "Numbers of the parts to show, as in 3,7,12-15")
      ->check([](const std::string& text) {
        return parse_numbers(text) ? std::string() : std::string("numbers are expected");
      })
      ->type_name("NUMBERS");
  add_qr_options(show, arguments.sign.qr, false);
  add_target_option(show, arguments.sign.qr);
  show.callback([&] {
    run = [&] {
      QrOptions& options = arguments.sign.qr;
      options.only = parse_numbers(arguments.qr_only).value_or(NumberRanges());
      options.show = !options.in_files();
      return qr_show(arguments.qr_file, options);
    };
  });
}

void fill_read(CLI::App& read, QrReadOptions& options, Run& run) {
  auto* source = read.add_option("SOURCE", options.sources, "Picture, film, folder, or -");
  read.add_option("--camera", options.camera, "Scan with this camera: its number or path")
      ->type_name("CAMERA")
      ->excludes(source);
  read.add_option("-o", options.out, "Where to write what was read")->type_name("PLACE");
  read.add_option("--keep", options.keep,
                  "Keep the parts of an unfinished scan here, and go on from them")
      ->type_name("FILE");
  read.add_flag("--json", options.json, "One JSON object on standard output");
  read.callback([&] {
    if (options.sources.empty() && !options.camera) {
      throw CLI::RequiredError("SOURCE or --camera");
    }
    run = [&] { return qr_read(options); };
  });
}

void fill_qr(CLI::App& qr, Arguments& arguments, Run& run) {
  qr.require_subcommand(1);
  add_command(qr, "show", "Show a file as QR codes",
              [&](CLI::App& show) { fill_show(show, arguments, run); });
  add_command(qr, "read", "Read QR codes from pictures and folders",
              [&](CLI::App& read) { fill_read(read, arguments.qr_read, run); });
  add_command(qr, "missing", "Which parts an unfinished scan still needs",
              [&](CLI::App& missing) { fill_missing(missing, arguments.qr_missing, run); });
}

}  // namespace

void add_qr(CLI::App& app, Arguments& arguments, Run& run) {
  add_command(app, "qr", "QR codes alone", [&](CLI::App& qr) { fill_qr(qr, arguments, run); });
}

}  // namespace coldquill::cli
