// Gather: the codes of many frames, until one request is whole.
#pragma once

#include <coldquill/flow/intake.h>
#include <coldquill/scan/frame_stream.h>

namespace coldquill {

class Gatherer {
 public:
  // as: the kind that --as names, or empty.
  Gatherer(Take take, std::string as) : take_(take), as_(std::move(as)) {}

  // The codes of one frame. True when the request is whole.
  // Codes that are no part of it are counted and passed over: with Take::requests also a code that
  // is whole by itself and no request of any kind (a link, a label). Of two such codes in one frame
  // neither is taken. Fails with what no other frame can make good: E_SECRET_IN_PAYLOAD, parts that
  // contradict one another, a payload that cannot be unwrapped.
  Result<bool> put(const std::vector<Scanned>& codes);

  [[nodiscard]] Progress progress() const;
  [[nodiscard]] std::vector<std::uint32_t> missing() const { return collector_.missing(); }
  // Why the last code that was passed over was; empty when none was. Fit for a screen.
  [[nodiscard]] const std::string& hint() const { return hint_; }
  // As FrameCollector has it.
  [[nodiscard]] const std::vector<std::string>& accepted() const { return collector_.accepted(); }
  // The payload, once it is whole; else fails with E_PARTS_MISSING.
  Result<Unwrapped> take();

 private:
  Result<bool> put_one(const Scanned& code);
  Result<bool> finish();
  void pass_over(std::string why);

  Take take_;
  std::string as_;
  FrameCollector collector_;
  std::optional<Unwrapped> whole_;
  std::size_t strangers_ = 0;
  std::string hint_;
};

}  // namespace coldquill
