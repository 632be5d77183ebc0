#include "arguments.h"

namespace coldquill::cli {
namespace {

// In the terminal, unless files were asked for.
bool shown_by_itself(const QrOptions& options) {
  return options.png.empty() && options.svg.empty() && options.gif.empty();
}

void add_qr_missing(CLI::App& qr, QrMissingOptions& options, Run& run) {
  auto* missing = qr.add_subcommand("missing", "Which parts an unfinished scan still needs");
  missing->add_option("SOURCE", options.sources, "Pictures, folders, files of parts")->required();
  missing->add_flag("--json", options.json, "One JSON object on standard output");
  add_qr_options(*missing, options.qr, false);
  missing->callback([&] {
    run = [&] {
      options.qr.show = !options.json && shown_by_itself(options.qr);
      return qr_missing(options);
    };
  });
}

}  // namespace

void add_qr(CLI::App& app, Arguments& arguments, Run& run) {
  auto* qr = app.add_subcommand("qr", "QR codes alone");
  qr->require_subcommand(1);
  auto* show = qr->add_subcommand("show", "Show a file as QR codes");
  show->add_option("FILE", arguments.qr_file, "What to show")->required();
  show->add_option("--only", arguments.qr_only, "Numbers of the parts to show, as in 3,7,12-15")
      ->check([](const std::string& text) {
        return parse_numbers(text) ? std::string() : std::string("numbers are expected");
      })
      ->type_name("NUMBERS");
  add_qr_options(*show, arguments.sign.qr, false);
  add_target_option(*show, arguments.sign.qr);
  show->callback([&] {
    run = [&] {
      QrOptions& options = arguments.sign.qr;
      options.only = parse_numbers(arguments.qr_only).value_or(NumberRanges());
      options.show = shown_by_itself(options);
      return qr_show(arguments.qr_file, options);
    };
  });
  auto* read = qr->add_subcommand("read", "Read QR codes from pictures and folders");
  auto* source =
      read->add_option("SOURCE", arguments.qr_read.sources, "Picture, film, folder, or -");
  read->add_option("--camera", arguments.qr_read.camera,
                   "Scan with this camera: its number or path")
      ->type_name("CAMERA")
      ->excludes(source);
  read->add_option("-o", arguments.qr_read.out, "Where to write what was read")->type_name("PLACE");
  read->add_option("--keep", arguments.qr_read.keep,
                   "Keep the parts of an unfinished scan here, and go on from them")
      ->type_name("FILE");
  read->add_flag("--json", arguments.qr_read.json, "One JSON object on standard output");
  read->callback([&] {
    if (arguments.qr_read.sources.empty() && !arguments.qr_read.camera) {
      throw CLI::RequiredError("SOURCE or --camera");
    }
    run = [&] { return qr_read(arguments.qr_read); };
  });
  add_qr_missing(*qr, arguments.qr_missing, run);
}

}  // namespace coldquill::cli
