// Parts of messages from several sources, put together whether that completes them or not.
#pragma once

#include <coldquill/flow/films.h>
#include <coldquill/flow/intake.h>

namespace coldquill {

struct Collected {
  Films films{Films::Joining::freely};  // in the order in which they were met
  std::vector<std::string> skipped;     // names of what holds no part of anything, of films that
                                        // were cut off with the reason; fit for a screen
};

// sources: pictures, films, files with a part on each line, any other payload (complete by itself),
// and folders of those. Fails as read_file and Films::put do, with E_SCANNER_MISSING, with the
// reason why nothing could be used, or with E_NO_REQUEST; of a folder as take_in does, with
// E_FOLDER_TIME.
Result<Collected> collect(const std::vector<std::string>& sources, const Looking& looking = {});

}  // namespace coldquill
