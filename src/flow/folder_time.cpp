#include "folder_time.h"

#include <coldquill/base/columns.h>

namespace coldquill {

Result<void> FolderTime::check(std::size_t looked_at, std::size_t files,
                               const std::string& next) const {
  if (left_ > Clock::duration::zero()) return {};
  return Error(E_FOLDER_TIME,
               "the time for a folder, " + std::to_string(all_.count()) + " s, was over when " +
                   std::to_string(looked_at) + " of its " + std::to_string(files) +
                   " files had been looked at; the others begin with " + shown_name(next));
}

}  // namespace coldquill
