// The scanner used by a person: files and folders by name.
#pragma once

#include <coldquill/base/result.h>

#include <string>
#include <vector>

namespace coldquill {

struct OpenPicture {
  std::string name;
  int descriptor;
};

// Opens all files before the sandbox closes; a folder gives its regular files, sorted by name,
// without those of its subfolders. Links are not followed.
// Fails with E_CANNOT_READ, E_NOT_A_FILE or E_TOO_LARGE.
Result<std::vector<OpenPicture>> open_pictures(const std::vector<std::string>& names);

// Scans one after another and prints a line for each, its name before the picture is looked at: one
// that ends the process is the last that is named. 0 when each held one code, else 10.
int print_codes(const std::vector<OpenPicture>& pictures);

}  // namespace coldquill
