// Secrets from a terminal: a child asks on a pseudo-terminal, the test is the person.
#include <coldquill/vault/secret_input.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vault_testing.h>

#include <csignal>
#include <functional>
#include <sstream>

namespace coldquill {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace vault_testing;

const std::string words =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";

// What the child found, as its exit status.
int status_of(std::string_view reason) {
  constexpr std::string_view reasons[] = {"",
                                          "E_NO_TERMINAL",
                                          "E_PASSWORDS_DIFFER",
                                          "E_WORDS_DIFFER",
                                          "E_INTERRUPTED",
                                          "E_SECRET_TOO_LONG",
                                          "E_EMPTY_PASSWORD"};
  const auto at = std::ranges::find(reasons, reason);
  return at == std::end(reasons) ? 99 : static_cast<int>(at - std::begin(reasons));
}

template <class T>
int status_of(const Result<T>& result) {
  return status_of(result ? "" : result.error().reason());
}

class Person {
 public:
  explicit Person(const std::function<int()>& job) {
    child_ = ::forkpty(&terminal_, nullptr, nullptr, nullptr);
    if (child_ == 0) ::_exit(job());
  }
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;
  ~Person() {
    if (child_ > 0) ::kill(child_, SIGKILL);
    ::close(terminal_);
  }

  // Reads until this text has come; false after five seconds.
  bool sees(const std::string& text) {
    while (screen_.find(text, seen_) == std::string::npos) {
      if (!read_more()) return false;
    }
    seen_ = screen_.find(text, seen_) + text.size();
    return true;
  }
  void types(const std::string& text) {
    EXPECT_EQ(::write(terminal_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void signals(int number) const { ::kill(child_, number); }
  [[nodiscard]] bool echoes() const {
    termios now{};
    EXPECT_EQ(::tcgetattr(terminal_, &now), 0);
    return (now.c_lflag & ECHO) != 0;
  }
  int leaves() {
    while (read_more()) {
    }
    int status = 0;
    // The terminal closes a moment before the child has ended.
    for (int tenths = 0; ::waitpid(child_, &status, WNOHANG) == 0; ++tenths) {
      if (tenths == 100) ::kill(child_, SIGKILL);
      ::usleep(100'000);
    }
    child_ = 0;
    return status;
  }
  [[nodiscard]] const std::string& screen() const { return screen_; }
  [[nodiscard]] std::string rest() const { return screen_.substr(seen_); }

 private:
  bool read_more() {
    pollfd ready{terminal_, POLLIN, 0};
    if (::poll(&ready, 1, 5000) != 1) return false;
    char octets[1024];
    const ssize_t n = ::read(terminal_, octets, sizeof octets);
    if (n <= 0) return false;
    screen_.append(octets, static_cast<std::size_t>(n));
    return true;
  }

  pid_t child_ = 0;
  int terminal_ = -1;
  std::string screen_;
  std::size_t seen_ = 0;
};

int exit_status(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(AskSecret, TakesALineAndDoesNotShowIt) {
  Person person([] {
    const auto secret = ask_secret("Password: ");
    return secret && text_of_secret(*secret) == " pass word " ? 0 : 50;
  });
  ASSERT_TRUE(person.sees("Password: "));
  EXPECT_FALSE(person.echoes());
  person.types(" pass word \n");
  EXPECT_EQ(exit_status(person.leaves()), 0);
  EXPECT_THAT(person.screen(), Not(HasSubstr("pass word")));
}

TEST(AskSecret, AnInterruptLeavesTheTerminalAsItWas) {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    Person person([] { return status_of(ask_secret("Password: ")); });
    ASSERT_TRUE(person.sees("Password: "));
    if (number == SIGINT) {
      person.types("half\x03");
    } else {
      person.signals(number);
    }
    const int status = person.leaves();
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == number) << number;
    EXPECT_TRUE(person.echoes());
  }
}

TEST(AskSecret, EndOfInputIsNoSecret) {
  Person person([] { return status_of(ask_secret("Password: ")); });
  ASSERT_TRUE(person.sees("Password: "));
  person.types("\x04");
  EXPECT_EQ(exit_status(person.leaves()), status_of("E_INTERRUPTED"));
}

TEST(AskSecret, NeedsATerminal) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::setsid();
    ::_exit(status_of(ask_secret("Password: ")));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(exit_status(status), status_of("E_NO_TERMINAL"));
}

TEST(AskNewPassword, TwiceTheSame) {
  for (const auto& [second, expected] : {std::pair{"one\n", ""},
                                         {"two\n", "E_PASSWORDS_DIFFER"},
                                         {"one \n", "E_PASSWORDS_DIFFER"}}) {
    Person person([] { return status_of(ask_new_password("New password: ")); });
    ASSERT_TRUE(person.sees("New password: "));
    person.types("one\n");
    ASSERT_TRUE(person.sees("The same again: "));
    person.types(second);
    EXPECT_EQ(exit_status(person.leaves()), status_of(expected));
  }
}

TEST(AskNewPassword, AnEmptyOneIsRefusedAtOnce) {
  Person person([] { return status_of(ask_new_password("New password: ")); });
  ASSERT_TRUE(person.sees("New password: "));
  person.types("\n");
  EXPECT_EQ(exit_status(person.leaves()), status_of("E_EMPTY_PASSWORD"));
}

TEST(ShowWords, OnTheOtherScreenUntilEnter) {
  Person person([] { return status_of(show_words(secret_of(words))); });
  ASSERT_TRUE(person.sees("\x1b[?1049h"));
  ASSERT_TRUE(person.sees(" 1  legal\r\n"));
  ASSERT_TRUE(person.sees("12  yellow\r\n"));
  ASSERT_TRUE(person.sees("Press Enter"));
  person.types("\n");
  EXPECT_EQ(exit_status(person.leaves()), 0);
  EXPECT_THAT(person.rest(), HasSubstr("\x1b[2J"));
  EXPECT_THAT(person.rest(), HasSubstr("\x1b[?1049l"));
}

const std::string cleared = "\x1b[2J\x1b[3J\x1b[H\x1b[?1049l";

struct Signal {
  int number;
  const char* key;  // nullptr: sent from elsewhere
};

void send(Person& person, const Signal& signal) {
  if (signal.key != nullptr) {
    person.types(signal.key);
  } else {
    person.signals(signal.number);
  }
}

void expect_cleared_and_ended(Person& person, const Signal& signal) {
  send(person, signal);
  EXPECT_TRUE(person.sees(cleared)) << signal.number;
  const int status = person.leaves();
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal.number) << signal.number;
  EXPECT_TRUE(person.echoes());
}

constexpr Signal endings[] = {
    {SIGINT, "\x03"}, {SIGQUIT, "\x1c"}, {SIGTERM, nullptr}, {SIGHUP, nullptr}};

TEST(ShowWords, ASignalClearsTheScreenBeforeItEndsTheProgram) {
  for (const Signal& signal : endings) {
    Person person([] { return status_of(show_words(secret_of(words))); });
    ASSERT_TRUE(person.sees("Press Enter"));
    expect_cleared_and_ended(person, signal);
  }
}

TEST(ConfirmWords, ASignalClearsTheScreenBeforeItEndsTheProgram) {
  for (const Signal& signal : endings) {
    Person person([] { return status_of(confirm_words(secret_of(words))); });
    ASSERT_TRUE(person.sees("of your paper: "));
    expect_cleared_and_ended(person, signal);
  }
}

// The program as a job of a shell: stopped, and continued as soon as the shell has seen that.
int as_a_job(const std::function<int()>& job) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::setpgid(0, 0);
    ::_exit(job());
  }
  ::setpgid(child, child);
  ::signal(SIGTTOU, SIG_IGN);
  ::tcsetpgrp(STDIN_FILENO, child);
  int status = 0;
  ::waitpid(child, &status, WUNTRACED);
  if (!WIFSTOPPED(status)) return 90;
  const std::string_view mark = "stopped\n";
  if (::write(STDOUT_FILENO, mark.data(), mark.size()) < 0) return 91;
  ::kill(child, SIGCONT);
  ::waitpid(child, &status, 0);
  return exit_status(status);
}

TEST(ShowWords, StoppedTheScreenIsClearAndTheyComeAgain) {
  Person person([] { return as_a_job([] { return status_of(show_words(secret_of(words))); }); });
  ASSERT_TRUE(person.sees("Press Enter"));
  person.types("\x1a");
  ASSERT_TRUE(person.sees(cleared));
  ASSERT_TRUE(person.sees("stopped"));
  ASSERT_TRUE(person.sees("\x1b[?1049h"));
  ASSERT_TRUE(person.sees("12  yellow"));
  ASSERT_TRUE(person.sees("Press Enter"));
  person.types("\n");
  EXPECT_EQ(exit_status(person.leaves()), 0);
  EXPECT_THAT(person.rest(), HasSubstr(cleared));
}

// The position that is asked for next, from 1.
std::size_t asked(Person& person) {
  if (!person.sees("Word ")) return 0;
  const std::size_t from = person.screen().size() - person.rest().size();
  if (!person.sees(" of your paper: ")) return 0;
  return std::stoul(person.screen().substr(from, 2));
}

std::string word(std::size_t position) {
  std::istringstream in(words);
  std::string out;
  while (position-- > 0) in >> out;
  return out;
}

TEST(ConfirmWords, AsksForThree) {
  Person person([] { return status_of(confirm_words(secret_of(words))); });
  std::size_t last = 0;
  for (int i = 0; i < 3; ++i) {
    const std::size_t position = asked(person);
    ASSERT_GT(position, last);
    ASSERT_LE(position, 12u);
    person.types(word(position) + "\n");
    last = position;
  }
  EXPECT_EQ(exit_status(person.leaves()), 0);
}

TEST(ConfirmWords, AWrongWordIsTold) {
  Person person([] { return status_of(confirm_words(secret_of(words))); });
  ASSERT_GT(asked(person), 0u);
  person.types("zebra\n");
  EXPECT_EQ(exit_status(person.leaves()), status_of("E_WORDS_DIFFER"));
}

}  // namespace
}  // namespace coldquill
