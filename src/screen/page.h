// Where somebody is in a long text, and what of it has been on the screen.
#pragma once

#include <coldquill/screen/rows.h>

#include <optional>

namespace coldquill {

enum class PageMove { page_down, page_up, row_down, row_up, top, bottom, next_unseen };

// The keys of less(1), and n for what has not been seen; cursor keys are those of ECMA-48 in either
// mode. Empty for any other key. "q" and what ends a program are the caller's.
std::optional<PageMove> page_move(std::string_view typed);

class Page {
 public:
  // height: rows of the window that text may take, 1 or more. Nothing may be skipped when
  // everything has to be seen: rows marked so, before the end is reached.
  Page(std::span<const Row> rows, std::size_t height, bool everything);

  void move(PageMove move);
  // The same place in a window of another height.
  void resize(std::size_t height);

  [[nodiscard]] std::span<const Row> visible() const;
  [[nodiscard]] std::size_t top() const { return top_; }
  [[nodiscard]] bool at_end() const { return top_ + height_ >= rows_.size(); }
  // Rows that must be seen and were not on the screen yet. Jumping over them does not show them.
  [[nodiscard]] std::size_t unseen() const;
  [[nodiscard]] bool may_leave() const { return !everything_ || unseen() == 0; }
  // "Rows 1 to 23 of 41"
  [[nodiscard]] std::string place() const;

 private:
  void go(std::size_t top);
  [[nodiscard]] std::size_t next_unseen() const;

  std::span<const Row> rows_;
  std::size_t height_;
  bool everything_;
  std::size_t top_ = 0;
  std::vector<bool> seen_;
};

}  // namespace coldquill
