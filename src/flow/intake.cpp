#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/flow/intake.h>
#include <coldquill/scan/scan.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace coldquill {
namespace {

namespace fs = std::filesystem;

// A stick has at most this many files worth looking at.
constexpr std::size_t most_files = 4096;


// Contents of codes, sorted into the payloads that they are parts of.
class Films {
 public:
  Result<void> put(const std::string& picture, ByteView code) {
    for (Film& film : films_) {
      CQ_TRY(step, film.collector.put(code).in(escape_text(picture)));
      if (step != Step::foreign) return {};
    }
    Film film{picture, {}};
    const auto step = film.collector.put(code);
    if (!step && step.error().code() == Errc::refused) return Error(step.error());
    if (!step || *step == Step::foreign) {
      strangers_.push_back(picture);
      return {};
    }
    films_.push_back(std::move(film));
    return {};
  }

  struct Film {
    std::string first_picture;
    FrameCollector collector;
  };
  std::vector<Film>& films() { return films_; }
  // Pictures of codes that are no part of any payload.
  const std::vector<std::string>& strangers() const { return strangers_; }

 private:
  std::vector<Film> films_;
  std::vector<std::string> strangers_;
};

Result<Intake> picture_intake(const std::string& path, ByteView picture) {
  CQ_TRY(program, scanner_program());
  CQ_TRY(scanner, Scanner::start(program));
  CQ_TRY(scanned, scanner.scan(picture).in(escape_text(path)));
  CQ_TRY(code, content_of(std::move(scanned)).in(escape_text(path)));
  FrameCollector collector;
  CQ_CHECK(collector.put(code).map([](Step) { return true; }).in(escape_text(path)).and_then(
      [](bool) { return Result<void>(); }));
  CQ_TRY(content, collector.take().in(escape_text(path)));
  return Intake{escape_text(path), path, Origin::picture, std::move(content)};
}

Result<Intake> bytes_intake(std::string name, std::string path, Origin origin, ByteView bytes) {
  if (is_picture(bytes)) {
    auto picture = picture_intake(name, bytes);
    if (picture) picture->path = path;
    return picture;
  }
  CQ_TRY(content, unwrap(bytes).in(escape_text(name)));
  return Intake{escape_text(name), std::move(path), origin, std::move(content)};
}

Result<std::vector<std::string>> files_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure)) {
    const bool regular = at->symlink_status(failure).type() == fs::file_type::regular;
    if (!failure && regular) out.push_back(at->path().string());
    if (out.size() > most_files) {
      return Error(E_TOO_LARGE, "the folder has more than " + std::to_string(most_files) + " files",
                   escape_text(folder));
    }
  }
  if (failure) return Error(E_CANNOT_READ, failure.message(), escape_text(folder));
  std::ranges::sort(out);
  return out;
}

class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) { list_.folder = true; }

  Result<IntakeList> read() {
    CQ_TRY(files, files_in(path_));
    for (const std::string& file : files) CQ_CHECK(one(file));
    CQ_CHECK(finish_films(files.size()));
    for (const std::string& name : films_.strangers()) list_.skipped.push_back(escape_text(name));
    return std::move(list_);
  }

 private:
  Result<void> one(const std::string& file) {
    CQ_TRY(bytes, read_file(file));
    if (is_picture(bytes)) return picture(file, bytes);
    auto content = unwrap(bytes);
    const auto code = content ? Errc::bug : content.error().code();
    if (content) {
      list_.payloads.push_back({escape_text(file), file, Origin::file, *std::move(content)});
    } else if (content.error().reason() == E_EMPTY_PAYLOAD.id || code == Errc::unsupported) {
      list_.skipped.push_back(escape_text(file));
    } else {
      return std::move(content).error().in(escape_text(file));
    }
    return {};
  }

  Result<void> picture(const std::string& file, ByteView bytes) {
    if (!scanner_) {
      CQ_TRY(program, scanner_program());
      CQ_TRY(started, Scanner::start(program));
      scanner_ = std::move(started);
    }
    ++pictures_;
    CQ_TRY(scanned, scanner_->scan(bytes).in(escape_text(file)));
    if (scanned.kind == Scanned::Kind::none) {  // one bad frame of a film does no harm
      list_.skipped.push_back(escape_text(file));
      return {};
    }
    CQ_TRY(code, content_of(std::move(scanned)).in(escape_text(file)));
    return films_.put(file, code);
  }

  // A folder with nothing but the frames of one film is that film.
  Result<void> finish_films(std::size_t files) {
    const bool one_film = pictures_ == files && films_.films().size() == 1;
    if (one_film) list_.folder = false;
    if (pictures_ == files && pictures_ > 0 && films_.films().empty()) {
      return Error(E_NO_CODES, "no request in " + std::to_string(pictures_) + " pictures",
                   escape_text(path_));
    }
    for (auto& film : films_.films()) {
      const std::string& place = one_film ? path_ : film.first_picture;
      CQ_TRY(content, film.collector.take().in(escape_text(place)));
      list_.payloads.push_back({escape_text(place), place,
                                one_film ? Origin::frames : Origin::picture, std::move(content)});
    }
    return {};
  }

  std::string path_;
  IntakeList list_;
  std::optional<Scanner> scanner_;
  Films films_;
  std::size_t pictures_ = 0;
};

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

Result<IntakeList> take_in(const std::string& name) {
  if (name == "-") {
    CQ_TRY(bytes, read_descriptor(STDIN_FILENO));
    CQ_TRY(intake, bytes_intake("standard input", "", Origin::standard_input, bytes));
    IntakeList list;
    list.payloads.push_back(std::move(intake));
    return list;
  }
  std::error_code failure;
  if (fs::is_directory(fs::symlink_status(name, failure)) ||
      (name.ends_with('/') && fs::is_directory(name, failure))) {
    return Folder(without_slash(name)).read();
  }
  CQ_TRY(bytes, read_file(name));
  CQ_TRY(intake, bytes_intake(name, name, Origin::file, bytes));
  IntakeList list;
  list.payloads.push_back(std::move(intake));
  return list;
}

}  // namespace coldquill
