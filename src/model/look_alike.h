// Addresses that a hasty eye takes for one another: they begin and end alike, and differ between.
// Thieves search for such ones and hope that they are copied in place of the one that is meant.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/error.h>

#include <map>
#include <optional>

namespace coldquill {

inline constexpr Reason E_ADDRESS_RESEMBLES{
    "E_ADDRESS_RESEMBLES", Errc::unacknowledged,
    "Two addresses begin and end alike and are not the same, as thieves make them: compare every "
    "character, also in the middle, with what you know from elsewhere."};

// How many characters a person compares at either end; behind what all addresses begin with.
inline constexpr std::size_t compared_characters = 4;

// True when both begin and end alike, upper or lower case, and are not the same address.
// prefix: how many characters all addresses of this kind begin with ("0x": 2, "bc1q": 4).
bool look_alike(std::string_view address, std::string_view other, std::size_t prefix);

// The addresses of one request, put in one after another.
class LookAlikes {
 public:
  // Notes an address. Returns one that was noted before, looks like it and is another; of several
  // the first.
  std::optional<std::string> note(const std::string& address, std::size_t prefix);

 private:
  // By both ends; of those that share them the first two, which is enough to differ from any.
  std::map<std::string, std::vector<std::string>> by_ends_;
};

// Each text once; of more than ten the first ten and how many more there are. A request must not
// bury a warning under a thousand others.
std::vector<std::string> worth_telling(const std::vector<std::string>& texts);

}  // namespace coldquill
