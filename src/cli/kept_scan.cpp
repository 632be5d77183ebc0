#include "kept_scan.h"

#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/flow/collect.h>

#include <filesystem>

#include "say.h"

namespace coldquill::cli {
namespace {

constexpr unsigned for_everybody = 0644;

bool exists(const std::string& file) {
  std::error_code unknown;
  return std::filesystem::exists(std::filesystem::symlink_status(file, unknown));
}

// What was kept before. A file of anything else is not overwritten.
Result<void> check_kept(const std::string& file) {
  auto before = collect({file});
  const bool parts = before && before->films.all().size() == 1 && before->skipped.empty() &&
                     !before->films.all().front().collector.accepted().empty();
  if (parts) return {};
  if (!before && before.error().code() == Errc::refused) return before.error();
  return Error(E_OUTPUT_EXISTS, "this is no scan that was kept", escape_text(file));
}

std::string lines_of(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += part + "\n";
  return out;
}

}  // namespace

Result<Intake> read_on(const std::vector<std::string>& sources, const std::string& file) {
  std::vector<std::string> all = sources;
  if (exists(file)) {
    CQ_CHECK(check_kept(file));
    all.insert(all.begin(), file);
  }
  CQ_TRY(collected, collect(all));
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
  if (!parts.empty()) {
    CQ_CHECK(keepable(parts));
    CQ_CHECK(write_file(file, view_of(lines_of(parts)), for_everybody, Existing::replace));
    say("Kept: " + std::to_string(parts.size()) + " of " + std::to_string(total) + " parts in " +
        escape_text(file));
  }
  if (!content) return std::move(content).error().in(escape_text(file));
  const std::string& name = sources.front();
  return Intake{escape_text(name), name, Origin::file, *std::move(content)};
}

}  // namespace coldquill::cli
