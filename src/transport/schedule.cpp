#include <coldquill/base/text.h>
#include <coldquill/transport/schedule.h>

namespace coldquill {
namespace {

constexpr std::uint32_t largest_mixed = 9'999;
// Up to here a film that repeats has two rounds of mixed parts.
constexpr std::size_t many_parts = 100;

bool is_capital(std::string_view text) {
  return text.starts_with("UR:");
}

// The encoder whose parts these are.
std::optional<UrEncoder> encoder_of(const std::vector<std::string>& parts) {
  if (parts.size() < 2 || !is_ur(parts.front())) return {};
  UrCollector collector;
  for (const std::string& part : parts) {
    if (!collector.put(part)) return {};
  }
  if (!collector.complete() || collector.progress().total != parts.size()) return {};
  const std::size_t fragment = std::max(collector.fragment(), ur_least_fragment);
  UrMessage message = collector.take();
  auto encoder = UrEncoder::make(std::move(message.type), std::move(message.cbor), fragment);
  if (!encoder || encoder->parts() != parts.size()) return {};
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (to_lower(parts[i]) != encoder->part(i + 1)) return {};
  }
  return *std::move(encoder);
}

}  // namespace

Schedule::Schedule(std::vector<std::string> parts)
    : parts_(std::move(parts)), encoder_(encoder_of(parts_)) {
  COLDQUILL_ASSERT(!parts_.empty());
  if (encoder_) mixed_rounds_ = std::max(largest_mixed / encoder_->parts(), 2u) - 1;
}

std::string Schedule::mixed(std::uint32_t number) const {
  std::string text = encoder_->part(number);
  return is_capital(parts_.front()) ? to_upper(text) : text;
}

Schedule::Frame Schedule::frame(std::uint64_t at) const {
  const auto count = static_cast<std::uint32_t>(parts_.size());
  const std::uint64_t round = at / count;
  const auto place = static_cast<std::uint32_t>(at % count);
  if (!encoder_ || round % 2 == 0) return {place + 1, parts_[place]};
  const auto fresh = static_cast<std::uint32_t>(round / 2 % mixed_rounds_);
  const std::uint32_t number = count * (fresh + 1) + place + 1;
  return {number, mixed(number)};
}

std::size_t Schedule::bounded() const {
  if (!encoder_) return parts_.size();
  return parts_.size() * (parts_.size() <= many_parts ? 4 : 2);
}

std::string Schedule::last_mixed() const {
  COLDQUILL_ASSERT(mixes());
  return mixed(encoder_->parts() * (mixed_rounds_ + 1));
}

}  // namespace coldquill
