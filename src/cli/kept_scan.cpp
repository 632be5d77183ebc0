#include "kept_scan.h"

#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/flow/collect.h>

#include <filesystem>
#include <sstream>

#include "folder_line.h"
#include "say.h"
#include "scan.h"

namespace coldquill::cli {
namespace {

constexpr unsigned for_everybody = 0644;

bool exists(const std::string& file) {
  std::error_code unknown;
  return std::filesystem::exists(std::filesystem::symlink_status(file, unknown));
}

bool is_unfinished(const Films::Film& film) {
  return !film.broken && !film.collector.accepted().empty() && !film.collector.complete();
}

// No picture and no film: those are nothing that we have written.
bool is_text_file(const std::string& file) {
  const auto bytes = read_file(file);
  return bytes && is_plain_text(view_of(without_white_space(text_of(*bytes))));
}

// What was kept before. A file of anything else is not overwritten.
Result<void> check_kept(const std::string& file) {
  auto before = collect({file});
  if (!before && before.error().reason() != E_NO_REQUEST.id) return std::move(before).error();
  const bool one = before && before->films.all().size() == 1 && before->skipped.empty();
  if (one && is_unfinished(before->films.all().front()) && is_text_file(file)) return {};
  return Error(E_OUTPUT_EXISTS, "this is no scan that was kept", escape_text(file));
}

std::string lines_of(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += part + "\n";
  return out;
}

Result<void> keep(const std::vector<std::string>& parts, std::size_t total,
                  const std::string& file) {
  if (parts.empty() && total > 1) say("A row of codes cannot be kept: scan it in one go.");
  if (parts.empty()) return {};
  CQ_CHECK(keepable(parts));
  CQ_CHECK(write_file(file, view_of(lines_of(parts)), for_everybody, Existing::replace));
  say("Kept: " + std::to_string(parts.size()) + " of " + std::to_string(total) + " parts in " +
      escape_text(file));
  return {};
}

// What was kept goes in first.
Result<void> begin_with(const std::string& file, Gatherer& gatherer) {
  CQ_CHECK(check_kept(file));
  CQ_TRY(before, read_file(file));
  std::istringstream lines{std::string(text_of(before))};
  for (std::string line; std::getline(lines, line);) {
    const Scanned part{Scanned::Kind::code, to_bytes(view_of(line)), {}, {}};
    CQ_CHECK(gatherer.put({part}));
  }
  return {};
}

}  // namespace

Result<Intake> scan_on(const std::string& camera, const std::string& file) {
  Gatherer gatherer(Take::everything, {});
  if (exists(file)) CQ_CHECK(begin_with(file, gatherer));
  auto intake = scan_camera(camera, gatherer);
  if (!intake) CQ_CHECK(keep(gatherer.accepted(), gatherer.progress().total, file));
  return intake;
}

Result<Intake> read_on(const std::vector<std::string>& sources, const std::string& file) {
  std::vector<std::string> all = sources;
  if (exists(file)) {
    CQ_CHECK(check_kept(file));
    all.insert(all.begin(), file);
  }
  CQ_TRY(collected, collect_saying(all));
  for (const std::string& name : collected.skipped) say("Skipped: " + name);
  auto& films = collected.films.all();
  if (films.size() > 1) {
    return Error(E_PARTS_MIXED, "there are parts of " + std::to_string(films.size()) + " messages");
  }
  if (films.front().broken) {
    return Error(*films.front().broken).in(escape_text(films.front().pictures.front()));
  }
  FrameCollector& collector = films.front().collector;
  const std::vector<std::string> parts = collector.accepted();
  const std::size_t total = collector.progress().total;
  auto content = collector.take();
  if (!content && content.error().reason() != E_PARTS_MISSING.id) return content.error();
  if (!content) CQ_CHECK(keep(parts, total, file));
  if (!content) return std::move(content).error().in(escape_text(file));
  const std::string& name = sources.front();
  return Intake{escape_text(name), name, Origin::file, *std::move(content)};
}

}  // namespace coldquill::cli
