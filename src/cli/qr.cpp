#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/families/families.h>
#include <coldquill/flow/answer.h>

#include "commands.h"
#include "print.h"
#include "qr_output.h"
#include "say.h"

namespace coldquill::cli {
namespace {

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// A request is shown as wallets read it (a PSBT as a UR); any other short text as it is.
Result<std::vector<std::string>> codes_for(const std::string& file, const QrOptions& options) {
  CQ_TRY(bytes, read_file(file));
  CQ_TRY(content, unwrap(bytes).in(escape_text(file)));
  auto opened = open(Intake{escape_text(file), file, Origin::file, content}, "", {});
  if (opened) {
    const Answer as_is{std::string(opened->kind->name), opened->intake.content.bytes, false, false};
    Answer payload = as_is;
    if (content.wrapping == Wrapping::ur) {
      CQ_TRY(known, recognise(content, ""));
      payload.bytes = known.payload.bytes;
    }
    return qr_contents(*opened, payload, {"", false, fragment_for_window(options)});
  }
  const std::string text = without_line_end(std::string(text_of(bytes)));
  if (!is_plain_text(view_of(text))) return std::move(opened).error();
  return std::vector<std::string>{text};
}

}  // namespace

Result<int> qr_show(const std::string& file, const QrOptions& options) {
  CQ_TRY(codes, codes_for(file, options));
  CQ_CHECK(output_qr(codes, options));
  return 0;
}

Result<int> qr_read(const QrReadOptions& options) {
  Json list = Json::array();
  for (const std::string& source : options.sources) {
    CQ_TRY(taken, take_in(source));
    for (const std::string& name : taken.skipped) say("Skipped, no request: " + name);
    for (const Intake& intake : taken.payloads) {
      const Unwrapped& content = intake.content;
      const auto known = recognise(content, "");
      const Bytes& bytes = known ? known->payload.bytes : content.bytes;
      list.push_back({{"name", intake.name},
                      {"content", content.spoken},
                      {"ur_type", content.ur_type},
                      {"kind", known ? Json(known->kind->name) : Json(nullptr)},
                      {"bytes", bytes.size()}});
      say(intake.name + ": " + (known ? known->spoken : content.spoken));
      if (options.sources.size() + taken.payloads.size() > 2 && !options.out.empty()) {
        return Error(E_CANNOT_WRITE, "several payloads do not fit into one file",
                     escape_text(options.out));
      }
      if (!options.out.empty()) CQ_CHECK(write_file(options.out, bytes, 0644));
      if (options.out.empty() && !options.json) {
        CQ_CHECK(put_bytes(bytes, is_plain_text(bytes)));
      }
    }
  }
  if (options.json) put(Json{{"payloads", list}}.dump(2) + "\n");
  return 0;
}

}  // namespace coldquill::cli
