// A film of QR codes in the terminal: endless, and steered by keys.
//
//   + and - change the frame time, space stops and goes on, the arrows step; any other key ends it
#pragma once

#include <coldquill/qr/terminal.h>

#include "qr_output.h"
#include "terminal.h"

namespace coldquill::cli {

class FilmScreen {
 public:
  // drawing: with a schedule. frame_time: milliseconds.
  FilmScreen(const QrDrawing& drawing, QrInk ink, int frame_time)
      : symbols_(drawing.symbols),
        schedule_(*drawing.schedule),
        film_(drawing.film),
        ink_(ink),
        frame_time_(frame_time) {}

  // Until a key or a signal ends it, or the terminal is gone.
  void play(const Keyboard& keyboard);

 private:
  std::string picture();
  [[nodiscard]] std::string status() const;
  // False when this key ends the film.
  bool obey(Key key);
  void step(bool forward);

  const std::vector<QrSymbol>& symbols_;
  const Schedule& schedule_;
  QrFilm film_;
  QrInk ink_;
  int frame_time_;
  std::uint64_t at_ = 0;
  std::uint32_t number_ = 0;
  bool stopped_ = false;
};

}  // namespace coldquill::cli
