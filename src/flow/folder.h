// Folder: the payloads of one folder, its subfolders left out.
#pragma once

#include <coldquill/flow/intake.h>
#include <coldquill/scan/scan.h>

#include "film_codes.h"
#include "folder_time.h"

namespace coldquill {

class Folder {
 public:
  Folder(std::string path, Take take, FilmTime films, FolderTime files = {}, Looking looking = {})
      : path_(std::move(path)),
        take_(take),
        time_(films),
        file_time_(files),
        looking_(std::move(looking)) {}

  // Once: the folder, or a film of which the path is the name.
  Result<IntakeList> read();
  Result<IntakeList> read_film(const FilmFile& film);

 private:
  Result<void> all(const std::vector<std::string>& files);
  Result<void> file(const std::string& file);
  Result<void> picture(const std::string& file, ByteView bytes);
  Result<void> film(const std::string& file, const FilmFile& film);
  Result<void> film_frames(const std::string& file, const FilmFile& film);
  [[nodiscard]] Error incomplete(const Films::Film& film, const Error& why);
  Result<void> finish_films();
  Result<IntakeList> finish();
  Result<void> keep(Intake intake);
  void skip(const std::string& file, const Error& why);
  // The same, and why is said beside the name: for what is not merely somebody else's file.
  void skip_saying(const std::string& file, const Error& why);
  void settle_single_film();

  std::string path_;
  Take take_;
  FilmTime time_;         // for all films in there
  FolderTime file_time_;  // for all that are none
  Looking looking_;
  IntakeList list_;
  std::optional<Scanner> scanner_;
  Films films_;
  std::size_t pictures_ = 0;
  std::size_t others_ = 0;        // files that are no pictures
  std::size_t octets_ = 0;        // of the payloads so far
  std::optional<Error> unseen_;   // of the first film of which not all was seen
  std::optional<Error> problem_;  // why the first one that was skipped is no payload
};

}  // namespace coldquill
