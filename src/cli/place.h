// Where files go (docs/cli.md, Output): every place is looked at before the first byte is written,
// and several files are written all or none.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill::cli {

inline constexpr Reason E_ONE_FILE{
    "E_ONE_FILE", Errc::usage,
    "Name a folder: an existing one, or one that ends in / and is created."};

// What -o names: PLACE/name in a folder (one that exists, or ends in "/"), nothing for "-", which
// is standard output, else PLACE itself. Fails with E_ONE_FILE when several things would go into
// one file.
Result<std::string> place_of(const std::string& out, const std::string& name, bool several);

struct NewFile {
  std::string path;
  Bytes content;
  // Its folder is created when it is not there: -o FOLDER/ and signed/ on a stick.
  bool make_folder = false;
};

// Fails with E_CANNOT_WRITE when the folder is missing and is not to be made, or cannot be written
// to.
Result<void> check_folder(const NewFile& file);
// Fails with E_CANNOT_WRITE when there is no room at all where a file would lie. How large an
// answer gets is not known before; one that does not fit is not written in part.
Result<void> check_room(const std::string& path);
// Fails as check_folder does, and with E_OUTPUT_EXISTS when one of them exists or two have one
// name.
Result<void> check_places(const std::vector<NewFile>& files);

// Says where they are now.
void say_written(const std::vector<NewFile>& files);

// All or none: when one cannot be written, those before it are removed again.
Result<void> write_files(const std::vector<NewFile>& files);

}  // namespace coldquill::cli
