// The air gap: frames that a message needs, and what a part and a code cost. bench/gap.py runs this
// and puts the table together.
//
//   bench-gap frames ORDER OCTETS PART LOSS RUNS   medians of our reader and of the bound, as JSON
//   bench-gap stream ORDER OCTETS PART LOSS RUN    what a camera sees: "FRAME TEXT" a line
//   bench-gap screen OCTETS VERSION LOSS RUNS      frames from our screen to our camera, their mean
//   bench-gap times                                one JSON object
//
// ORDER: usual (every part once, then mixed ones for ever) or turns (schedule.h). LOSS: frames in a
// hundred. A camera joins in the middle of the first round in the usual order, and somewhere in the
// first four rounds when they take turns.
#include <coldquill/codec/cbor.h>
#include <coldquill/codec/crc32.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/qr/film.h>
#include <coldquill/qr/terminal.h>
#include <coldquill/transport/schedule.h>

#include <time.h>

#include <bit>
#include <cstdio>
#include <functional>
#include <qrcodegen.hpp>

namespace coldquill::bench {
namespace {

Bytes octets(std::size_t count, std::string_view seed) {
  Xoshiro256 random(view_of(seed));
  Bytes out;
  while (out.size() < count) out.push_back(static_cast<std::uint8_t>(random.below(256)));
  return out;
}

struct Case {
  bool turns;
  std::size_t message;
  std::size_t part;
  std::uint64_t loss;
  std::uint64_t run;

  [[nodiscard]] std::string name() const {
    return std::to_string(message) + " " + std::to_string(part) + " " + std::to_string(loss) + " " +
           std::to_string(run);
  }
  [[nodiscard]] Bytes cbor() const {
    return CborWriter().bytes(octets(message, name() + " message")).take();
  }
};

// One film, as a camera sees it.
class Stream {
 public:
  explicit Stream(const Case& c)
      : loss_(c.loss),
        turns_(c.turns),
        random_(view_of(c.name())),
        encoder_(*UrEncoder::make("bytes", c.cbor(), c.part)),
        schedule_(*ur_encode("bytes", c.cbor(), c.part)) {
    const std::uint64_t parts = encoder_.parts();
    at_ = turns_ ? random_.below(4 * parts) : parts / 2;
  }

  // From its first frame instead.
  void rewind() { at_ = 0; }
  [[nodiscard]] std::uint32_t parts() const { return encoder_.parts(); }
  [[nodiscard]] std::uint32_t shown() const { return shown_; }

  // The next frame that is not lost.
  Schedule::Frame next() {
    do {
      ++shown_;
      ++at_;
    } while (random_.below(100) < loss_);
    if (turns_) return schedule_.frame(at_ - 1);
    const auto number = static_cast<std::uint32_t>(at_);
    return {number, encoder_.part(number)};
  }

 private:
  std::uint64_t loss_;
  bool turns_;
  Xoshiro256 random_;
  UrEncoder encoder_;
  Schedule schedule_;
  std::uint64_t at_ = 0;
  std::uint32_t shown_ = 0;
};

// The rank of the parts so far, from nothing but which fragments each of them mixes.
class Rank {
 public:
  explicit Rank(std::uint32_t size) : rows_(size), words_((size + 63) / 64) {}

  void put(const std::vector<std::uint32_t>& fragments) {
    std::vector<std::uint64_t> part(words_);
    for (const auto fragment : fragments) part[fragment / 64] |= std::uint64_t{1} << fragment % 64;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if ((part[i / 64] >> i % 64 & 1) == 0) continue;
      if (rows_[i].empty()) {
        rows_[i] = std::move(part);
        ++rank_;
        return;
      }
      for (std::size_t word = i / 64; word < words_; ++word) part[word] ^= rows_[i][word];
    }
  }
  [[nodiscard]] bool complete() const { return rank_ == rows_.size(); }

 private:
  std::vector<std::vector<std::uint64_t>> rows_;
  std::size_t words_;
  std::size_t rank_ = 0;
};

struct Needed {
  std::uint32_t parts = 0, ours = 0, bound = 0;
};

Needed frames_needed(const Case& c) {
  Stream stream(c);
  const FountainMix mix(stream.parts(), crc32(c.cbor()));
  UrCollector ours;
  Rank rank(stream.parts());
  Needed needed{stream.parts(), 0, 0};
  while (needed.ours == 0 || needed.bound == 0) {
    const auto frame = stream.next();
    rank.put(mix.fragments(frame.number));
    COLDQUILL_ASSERT(ours.put(frame.text).ok());
    if (needed.bound == 0 && rank.complete()) needed.bound = stream.shown();
    if (needed.ours == 0 && ours.complete()) needed.ours = stream.shown();
  }
  return needed;
}

double median(std::vector<double> all) {
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, middle);
  return *middle;
}

void print_frames(Case c, std::uint64_t runs) {
  std::vector<double> ours, bound;
  std::uint32_t parts = 0;
  bool equal = true;
  for (c.run = 0; c.run < runs; ++c.run) {
    const Needed needed = frames_needed(c);
    parts = needed.parts;
    equal = equal && needed.ours == needed.bound;
    ours.push_back(needed.ours);
    bound.push_back(needed.bound);
  }
  std::printf("{\"parts\": %u, \"ours\": %.0f, \"bound\": %.0f, \"equal\": %s}\n", parts,
              median(ours), median(bound), equal ? "true" : "false");
}

// Far enough for readers that only take parts to pieces.
void print_stream(const Case& c) {
  Stream stream(c);
  const std::uint32_t enough = 15 * stream.parts() + 200;
  while (stream.shown() < enough) {
    const auto frame = stream.next();
    std::printf("%u %s\n", stream.shown(), frame.text.c_str());
  }
}

void print_screen(Case c, std::uint64_t runs) {
  double sum = 0;
  std::uint32_t parts = 0;
  for (c.run = 0; c.run < runs; ++c.run) {
    Stream stream(c);
    stream.rewind();
    UrCollector ours;
    while (!ours.complete()) COLDQUILL_ASSERT(ours.put(stream.next().text).ok());
    sum += stream.shown();
    parts = stream.parts();
  }
  std::printf("{\"parts\": %u, \"frames\": %.2f}\n", parts, sum / static_cast<double>(runs));
}

// Of the processor, so that whoever else uses the machine does not count.
double microseconds_used() {
  timespec now{};
  COLDQUILL_ASSERT(::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Microseconds an item.
double time_of(std::size_t items, const std::function<void()>& run) {
  const double start = microseconds_used();
  run();
  return (microseconds_used() - start) / static_cast<double>(items);
}

struct Timed {
  std::vector<double> floor, ours, ratio;
  // Both in the same moment of the machine.
  void add(double floor_time, double our_time) {
    floor.push_back(floor_time);
    ours.push_back(our_time);
    ratio.push_back(our_time / floor_time);
  }
  void print(const char* name, const char* end) const {
    std::printf("\"%s\": {\"floor\": %.2f, \"ours\": %.2f, \"ratio\": %.3f}%s\n", name,
                median(floor), median(ours), median(ratio), end);
  }
};

volatile std::uint8_t sink = 0;

// What no reader or writer of a part does without: a digest of so many octets (the generator is
// seeded by one, of fewer).
double digest_time(const std::vector<std::string>& texts) {
  return time_of(texts.size(), [&] {
    for (const auto& text : texts) sink = sha256(view_of(text))[0];
  });
}

// Mixed parts alone, so that everything has to be solved for.
void time_parts(std::size_t message, std::size_t part, Timed& encoding, Timed& decoding) {
  const Case c{false, message, part, 0, 0};
  const UrEncoder encoder = *UrEncoder::make("bytes", c.cbor(), part);
  const std::uint32_t count = encoder.parts() + 20;
  std::vector<std::string> texts(count);
  const double encoded = time_of(count, [&] {
    for (std::uint32_t i = 0; i < count; ++i) texts[i] = encoder.part(encoder.parts() + 1 + i);
  });
  const double floor = digest_time(texts);
  encoding.add(floor, encoded);
  UrCollector collector;
  std::size_t used = 0;
  const double all = time_of(1, [&] {
    while (used < texts.size() && !collector.complete()) {
      COLDQUILL_ASSERT(collector.put(texts[used++]).ok());
    }
  });
  decoding.add(floor, all / static_cast<double>(used));
}

std::string film_text(int version, int number) {
  std::string text = "UR:CRYPTO-PSBT/" + std::to_string(number + 100) + "-52/";
  Xoshiro256 random(view_of(text));
  while (text.size() < longest_capital_text(version)) {
    text += static_cast<char>('A' + random.below(26));
  }
  return text;
}

constexpr int chosen = -1;  // by the library, which tries all eight

double bare_code_time(int version, int mask, int count) {
  using qrcodegen::QrCode;
  return time_of(static_cast<std::size_t>(count), [&] {
    for (int i = 0; i < count; ++i) {
      const auto parts = qrcodegen::QrSegment::makeSegments(film_text(version, i).c_str());
      sink =
          QrCode::encodeSegments(parts, QrCode::Ecc::LOW, version, version, mask).getModule(9, 9);
    }
  });
}

// The bare library with the mask given, and with the mask chosen, beside ours after its first code.
void time_codes(int version, Timed& beside_given, Timed& beside_chosen) {
  constexpr int count = 20;
  QrFilm film;
  COLDQUILL_ASSERT(film.symbol(film_text(version, count)).ok());
  const double given = bare_code_time(version, 3, count);
  const double ours = time_of(count, [&] {
    for (int i = 0; i < count; ++i) sink = film.symbol(film_text(version, i))->dark(9, 9);
  });
  beside_given.add(given, ours);
  beside_chosen.add(bare_code_time(version, chosen, count / 4), ours);
}

void print_times() {
  constexpr int turns = 15;
  Timed encoding, decoding, few_encoded, few_decoded, codes, chosen_codes;
  for (int turn = 0; turn < turns; ++turn) {
    time_parts(100'000, 200, encoding, decoding);
    time_parts(25'000, 200, few_encoded, few_decoded);
    time_codes(27, codes, chosen_codes);
  }
  std::printf("{");
  encoding.print("encoded", ",");
  decoding.print("decoded", ",");
  few_encoded.print("encoded_few", ",");
  few_decoded.print("decoded_few", ",");
  codes.print("code", ",");
  chosen_codes.print("code_chosen", "}");
}

std::uint64_t number(const char* text) {
  return std::stoull(text);
}

int run(std::span<char*> words) {
  const std::string_view what = words.empty() ? "" : words[0];
  if (what == "times") {
    print_times();
  } else if (what == "screen" && words.size() == 5) {
    const auto version = static_cast<int>(number(words[2]));
    print_screen(
        {true, number(words[1]), largest_ur_fragment(version, "crypto-psbt"), number(words[3]), 0},
        number(words[4]));
  } else if (words.size() == 6) {
    const Case c{std::string_view(words[1]) == "turns", number(words[2]), number(words[3]),
                 number(words[4]), number(words[5])};
    if (what == "frames") print_frames(c, c.run);
    if (what == "stream") print_stream(c);
  } else {
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace coldquill::bench

int main(int argc, char** argv) {
  return coldquill::bench::run({argv + 1, static_cast<std::size_t>(argc - 1)});
}
