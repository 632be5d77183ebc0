#include <coldquill/transport/numbered_parts.h>

namespace coldquill {

Result<Step> NumberedParts::put(NumberedPart part) {
  COLDQUILL_ASSERT(part.index < part.total);
  if (!begun()) {
    identity_ = part.identity;
    texts_.resize(part.total);
  } else if (part.identity != identity_ || part.total != texts_.size()) {
    return Step::foreign;
  }
  std::optional<std::string>& place = texts_[part.index];
  if (!place) {
    place = std::move(part.text);
    ++useful_;
    return Step::accepted;
  }
  if (*place == part.text) return Step::duplicate;
  if (texts_.size() == 1) return Step::foreign;
  const std::string number = std::to_string(part.index + 1);
  *this = NumberedParts();
  return Error(E_PARTS_CONTRADICT, "two different parts have the number " + number);
}

std::vector<std::uint32_t> NumberedParts::missing() const {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (!texts_[i]) out.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return out;
}

std::size_t NumberedParts::largest() const {
  std::size_t out = 0;
  for (const auto& text : texts_) {
    if (text) out = std::max(out, text->size());
  }
  return out;
}

std::vector<std::string> NumberedParts::take() {
  COLDQUILL_ASSERT(complete());
  std::vector<std::string> out;
  for (auto& text : texts_) out.push_back(*std::move(text));
  *this = NumberedParts();
  return out;
}

}  // namespace coldquill
