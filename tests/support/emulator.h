// A terminal of a fixed size, as far as a review needs one: what stands on it, what scrolled off,
// and whether a line was ever too long for it.
#pragma once

#include <coldquill/base/columns.h>

#include <deque>
#include <string>
#include <vector>

namespace coldquill::test {

class Emulator {
 public:
  Emulator(std::size_t columns, std::size_t rows) : columns_(columns), height_(rows), rows_(1) {}

  void feed(std::string_view text) {
    while (!text.empty()) text.remove_prefix(step(text));
  }

  [[nodiscard]] const std::deque<std::string>& rows() const { return rows_; }
  // Lines that did not fit, so that a part of them began a row.
  [[nodiscard]] std::size_t overlong() const { return overlong_; }
  [[nodiscard]] std::size_t scrolled() const { return scrolled_; }

  // Everything on it without white space and the marks of rows that go on.
  [[nodiscard]] std::string squeezed() const {
    std::string out;
    for (const std::string& row : rows_) out += squeeze(row);
    return out;
  }
  static std::string squeeze(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c != ' ' && c != '|' && c != '>' && c != '\n') out += c;
    }
    return out;
  }

 private:
  // Takes one character or control sequence, and gives its octets.
  std::size_t step(std::string_view text) {
    if (text.starts_with("\x1b[")) return control(text);
    if (text[0] == '\n') return down(), 1;
    if (text[0] == '\r') return at_ = 0, 1;
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    const std::string_view character = text.substr(0, size);
    if (at_ + most_columns(character) > columns_) {
      ++overlong_;
      down();
    }
    if (at_ == 0) rows_.back().clear();
    rows_.back() += character;
    at_ += most_columns(character);
    return size;
  }

  std::size_t control(std::string_view text) {
    const std::size_t end = text.find_first_not_of("0123456789;?", 2);
    const char what = text.at(end);
    if (what == 'J' || what == 'H') rows_.assign(1, {}), at_ = 0;
    if (what == 'K') rows_.back().clear(), at_ = 0;
    return end + 1;
  }

  void down() {
    at_ = 0;
    rows_.emplace_back();
    if (rows_.size() <= height_) return;
    rows_.pop_front();
    ++scrolled_;
  }

  std::size_t columns_, height_;
  std::deque<std::string> rows_;
  std::size_t at_ = 0, overlong_ = 0, scrolled_ = 0;
};

}  // namespace coldquill::test
