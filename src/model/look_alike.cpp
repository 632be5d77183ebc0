#include <coldquill/base/text.h>
#include <coldquill/model/look_alike.h>

#include <set>

namespace coldquill {
namespace {

// Kind, beginning and end.
std::string ends_of(const std::string& address, std::size_t prefix) {
  return to_lower(address.substr(0, prefix + compared_characters) +
                  address.substr(address.size() - compared_characters));
}

}  // namespace

bool look_alike(std::string_view address, std::string_view other, std::size_t prefix) {
  const std::size_t begin = prefix + compared_characters;
  if (std::min(address.size(), other.size()) < begin + compared_characters) return false;
  return same_letters(address.substr(0, begin), other.substr(0, begin)) &&
         same_letters(address.substr(address.size() - compared_characters),
                      other.substr(other.size() - compared_characters)) &&
         !same_letters(address, other);
}

std::optional<std::string> LookAlikes::note(const std::string& address, std::size_t prefix) {
  if (address.size() < prefix + 2 * compared_characters) return {};
  std::vector<std::string>& alike = by_ends_[ends_of(address, prefix)];
  const auto other = std::ranges::find_if(alike, [&](const auto& seen) { return seen != address; });
  std::optional<std::string> found;
  if (other != alike.end()) found = *other;
  if (alike.empty() || (found && alike.size() == 1)) alike.push_back(address);
  return found;
}

std::vector<std::string> worth_telling(const std::vector<std::string>& texts) {
  constexpr std::size_t most = 10;
  std::vector<std::string> out;
  std::set<std::string_view> told;
  for (const std::string& text : texts) {
    if (told.insert(text).second && out.size() < most) out.push_back(text);
  }
  if (told.size() > most) {
    out.push_back("And " + std::to_string(told.size() - most) + " more such addresses.");
  }
  return out;
}

}  // namespace coldquill
