// Alphabets whose letters people take for one another.
#pragma once

#include <cstdint>

namespace coldquill {

// A code point of Unicode.
using CodePoint = std::int32_t;

// Latin, and the alphabets that have letters of its shapes. Other scripts are none: they imitate
// nothing, and many of them are written without spaces beside words in Latin letters.
// styled: mathematical letters, which are others in another dress, whatever stands beside them.
enum class Alphabet {
  none,
  latin,
  greek,
  cyrillic,
  armenian,
  georgian,
  canadian,
  cherokee,
  coptic,
  glagolitic,
  lisu,
  tifinagh,
  runes,
  phonetic,
  historic,
  styled,
};

// Of a letter; none for what is no letter.
Alphabet alphabet_of(CodePoint letter);

// True for a letter of another alphabet that has the shape of a Latin one.
bool looks_latin(CodePoint letter);

}  // namespace coldquill
