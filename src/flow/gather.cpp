#include <coldquill/flow/gather.h>

#include <coldquill/flow/recognise.h>

#include <algorithm>

namespace coldquill {
namespace {

bool is_part(const Scanned& code) {
  return code.place || stream_for(text_of(code.bytes)) != nullptr;
}

}  // namespace

void Gatherer::pass_over(std::string why) {
  ++strangers_;
  hint_ = std::move(why);
}

Result<bool> Gatherer::put(const std::vector<Scanned>& codes) {
  std::vector<const Scanned*> parts;
  std::vector<const Scanned*> others;
  for (const Scanned& code : codes) (is_part(code) ? parts : others).push_back(&code);
  const bool under_way = collector_.progress().total > 0 || !parts.empty();
  if (!under_way && others.size() > 1) {
    hint_ = "there are two codes in the picture: show one";
    return false;
  }
  parts.insert(parts.end(), others.begin(), others.end());
  for (const Scanned* code : parts) {
    CQ_TRY(whole, put_one(*code));
    if (whole) return true;
  }
  return false;
}

// A collector that lost what it had tells of a contradiction.
Result<bool> Gatherer::put_one(const Scanned& code) {
  const std::size_t before = collector_.progress().total;
  const auto step = collector_.put(code.bytes, code.place);
  if (!step) {
    const bool lost = before > 0 && collector_.progress().total == 0;
    if (lost || step.error().code() == Errc::refused) return Error(step.error());
    pass_over(step.error().what());
    return false;
  }
  if (*step == Step::foreign) hint_ = "a code of something else was passed over";
  return collector_.complete() ? finish() : Result<bool>(false);
}

Result<bool> Gatherer::finish() {
  const bool alone = collector_.progress().total == 1;
  strangers_ += collector_.progress().foreign;
  CQ_TRY(payload, collector_.take());
  if (alone && take_ == Take::requests) {
    const auto known = recognise(payload, as_);
    if (!known && known.error().code() != Errc::refused) {
      pass_over("a code was passed over: " + known.error().what());
      return false;
    }
  }
  whole_ = std::move(payload);
  return true;
}

Progress Gatherer::progress() const {
  Progress out = collector_.progress();
  out.foreign += strangers_;
  return out;
}

Result<Unwrapped> Gatherer::take() {
  if (!whole_) return collector_.take();
  return *std::exchange(whole_, std::nullopt);
}

}  // namespace coldquill
