#include <coldquill/base/writer.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/codec/crc32.h>

#include <optional>

namespace coldquill {
namespace {

constexpr std::size_t word_size = 4;
constexpr std::size_t checksum_size = 4;

// All 256 words in order, four letters each.
constexpr std::string_view words =
    "ableacidalsoapexaquaarchatomauntawayaxisbackbaldbarnbeltbetabias"
    "bluebodybragbrewbulbbuzzcalmcashcatschefcityclawcodecolacookcost"
    "cruxcurlcuspcyandarkdatadaysdelidicedietdoordowndrawdropdrumdull"
    "dutyeacheasyechoedgeepicevenexamexiteyesfactfairfernfigsfilmfish"
    "fizzflapflewfluxfoxyfreefrogfuelfundgalagamegeargemsgiftgirlglow"
    "goodgraygrimgurugushgyrohalfhanghardhawkheathelphighhillholyhope"
    "hornhutsicedideaidleinchinkyintoirisironitemjadejazzjoinjoltjowl"
    "judojugsjumpjunkjurykeepkenokeptkeyskickkilnkingkitekiwiknoblamb"
    "lavalazyleaflegsliarlimplionlistlogoloudloveluaulucklungmainmany"
    "mathmazememomenumeowmildmintmissmonknailnavyneednewsnextnoonnote"
    "numbobeyoboeomitonyxopenovalowlspaidpartpeckplaypluspoempoolpose"
    "puffpumapurrquadquizraceramprealredorichroadrockroofrubyruinruns"
    "rustsafesagascarsetssilkskewslotsoapsolosongstubsurfswantacotask"
    "taxitenttiedtimetinytoiltombtoystriptunatwinuglyundouniturgeuser"
    "vastveryvetovialvibeviewvisavoidvowswallwandwarmwaspwavewaxywebs"
    "whatwhenwhizwolfworkyankyawnyellyogayurtzapszerozestzinczonezoom";
static_assert(words.size() == 256 * word_size);

constexpr std::string_view word_of(std::uint8_t octet) {
  return words.substr(octet * word_size, word_size);
}

// No two words agree in their first and last letters: 26 * 26 places, -1 where there is no word.
constexpr std::array<std::int16_t, 676> make_index() {
  std::array<std::int16_t, 676> index{};
  index.fill(-1);
  for (std::size_t octet = 0; octet < 256; ++octet) {
    const auto word = word_of(static_cast<std::uint8_t>(octet));
    index[static_cast<std::size_t>((word.front() - 'a') * 26 + (word.back() - 'a'))] =
        static_cast<std::int16_t>(octet);
  }
  return index;
}

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

std::optional<std::uint8_t> octet_of(char first, char last) {
  static constexpr auto index = make_index();
  if (!is_letter(first) || !is_letter(last)) return {};
  const auto octet = index[static_cast<std::size_t>((first - 'a') * 26 + (last - 'a'))];
  if (octet < 0) return {};
  return static_cast<std::uint8_t>(octet);
}

// word: all of its letters, or its first and last.
std::optional<std::uint8_t> octet_of(std::string_view word) {
  const auto octet = octet_of(lower(word.front()), lower(word.back()));
  if (!octet || word.size() == 2) return octet;
  const auto same = [](char a, char b) { return lower(a) == b; };
  return std::ranges::equal(word, word_of(*octet), same) ? octet : std::nullopt;
}

std::string join(BytewordsStyle style, ByteView bytes) {
  std::string text;
  text.reserve(bytes.size() * (word_size + 1));
  for (const auto octet : bytes) {
    const auto word = word_of(octet);
    if (style == BytewordsStyle::minimal) {
      (text += word.front()) += word.back();
    } else {
      if (!text.empty()) text += style == BytewordsStyle::uri ? '-' : ' ';
      text += word;
    }
  }
  return text;
}

Error bad(const char* what, std::size_t at = Error::nowhere) {
  return {E_BAD_BYTEWORDS, what, "bytewords", at};
}

Result<Bytes> split(BytewordsStyle style, std::string_view text) {
  const bool minimal = style == BytewordsStyle::minimal;
  const std::size_t size = minimal ? 2 : word_size;
  const std::size_t step = minimal ? size : size + 1;
  const char between = style == BytewordsStyle::uri ? '-' : ' ';
  Bytes bytes;
  bytes.reserve(text.size() / step + 1);
  for (std::size_t at = 0; at < text.size(); at += step) {
    const auto octet = at + size <= text.size() ? octet_of(text.substr(at, size)) : std::nullopt;
    if (!octet) return bad("there is no such word", at);
    const auto end = at + size;
    if (!minimal && end < text.size() && (text[end] != between || end + 1 == text.size()))
      return bad("the words are not separated as they should be", end);
    bytes.push_back(*octet);
  }
  return bytes;
}

}  // namespace

std::string bytewords_encode(BytewordsStyle style, ByteView bytes) {
  return join(style, Writer().bytes(bytes).u32be(crc32(bytes)).view());
}

Result<Bytes> bytewords_decode(BytewordsStyle style, std::string_view text) {
  CQ_TRY(bytes, split(style, text));
  if (bytes.size() <= checksum_size) return bad("too short for a checksum");
  const auto body = ByteView(bytes).first(bytes.size() - checksum_size);
  if (!equal(Writer().u32be(crc32(body)).view(), ByteView(bytes).last(checksum_size)))
    return bad("the checksum does not match");
  bytes.resize(body.size());
  return std::move(bytes);
}

std::string bytewords_phrase(ByteView bytes) {
  return join(BytewordsStyle::standard, bytes);
}

}  // namespace coldquill
