#include "pager.h"

#include <coldquill/screen/page.h>

#include "consent.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr std::string_view erase_line = "\r\x1b[K";
constexpr std::string_view clear_screen = "\x1b[H\x1b[2J";

bool gives_up(std::string_view typed) {
  return typed.empty() || typed == "\x03" || typed == "Q";
}

class Pager {
 public:
  Pager(const MakeRows& make, bool everything, std::string_view next)
      : make_(make), everything_(everything), next_(next) {}

  Result<void> run() {
    remake();
    // What has to be read before the decision stays until a key says that it was.
    if (rows_.size() < window_.rows && !everything_) return put(rows_);
    const Keyboard keyboard;
    keyboard.forget();
    CQ_CHECK(put(page_->visible()));
    while (true) {
      CQ_CHECK(put_on_terminal(status()));
      const std::string typed = keyboard.typed();
      CQ_CHECK(put_on_terminal(erase_line));
      if (gives_up(typed)) return Error(E_DECLINED, "not confirmed, nothing was signed");
      if (goes_on(typed)) return {};
      CQ_CHECK(obey(typed));
    }
  }

 private:
  // Rows are made for a width: after a change nothing has been seen of them yet.
  void remake() {
    window_ = terminal_window();
    rows_ = make_(window_.columns);
    page_.emplace(rows_, height(), everything_);
  }
  [[nodiscard]] std::size_t height() const { return window_.rows < 3 ? 1 : window_.rows - 1; }

  [[nodiscard]] static Result<void> put(std::span<const Row> rows) {
    return put_on_terminal(painted(rows, terminal_colours()));
  }

  // Also past the end, when nothing is left out.
  bool goes_on(std::string_view typed) {
    const auto move = page_move(typed);
    const bool past_end =
        page_->at_end() && (move == PageMove::page_down || move == PageMove::row_down);
    if (typed != "q" && !past_end) return false;
    refused_ = !page_->may_leave();
    return !refused_;
  }

  // Forward the new rows follow those on the screen; anywhere else the screen is drawn anew.
  Result<void> obey(std::string_view typed) {
    const Window now = terminal_window();
    if (now.columns != window_.columns || now.rows != window_.rows) {
      remake();
      return redraw();
    }
    auto move = page_move(typed);
    if (refused_) move = PageMove::next_unseen;
    if (!move) return {};
    const std::size_t before = page_->top();
    page_->move(*move);
    const std::size_t after = page_->top();
    if (after < before || after > before + height() || refused_) return redraw();
    return put(page_->visible().last(std::min(after - before, page_->visible().size())));
  }

  Result<void> redraw() {
    CQ_CHECK(put_on_terminal(clear_screen));
    return put(page_->visible());
  }

  std::string status() {
    std::string out = page_->place();
    if (refused_) {
      out += ": not everything was seen yet. Space goes on";
    } else if (page_->at_end() && !page_->may_leave()) {
      out += ". n: on to what was not seen yet, b: back";
    } else if (page_->at_end()) {
      out += ". Space or q: on to " + next_ + ", b: back";
    } else {
      out += ". Space: next page, b: back";
      if (page_->may_leave()) out += ", q: on to " + next_;
    }
    refused_ = false;
    return out.substr(0, window_.columns - 1);
  }

  const MakeRows& make_;
  bool everything_;
  std::string next_;
  Window window_;
  Rows rows_;
  std::optional<Page> page_;
  bool refused_ = false;
};

}  // namespace

Result<void> page_through(const MakeRows& make, bool everything, std::string_view next) {
  return Pager(make, everything, next).run();
}

}  // namespace coldquill::cli
