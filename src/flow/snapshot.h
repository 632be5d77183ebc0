// Snapshot: what lies on a stick, to tell what has changed while a person read.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace coldquill {

// Requests are read once, and what was reviewed is signed whatever happens to the files; but a file
// that changed in between is something that people want to know.
class Snapshot {
 public:
  // Files, and the files right in folders: as they are now. What is none of both is left out.
  explicit Snapshot(const std::vector<std::string>& names);

  // Sentences that are fit for a screen: "stick/a.psbt was changed", "... is gone", "... is new".
  [[nodiscard]] std::vector<std::string> changes() const;

 private:
  // Device, number, size, and the times of the last change of content and of anything, as stat(2)
  // has them.
  using Stamp = std::array<std::int64_t, 7>;
  using Stamps = std::map<std::string, Stamp>;
  static Stamps look(const std::vector<std::string>& names);
  static void add_file(const std::string& path, Stamps& stamps);
  static void add_folder(const std::string& path, Stamps& stamps);

  std::vector<std::string> names_;
  Stamps then_;
};

}  // namespace coldquill
