// Landlock without a rule: no file and no network can be opened any more.
#pragma once

namespace coldquill {

// False when the kernel has none, or does not let us. PR_SET_NO_NEW_PRIVS must be set.
bool close_files_and_network();

}  // namespace coldquill
