// What lies in a folder, its subfolders left out.
#pragma once

#include <coldquill/base/result.h>

#include <string>
#include <vector>

namespace coldquill {

struct Listing {
  std::vector<std::string> files;     // regular ones that are not hidden
  std::vector<std::string> specials;  // links, pipes, devices, hidden files
};

// Paths, sorted. Fails with E_CANNOT_READ, or with E_TOO_LARGE for more than 4,096 files.
Result<Listing> files_in(const std::string& folder);

// Beside each other, for the list of what was skipped; fit for a screen.
std::string name_and_why(const std::string& file, const Error& why);

}  // namespace coldquill
