#include "letters.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace coldquill {
namespace {

struct Block {
  CodePoint first;
  CodePoint last;
  Alphabet alphabet;
};

// The blocks of Unicode 15 (Blocks.txt), in order; single letters that imitate inside a block come
// before it.
constexpr Block blocks[] = {
    {0x0041, 0x007A, Alphabet::latin},        {0x00AA, 0x01BF, Alphabet::latin},
    {0x01C0, 0x01C3, Alphabet::phonetic},  // clicks: a bar, two, and an exclamation mark
    {0x01C4, 0x0250, Alphabet::latin},        {0x0251, 0x0251, Alphabet::phonetic},  // alpha, as a
    {0x0252, 0x0260, Alphabet::latin},        {0x0261, 0x0261, Alphabet::phonetic},  // script g
    {0x0262, 0x02FF, Alphabet::latin},        {0x0370, 0x03E1, Alphabet::greek},
    {0x03E2, 0x03EF, Alphabet::coptic},       {0x03F0, 0x03FF, Alphabet::greek},
    {0x0400, 0x052F, Alphabet::cyrillic},     {0x0530, 0x058F, Alphabet::armenian},
    {0x10A0, 0x10FF, Alphabet::georgian},     {0x13A0, 0x13FF, Alphabet::cherokee},
    {0x1400, 0x167F, Alphabet::canadian},     {0x16A0, 0x16FF, Alphabet::runes},
    {0x18B0, 0x18FF, Alphabet::canadian},     {0x1C80, 0x1C8F, Alphabet::cyrillic},
    {0x1C90, 0x1CBF, Alphabet::georgian},     {0x1D00, 0x1DBF, Alphabet::latin},
    {0x1E00, 0x1EFF, Alphabet::latin},        {0x1F00, 0x1FFF, Alphabet::greek},
    {0x2C00, 0x2C5F, Alphabet::glagolitic},   {0x2C60, 0x2C7F, Alphabet::latin},
    {0x2C80, 0x2CFF, Alphabet::coptic},       {0x2D00, 0x2D2F, Alphabet::georgian},
    {0x2D30, 0x2D7F, Alphabet::tifinagh},     {0x2DE0, 0x2DFF, Alphabet::cyrillic},
    {0xA4D0, 0xA4FF, Alphabet::lisu},         {0xA640, 0xA69F, Alphabet::cyrillic},
    {0xA720, 0xA7FF, Alphabet::latin},        {0xAB30, 0xAB6F, Alphabet::latin},
    {0xAB70, 0xABBF, Alphabet::cherokee},     {0xFB00, 0xFB06, Alphabet::latin},
    {0xFB13, 0xFB17, Alphabet::armenian},     {0xFF21, 0xFF5A, Alphabet::latin},
    {0x10280, 0x107FF, Alphabet::historic},  // Lycian to Latin Extended-F: Gothic, Deseret, Osage
    {0x118A0, 0x118FF, Alphabet::historic},  // Warang Citi
    {0x16E40, 0x16E9F, Alphabet::historic},  // Medefaidrin
    {0x1E000, 0x1E02F, Alphabet::glagolitic}, {0x1E030, 0x1E08F, Alphabet::cyrillic},
};

// The letters of Latin shape in the alphabets that are in use; sorted.
constexpr std::u32string_view look_alikes =
    // Greek: capitals, lunate sigma and yot, and the small ones that pass in most fonts.
    U"\u037F\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7"
    U"\u03B1\u03B3\u03B9\u03BA\u03BD\u03BF\u03C1\u03C5\u03C7\u03F2\u03F3\u03F9"
    // Cyrillic.
    U"\u0405\u0406\u0408\u0410\u0412\u0415\u0417\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423"
    U"\u0425\u0430\u0433\u0435\u043A\u043E\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u0474\u0475"
    U"\u04AE\u04AF\u04BA\u04BB\u04BD\u04C0\u04CF\u0500\u0501\u050C\u051A\u051B\u051C\u051D"
    // Armenian.
    U"\u053C\u054F\u0555\u0555\u0566\u0570\u0575\u0578\u057D\u0581\u0584\u0585"
    // Cherokee.
    U"\u13A0\u13A1\u13A2\u13A5\u13A9\u13AA\u13AB\u13AC\u13B3\u13B7\u13BB\u13C0\u13C2\u13C3\u13CF"
    U"\u13D2\u13D4\u13D9\u13DA\u13DE\u13DF\u13E2\u13E6\u13F3\u13F4"
    // Coptic.
    U"\u2C80\u2C81\u2C82\u2C83\u2C88\u2C89\u2C8E\u2C8F\u2C92\u2C93\u2C94\u2C95\u2C98\u2C99\u2C9A"
    U"\u2C9B\u2C9E\u2C9F\u2CA2\u2CA3\u2CA4\u2CA5\u2CA6\u2CA7\u2CA8\u2CA9\u2CAC\u2CAD"
    // Tifinagh, Lisu.
    U"\u2D39\u2D4F\u2D54\u2D55\u2D5D\uA4D0\uA4D1\uA4D3\uA4D4\uA4D6\uA4D7\uA4D9\uA4DA\uA4DC\uA4DD"
    U"\uA4DF\uA4E0\uA4E1\uA4E2\uA4E3\uA4E6\uA4E7\uA4EA\uA4EB\uA4EC\uA4EE\uA4F0\uA4F2\uA4F3\uA4F4";

static_assert(std::is_sorted(look_alikes.begin(), look_alikes.end()));

bool is_letter(CodePoint c) {
  const auto category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

}  // namespace

Alphabet alphabet_of(CodePoint letter) {
  if (!is_letter(letter)) return Alphabet::none;
  const auto block = std::lower_bound(std::begin(blocks), std::end(blocks), letter,
                                      [](const Block& b, CodePoint c) { return b.last < c; });
  if (block != std::end(blocks) && letter >= block->first) return block->alphabet;
  const bool dressed = utf8proc_get_property(letter)->decomp_type == UTF8PROC_DECOMP_TYPE_FONT;
  return dressed ? Alphabet::styled : Alphabet::none;
}

bool looks_latin(CodePoint letter) {
  const Alphabet alphabet = alphabet_of(letter);
  if (alphabet == Alphabet::historic) return true;  // nobody is called so
  return std::ranges::binary_search(look_alikes, static_cast<char32_t>(letter));
}

}  // namespace coldquill
