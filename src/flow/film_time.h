// How long films are looked at: nobody waits all day for one, nor for a stick of them.
#pragma once

#include <coldquill/base/result.h>

#include <chrono>

namespace coldquill {

inline constexpr Reason E_FILM_CUT_OFF{
    "E_FILM_CUT_OFF", Errc::over_limit,
    "Cut the film down to the codes. One that lies in a folder has more time when it is named by "
    "itself."};

// What all films of a folder have together, and a film that is named by itself.
inline constexpr std::chrono::seconds time_for_films_of_a_folder(300);
inline constexpr std::chrono::seconds time_for_one_film(600);

// Time that films have together: it runs while one of them is looked at.
class FilmTime {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = Clock::time_point (*)();  // a clock

  explicit FilmTime(std::chrono::seconds all) : FilmTime(all, &Clock::now) {}
  FilmTime(std::chrono::seconds all, Now clock) : all_(all), left_(all), now_(clock) {}

  [[nodiscard]] Clock::time_point now() const { return now_(); }
  [[nodiscard]] Clock::duration left() const { return left_; }
  void use(Clock::duration some) { left_ -= some; }
  // E_FILM_CUT_OFF.
  [[nodiscard]] Error over() const;

 private:
  std::chrono::seconds all_;
  Clock::duration left_;
  Now now_;
};

// How much longer one film is looked at, out of the time that it shares: until 900 frames, or a
// minute, have shown nothing new, or most_film_frames have come. The program that reads the film
// counts frames as well, and may have been taken over.
class Attention {
 public:
  // parts: that have been read before.
  Attention(const FilmTime& time, std::size_t parts);

  // For the next frame; 0 or less when it is enough.
  [[nodiscard]] std::chrono::milliseconds left() const;
  // Why, then: E_FILM_CUT_OFF.
  [[nodiscard]] Error why() const;
  // After each frame: parts that have been read so far.
  void saw(std::size_t parts);
  [[nodiscard]] std::size_t frames() const { return frames_; }
  // The time that it shares is over.
  [[nodiscard]] bool cut_off() const { return time_.now() >= end_; }

 private:
  const FilmTime& time_;
  FilmTime::Clock::time_point end_;
  FilmTime::Clock::time_point enough_;
  std::size_t parts_;
  std::size_t frames_ = 0;
  std::size_t since_ = 0;  // frames since the last news
};

}  // namespace coldquill
