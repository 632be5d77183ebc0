#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/families/families.h>
#include <coldquill/flow/answer.h>
#include <coldquill/flow/other_text.h>

#include <filesystem>

#include "commands.h"
#include "folder_line.h"
#include "kept_scan.h"
#include "place.h"
#include "print.h"
#include "qr_output.h"
#include "say.h"
#include "scan.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_NO_SUCH_PART{
    "E_NO_SUCH_PART", Errc::usage,
    "Parts are numbered as they were shown: use the same file and the same --fragment."};

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// A payload of a known kind is shown as wallets read it (a PSBT as a UR); any other short text as
// it is. This is the transport alone: nothing is decoded.
Result<std::vector<std::string>> codes_for(const std::string& file, const QrOptions& options) {
  CQ_TRY(bytes, read_file(file));
  CQ_TRY(content, unwrap(bytes).in(escape_text(file)));
  CQ_CHECK(refuse_secret(content.bytes));
  auto known = recognise(content, "");
  if (known) {
    AnswerOptions how;
    fit_codes(options, how);
    return qr_contents(content, *known->kind, known->payload.bytes, how);
  }
  const std::string text = without_line_end(std::string(text_of(bytes)));
  if (!is_plain_text(view_of(text))) return std::move(known).error();
  return std::vector<std::string>{text};
}

// Those that a scan still needs, in the order in which they were named.
Result<std::vector<std::string>> chosen(const std::vector<std::string>& codes,
                                        const NumberRanges& ranges) {
  if (ranges.empty()) return codes;
  std::vector<std::string> out;
  for (const auto& [first, last] : ranges) {
    if (last > codes.size()) {
      return Error(E_NO_SUCH_PART, "there are " + std::to_string(codes.size()) +
                                       " parts, and none has the number " + std::to_string(last));
    }
    const auto at = codes.begin() + (first - 1);
    if (out.size() < codes.size()) out.insert(out.end(), at, codes.begin() + last);
  }
  return out;
}

// What one source held.
struct Found {
  Bytes bytes;
  std::string name;  // for a file
  Json json;
};

Result<Found> found_in(const Intake& intake) {
  const Unwrapped& content = intake.content;
  const auto known = recognise(content, {});
  if (!known && known.error().code() == Errc::refused) return known.error();
  const Bytes& bytes = known ? known->payload.bytes : content.bytes;
  CQ_CHECK(refuse_secret(bytes));
  const bool explained = !known && is_other_text(known.error());
  say(intake.name + ": " + (known ? known->spoken : content.spoken) +
      (explained ? ": " + known.error().what() + ". " + std::string(known.error().advice()) : ""));
  const std::string extension(known ? known->kind->extension : ".bin");
  const std::string stem = std::filesystem::path(intake.path).stem().string();
  return Found{bytes,
               (stem.empty() ? "payload" : stem) + extension,
               {{"name", whole_name(intake)},
                {"content", content.spoken},
                {"ur_type", content.ur_type},
                {"kind", known ? Json(known->kind->name) : Json(nullptr)},
                {"size", bytes.size()},
                {"payload", base64_encode(bytes)}}};
}

Result<IntakeList> take_in_source(const std::string& source) {
  CQ_TRY(recording, scan_recording(source, Take::everything, {}));
  if (!recording) {
    FolderLine line;
    return take_in(source, Take::everything, line.looking());
  }
  IntakeList out;
  out.payloads.push_back(*std::move(recording));
  return out;
}

// What comes through a camera, or out of a scan that is kept: one message.
Result<Intake> read_one(const QrReadOptions& options) {
  if (!options.camera) return read_on(options.sources, options.keep);
  if (!options.keep.empty()) return scan_on(*options.camera, options.keep);
  Gatherer gatherer(Take::everything, {});
  return scan_camera(*options.camera, gatherer);
}

Result<std::vector<Found>> read_all(const QrReadOptions& options) {
  std::vector<Found> out;
  if (options.camera || !options.keep.empty()) {
    CQ_TRY(intake, read_one(options));
    CQ_TRY(found, found_in(intake).in(intake.name));
    out.push_back(std::move(found));
    return out;
  }
  for (const std::string& source : options.sources) {
    CQ_TRY(taken, take_in_source(source));
    for (const std::string& name : taken.skipped) say("Skipped: " + name);
    for (const Intake& intake : taken.payloads) {
      CQ_TRY(found, found_in(intake).in(intake.name));
      out.push_back(std::move(found));
    }
  }
  return out;
}

Result<void> write_found(const std::vector<Found>& found, const std::string& out) {
  std::vector<NewFile> files;
  for (const Found& one : found) {
    CQ_TRY(path, place_of(out, one.name, found.size() > 1));
    files.push_back({std::move(path), one.bytes, out.ends_with('/')});
  }
  CQ_CHECK(check_places(files));
  CQ_CHECK(write_files(files));
  say_written(files);
  return {};
}

}  // namespace

Result<int> qr_show(const std::string& file, const QrOptions& options) {
  CQ_TRY(codes, codes_for(file, options));
  CQ_TRY(some, chosen(codes, options.only));
  CQ_TRY(drawing, draw_qr(some, options));
  CQ_CHECK(check_places(drawing.files));
  CQ_CHECK(write_files(drawing.files));
  say_written(drawing.files);
  CQ_CHECK(show_qr(drawing, options));
  return 0;
}

Result<int> qr_read(const QrReadOptions& options) {
  CQ_TRY(found, read_all(options));
  const bool to_files = !options.out.empty() && options.out != "-";
  if (to_files) {
    CQ_CHECK(write_found(found, options.out));
  } else if (!options.json) {
    for (const Found& one : found) CQ_CHECK(put_bytes(one.bytes, is_plain_text(one.bytes)));
  }
  if (options.json) {
    Json list = Json::array();
    for (const Found& one : found) list.push_back(one.json);
    put(printed(Json{{"payloads", list}}));
  }
  return 0;
}

}  // namespace coldquill::cli
