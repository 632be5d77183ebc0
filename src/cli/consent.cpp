#include "consent.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/crypto/random.h>
#include <coldquill/screen/decision.h>
#include <coldquill/screen/review_rows.h>

#include "pager.h"
#include "print.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_BAD_CONSENT{
    "E_BAD_CONSENT", Errc::usage,
    "Copy the 64 hexadecimal digits of the consent id from `coldquill review --json`."};

// Below the decision: a row between, and the question.
constexpr std::size_t question_rows = 4;
constexpr std::size_t least_room = 12;

Result<ConsentId> parse_consent(const std::string& text) {
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != 32) return Error(E_BAD_CONSENT, "this is no consent id");
  return ConsentId{array_of<32>(*bytes)};
}

Error declined() {
  return {E_DECLINED, "not confirmed, nothing was signed"};
}

// A pair of words, other ones each time: a yes that no habit can type.
std::pair<std::string, std::string> random_pair() {
  ByteArray<2> random{};
  while (random[0] == random[1]) fill_random(random);
  const std::string words = bytewords_phrase(random);
  const auto space = words.find(' ');
  return {words.substr(0, space), words.substr(space + 1)};
}

// What a person typed at a question: the word, nothing or "no", or something else.
enum class Said { it, no, other };

Said said(std::string_view typed, std::string_view word) {
  if (same_letters(typed, word)) return Said::it;
  return trimmed(typed).empty() || same_letters(trimmed(typed), "no") ? Said::no : Said::other;
}

// The conversation on the terminal about one sitting.
class Conversation {
 public:
  Conversation(const Sitting& sitting, const std::string& challenge)
      : sitting_(sitting), challenge_(challenge) {}

  // Gives the tokens of everything that was acknowledged.
  Result<std::vector<WarningToken>> run(std::vector<WarningToken> given) {
    CQ_CHECK(show_review());
    const std::vector<Question> questions = sitting_.questions(given);
    if (!questions.empty()) CQ_CHECK(show_decision());
    for (std::size_t i = 0; i < questions.size(); ++i) {
      CQ_CHECK(ask(questions[i], i + 1, questions.size()));
      for (const Asked& asked : questions[i].about) given.push_back(asked.token);
    }
    CQ_CHECK(ask_for_the_word());
    return given;
  }

 private:
  [[nodiscard]] Decision decision() const {
    const Window room = window();
    const std::size_t rows = std::max(room.rows, least_room + question_rows) - question_rows;
    return decide(named_reviews(sitting_), sitting_.remarks(), room.columns, rows);
  }

  Result<void> show_review() {
    everything_ = !decision().whole;
    return page_through(
        [&](std::size_t columns) { return sitting_rows(sitting_, challenge_, columns); },
        everything_, "the decision");
  }

  // In a window that has become smaller more has to be read page by page.
  Result<void> show_decision() {
    Decision shown = decision();
    if (!shown.whole && !everything_) {
      CQ_CHECK(show_review());
      shown = decision();
    }
    return put_on_terminal("\n" + painted(shown.rows, terminal_colours()));
  }

  // One other word is a slip: it is asked once more. before: what is shown above the question.
  Result<void> ask_twice(const std::function<Result<std::string>(std::string& word)>& prompt) {
    for (int tries = 0; tries < 2; ++tries) {
      std::string word;
      CQ_TRY(text, prompt(word));
      CQ_TRY(typed, ask_line(text, [&] {
               // Failing to show it again ends in the question itself.
               static_cast<void>(show_review() && show_decision());
             }));
      const Said answer = said(typed, word);
      if (answer == Said::it) return {};
      if (answer == Said::no) break;
      if (tries == 0) CQ_CHECK(put_on_terminal("That is not the word. Once more:\n"));
    }
    return declined();
  }

  Result<void> ask(const Question& question, std::size_t number, std::size_t of) {
    Rows rows = question_rows_of(question, number, of);
    CQ_CHECK(put_on_terminal("\n" + painted(rows, terminal_colours())));
    return ask_twice([&](std::string& word) -> Result<std::string> {
      word = question.reason;
      return "To accept this risk, type its name, " + word + ": ";
    });
  }

  Rows question_rows_of(const Question& question, std::size_t number, std::size_t of) const {
    const std::size_t columns = window().columns;
    Rows rows;
    const bool several = sitting_.parts().size() > 1;
    std::string title = "Risk " + std::to_string(number) + " of " + std::to_string(of);
    if (several) title += ", in " + names_of(question);
    add_text(rows, title, 0, columns, Tone::strong, true);
    add_warning(rows, *question.about.front().warning, columns);
    if (question.sum) {
      add_text(rows, "Together: " + amount_text(*question.sum), 3, columns, Tone::strong, true);
    }
    return rows;
  }

  [[nodiscard]] std::string names_of(const Question& question) const {
    std::string out;
    for (const Asked& asked : question.about) {
      out += (out.empty() ? "" : ", ") + sitting_.parts()[asked.part].opened.intake.name;
    }
    return out;
  }

  Result<void> ask_for_the_word() {
    return ask_twice([&](std::string& word) -> Result<std::string> {
      CQ_CHECK(show_decision());
      const auto [first, second] = random_pair();
      word = first;
      return "\nTo sign, type the first of these two words: " + first + " " + second +
             "\nPress Enter or type no to cancel; Tab shows the whole review again: ";
    });
  }

  const Sitting& sitting_;
  const std::string& challenge_;
  bool everything_ = false;
};

}  // namespace

Result<void> check_consent(const SignOptions& how) {
  if (!how.approve) return {};
  CQ_CHECK(parse_consent(*how.approve));
  return {};
}

Result<Consent> ask_consent(const Sitting& sitting, const SignOptions& how,
                            const std::string& challenge) {
  const auto id = sitting.consent_id();
  if (!id) return Error(E_NO_KEY_ASKED, "no signature of these keys is asked for");
  if (how.approve) {
    CQ_TRY(approved, parse_consent(*how.approve));
    if (approved != *id) {
      return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
    }
    CQ_TRY(named, sitting.named(how.acknowledge));
    return Consent{approved, std::move(named)};
  }
  CQ_TRY(given, sitting.named(how.acknowledge));
  CQ_TRY(acknowledged, Conversation(sitting, challenge).run(std::move(given)));
  return Consent{*id, std::move(acknowledged)};
}

}  // namespace coldquill::cli
