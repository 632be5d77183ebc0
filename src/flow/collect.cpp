#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/flow/collect.h>
#include <coldquill/flow/intake.h>
#include <coldquill/scan/scan.h>

#include <filesystem>
#include <system_error>

#include "film_codes.h"
#include "folder_time.h"
#include "listing.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

// As many as parts can be (specter.h).
constexpr std::size_t most_lines = 10'000;

// The lines of a file of parts; nothing when its first line is none.
Result<std::vector<std::string_view>> parts_in(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.empty()) continue;
    if (out.empty() && !stream_for(line)) return out;
    if (out.size() == most_lines) {
      return Error(E_TOO_LARGE, "more than " + std::to_string(most_lines) + " lines");
    }
    out.push_back(line);
  }
  return out;
}

class Collector {
 public:
  explicit Collector(const Looking& looking) : looking_(looking) {}

  Result<Collected> all(const std::vector<std::string>& sources) {
    for (const std::string& source : sources) CQ_CHECK(one(source));
    if (!collected_.films.all().empty()) return std::move(collected_);
    if (problem_) return *std::move(problem_);
    return Error(E_NO_REQUEST, "there is no part of anything in there");
  }

 private:
  Result<void> one(const std::string& source) {
    std::error_code failure;
    const bool folder = fs::is_directory(source, failure);
    time_ = FilmTime(folder ? time_for_films_of_a_folder : time_for_one_film);
    if (folder) return this->folder(source);
    if (const auto film = film_at(source)) return this->film(source, *film);
    return file(source);
  }

  Result<void> folder(const std::string& path) {
    FolderTime time;
    CQ_TRY(listing, files_in(path));
    const std::size_t files = listing.files.size();
    for (std::size_t i = 0; i < files; ++i) {
      const std::string& name = listing.files[i];
      if (looking_) looking_(i + 1, files, name);
      if (const auto film = film_at(name)) {
        CQ_CHECK(this->film(name, *film));
        continue;
      }
      CQ_CHECK(time.check(i, files, name).in(shown_name(path)));
      CQ_CHECK(time.use([&] { return file(name); }));
    }
    return {};
  }

  Result<void> file(const std::string& name) {
    CQ_TRY(bytes, read_file(name));
    if (is_picture(bytes)) return picture(name, bytes);
    CQ_TRY(lines, parts_in(text_of(bytes)).in(shown_name(name)));
    if (lines.empty()) return put(name, {std::move(bytes), {}});
    for (const std::string_view line : lines) CQ_CHECK(put(name, {to_bytes(view_of(line)), {}}));
    return {};
  }

  Result<void> film(const std::string& name, const FilmFile& film) {
    auto seen = put_film(collected_.films, name, film, time_, problem_);
    if (!seen && !is_of_one_film(seen.error())) return std::move(seen).error();
    if (!seen || seen->is_to_be_told()) {
      skip_saying(name, seen ? *seen->rest : seen.error());
    } else if (!seen->any) {
      skip(name);
    }
    return {};
  }

  Result<void> picture(const std::string& name, ByteView bytes) {
    if (!scanner_) {
      CQ_TRY(program, scanner_program());
      CQ_TRY(started, Scanner::start(program));
      scanner_ = std::move(started);
    }
    auto code = scanner_->scan(bytes).and_then(code_of).in(shown_name(name));
    if (code) return put(name, *code);
    if (!problem_) problem_ = code.error();
    skip(name);
    return {};
  }

  Result<void> put(const std::string& name, const ScannedCode& code) {
    CQ_TRY(used, collected_.films.put(name, code, problem_).in(shown_name(name)));
    if (!used) skip(name);
    return {};
  }

  void skip_saying(const std::string& name, const Error& why) {
    if (!problem_) problem_ = why.where().empty() ? Error(why).in(shown_name(name)) : why;
    collected_.skipped.push_back(name_and_why(name, why));
  }

  void skip(const std::string& name) {
    auto& skipped = collected_.skipped;
    if (skipped.empty() || skipped.back() != shown_name(name)) {
      skipped.push_back(shown_name(name));
    }
  }

  const Looking& looking_;
  Collected collected_;
  FilmTime time_{time_for_one_film};  // of the source that is looked at
  std::optional<Scanner> scanner_;
  std::optional<Error> problem_;
};

}  // namespace

Result<Collected> collect(const std::vector<std::string>& sources, const Looking& looking) {
  return Collector(looking).all(sources);
}

}  // namespace coldquill
