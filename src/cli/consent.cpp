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

// Below the decision: a row between, and the question, of which a row may be broken.
constexpr std::size_t question_rows = 5;
constexpr Window least_window{60, 16};

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
  typed = trimmed(typed);
  if (same_letters(typed, word)) return Said::it;
  return typed.empty() || same_letters(typed, "no") ? Said::no : Said::other;
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
    for (std::size_t i = 0; i < questions.size(); ++i) {
      CQ_CHECK(ask(questions[i], i + 1, questions.size()));
      for (const Asked& asked : questions[i].about) given.push_back(asked.token);
    }
    CQ_CHECK(ask_for_the_word());
    return given;
  }

 private:
  [[nodiscard]] Decision decision() const {
    const Window room = terminal_window();
    const std::size_t rows = std::max(room.rows, least_window.rows) - question_rows;
    return decide(named_reviews(sitting_), sitting_.remarks(), room.columns, rows);
  }

  Result<void> show_review() {
    CQ_CHECK(check_screen());
    everything_ = !decision().whole;
    return page_through(
        [&](std::size_t columns) { return sitting_rows(sitting_, challenge_, columns); },
        everything_, "the decision");
  }

  // In a window that has become smaller more has to be read page by page.
  Result<void> show_decision() {
    CQ_CHECK(check_screen());
    Decision shown = decision();
    if (!shown.whole && !everything_) {
      CQ_CHECK(show_review());
      shown = decision();
    }
    return put_on_terminal("\n" + painted(shown.rows, terminal_colours()));
  }

  Result<void> show_risk(const Question& question, std::size_t number, std::size_t of) {
    return put_on_terminal("\n" +
                           painted(question_rows_of(question, number, of), terminal_colours()));
  }

  // One other word is a slip: it is asked once more. above: shows what belongs above the question;
  // word: the one that means yes, and the question that asks for it.
  using Above = std::function<Result<void>()>;
  using Prompt = std::function<std::string(std::string& word)>;
  Result<void> ask_twice(const Above& above, const Prompt& prompt) {
    const auto read_again = [&]() -> Result<void> {
      CQ_CHECK(put_on_terminal("\n"));
      CQ_CHECK(show_review());
      return above();
    };
    for (int tries = 0; tries < 2; ++tries) {
      CQ_CHECK(above());
      std::string word;
      const std::string text = prompt(word);
      CQ_TRY(typed, ask_line(text, read_again));
      const Said answer = said(typed, word);
      if (answer == Said::it) return {};
      if (answer == Said::no) break;
      if (tries == 0) CQ_CHECK(put_on_terminal("That is not the word. Once more:\n"));
    }
    return declined();
  }

  Result<void> ask(const Question& question, std::size_t number, std::size_t of) {
    const auto above = [&]() -> Result<void> {
      CQ_CHECK(show_decision());
      return show_risk(question, number, of);
    };
    return ask_twice(above, [&](std::string& word) {
      word = question.reason;
      return "To accept this risk, type its name, " + word + ": ";
    });
  }

  Rows question_rows_of(const Question& question, std::size_t number, std::size_t of) const {
    const std::size_t columns = terminal_window().columns;
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
    return ask_twice([&] { return show_decision(); },
                     [&](std::string& word) {
                       const auto [first, second] = random_pair();
                       word = first;
                       return "\nTo sign, type the first of these two words: " + first + " " +
                              second +
                              "\nPress Enter or type no to cancel; Tab shows the whole review "
                              "again: ";
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

Result<void> check_screen() {
  const Window room = terminal_window();
  if (room.columns >= least_window.columns && room.rows >= least_window.rows) return {};
  return Error(E_SCREEN_SMALL, "the window has " + std::to_string(room.columns) + " columns and " +
                                   std::to_string(room.rows) + " rows");
}

Result<Consent> ask_consent(const Sitting& sitting, const SignOptions& how,
                            const std::string& challenge) {
  CQ_CHECK(sitting.check_keys());
  const auto id = sitting.consent_id();
  COLDQUILL_ASSERT(id.has_value());  // every part asks for a signature
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
