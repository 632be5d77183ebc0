#include "other_text.h"

#include <coldquill/base/text.h>
#include <coldquill/families/families.h>

namespace coldquill {
namespace {

constexpr std::size_t longest = 4096;  // links, and the commands of other signers
constexpr std::size_t longest_scheme = 20;

// The scheme of a URI (RFC 3986, 3.1), in small letters; empty when the text is none. One letter is
// the drive of a path.
std::string scheme_of(std::string_view text) {
  const std::string scheme = to_lower(text.substr(0, text.find(':')));
  const bool fits = scheme.size() > 1 && scheme.size() <= longest_scheme &&
                    scheme.size() + 1 < text.size() && scheme.front() >= 'a' &&
                    scheme.front() <= 'z' && text.find_first_of(" \t\r\n") == text.npos;
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789+-.";
  const bool link = fits && scheme.find_first_not_of(letters) == scheme.npos;
  return link && is_plain_text(view_of(text)) ? scheme : std::string();
}

}  // namespace

std::optional<Error> other_text(ByteView content) {
  if (content.size() > longest) return {};
  const std::string_view text = trimmed(text_of(content));
  for (const Family& family : families()) {
    if (family.facets.other_text == nullptr) continue;
    if (auto known = family.facets.other_text(text)) return known;
  }
  const std::string scheme = scheme_of(text);
  if (scheme.empty() || scheme == "ur") return {};  // inside another wrapping: no link
  return Error(E_LINK, "this is a link (" + scheme + ":)");
}

bool is_other_text(const Error& error) {
  return error.reason() == E_LINK.id || error.reason() == E_PAYMENT_LINK.id ||
         error.reason() == E_WALLET_TEXT.id;
}

}  // namespace coldquill
