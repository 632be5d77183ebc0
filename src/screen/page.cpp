#include <coldquill/screen/page.h>

#include <algorithm>
#include <utility>

namespace coldquill {

std::optional<PageMove> page_move(std::string_view typed) {
  using enum PageMove;
  constexpr std::pair<std::string_view, PageMove> keys[] = {
      {" ", page_down},   {"f", page_down},    {"\x06", page_down},  {"\x1b[6~", page_down},
      {"b", page_up},     {"\x02", page_up},   {"\x1b[5~", page_up}, {"\n", row_down},
      {"j", row_down},    {"e", row_down},     {"\x1b[B", row_down}, {"\x1bOB", row_down},
      {"k", row_up},      {"y", row_up},       {"\x1b[A", row_up},   {"\x1bOA", row_up},
      {"g", top},         {"<", top},          {"\x1b[H", top},      {"\x1bOH", top},
      {"\x1b[1~", top},   {"G", bottom},       {">", bottom},        {"\x1b[F", bottom},
      {"\x1bOF", bottom}, {"\x1b[4~", bottom}, {"n", next_unseen},
  };
  const auto* found = std::ranges::find(keys, typed, &std::pair<std::string_view, PageMove>::first);
  if (found == std::end(keys)) return {};
  return found->second;
}

Page::Page(std::span<const Row> rows, std::size_t height, bool everything)
    : rows_(rows), height_(height), everything_(everything), seen_(rows.size()) {
  go(0);
}

void Page::go(std::size_t top) {
  top_ = std::min(top, rows_.size() - std::min(rows_.size(), height_));
  const std::size_t end = std::min(top_ + height_, rows_.size());
  for (std::size_t i = top_; i < end; ++i) seen_[i] = true;
}

std::size_t Page::next_unseen() const {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].must_see && !seen_[i]) return i;
  }
  return top_;
}

void Page::move(PageMove move) {
  switch (move) {
    case PageMove::page_down:
      return go(top_ + height_);
    case PageMove::page_up:
      return go(top_ - std::min(top_, height_));
    case PageMove::row_down:
      return go(top_ + 1);
    case PageMove::row_up:
      return go(top_ - std::min<std::size_t>(top_, 1));
    case PageMove::top:
      return go(0);
    case PageMove::bottom:
      return go(rows_.size());
    case PageMove::next_unseen:
      return go(next_unseen());
  }
}

void Page::resize(std::size_t height) {
  height_ = height;
  go(top_);
}

std::span<const Row> Page::visible() const {
  return rows_.subspan(top_, std::min(height_, rows_.size() - top_));
}

std::size_t Page::unseen() const {
  std::size_t out = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) out += rows_[i].must_see && !seen_[i] ? 1 : 0;
  return out;
}

std::string Page::place() const {
  return "Rows " + std::to_string(top_ + 1) + " to " + std::to_string(top_ + visible().size()) +
         " of " + std::to_string(rows_.size());
}

}  // namespace coldquill
