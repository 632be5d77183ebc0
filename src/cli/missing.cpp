#include <coldquill/base/text.h>

#include "commands.h"
#include "folder_line.h"
#include "place.h"
#include "print.h"
#include "qr_output.h"
#include "say.h"

namespace coldquill::cli {
namespace {

// One message, and which of its parts would complete it.
struct Gap {
  std::string source;
  Progress progress;
  std::string numbers;  // "3,7,12-15"; empty for nothing
};

Gap gap_of(const Films::Film& film) {
  return {escape_text(film.pictures.front()), film.collector.progress(),
          written_numbers(film.collector.missing())};
}

Json json_of(const std::vector<Gap>& gaps) {
  Json list = Json::array();
  for (const Gap& gap : gaps) {
    list.push_back({{"source", gap.source},
                    {"parts", gap.progress.total},
                    {"read", gap.progress.useful},
                    {"missing", gap.numbers}});
  }
  return {{"messages", list}};
}

void say_gap(const Gap& gap) {
  const std::string read = gap.source + ": " + std::to_string(gap.progress.useful) + " of " +
                           std::to_string(gap.progress.total) + " parts are there";
  say(gap.numbers.empty() ? read + "; nothing is missing"
                          : read + "; missing, for `qr show FILE --only`:");
}

// A code for each message that is not complete, so that the sender can scan its numbers.
std::vector<std::string> codes_of(const std::vector<Gap>& gaps) {
  std::vector<std::string> out;
  for (const Gap& gap : gaps) {
    if (!gap.numbers.empty()) out.push_back(gap.numbers);
  }
  return out;
}

}  // namespace

Result<int> qr_missing(const QrMissingOptions& options) {
  CQ_TRY(collected, collect_saying(options.sources));
  std::vector<Gap> gaps;
  for (const Films::Film& film : collected.films.all()) {
    if (film.broken) return Error(*film.broken).in(escape_text(film.pictures.front()));
    gaps.push_back(gap_of(film));
  }
  auto drawing = draw_qr(codes_of(gaps), options.qr);
  if (!drawing && options.qr.in_files()) return std::move(drawing).error();
  for (const std::string& name : collected.skipped) say("Skipped: " + name);
  for (const Gap& gap : gaps) {
    if (options.json) continue;
    say_gap(gap);
    if (!gap.numbers.empty()) put(gap.numbers + "\n");
  }
  if (options.json) put(printed(json_of(gaps)));
  if (!drawing) {
    say("They are not shown as a code: " + drawing.error().what() + ".");
    return 0;
  }
  CQ_CHECK(check_places(drawing->files));
  CQ_CHECK(write_files(drawing->files));
  say_written(drawing->files);
  CQ_CHECK(show_qr(*drawing, options.qr));
  return 0;
}

}  // namespace coldquill::cli
