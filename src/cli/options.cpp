#include "options.h"

#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/transport/envelope.h>

#include <set>

namespace coldquill::cli {
namespace {

constexpr Reason E_FD_TWICE{"E_FD_TWICE", Errc::usage,
                            "One descriptor cannot carry two things: give each secret, and a "
                            "request on standard input, its "
                            "own, as in --words-fd 3 --password-fd 4."};

}  // namespace

Result<ContextOptions> context_options(const ReviewOptions& options) {
  ContextOptions out;
  if (!options.network.empty()) out.network = options.network;
  if (options.account >= 0) out.account = static_cast<std::uint32_t>(options.account);
  for (const std::string& text : options.paths) {
    CQ_TRY(path, parse_path(text));
    out.paths.push_back(std::move(path));
  }
  return out;
}

Result<std::vector<Bytes>> read_previous(const std::vector<std::string>& names) {
  std::vector<Bytes> out;
  for (const std::string& name : names) {
    CQ_TRY(file, read_file(name));
    CQ_TRY(content, unwrap(file).in(escape_text(name)));
    out.push_back(std::move(content.bytes));
    out.insert(out.end(), content.more.begin(), content.more.end());
  }
  return out;
}

Result<void> check_descriptors(const KeyOptions& keys, bool payload_on_stdin) {
  std::multiset<int> used;
  if (payload_on_stdin) used.insert(0);
  for (const int fd : {keys.words_fd, keys.passphrase_fd, keys.password_fd}) {
    if (fd >= 0) used.insert(fd);
  }
  if (std::ranges::adjacent_find(used) == used.end()) return {};
  return Error(E_FD_TWICE, "one descriptor is named for two things");
}

}  // namespace coldquill::cli
