#include <coldquill/crypto/random.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/secret_input.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sodium.h"
#include "terminal.h"

namespace coldquill {
namespace {

ByteView without_line_end(ByteView text) {
  if (text.empty() || text.back() != '\n') return text;
  text = text.first(text.size() - 1);
  return !text.empty() && text.back() == '\r' ? text.first(text.size() - 1) : text;
}

bool same(const SecretBytes& a, const SecretBytes& b) {
  return a.size() == b.size() &&
         sodium_memcmp(a.view(VaultAccess{}).data(), b.view(VaultAccess{}).data(), a.size()) == 0;
}

// The words of a normal text, each a view into it.
std::vector<ByteView> split(ByteView words) {
  std::vector<ByteView> out;
  while (!words.empty()) {
    const auto end = std::ranges::find(words, std::uint8_t{' '});
    const auto size = static_cast<std::size_t>(end - words.begin());
    out.push_back(words.first(size));
    words = words.subspan(std::min(size + 1, words.size()));
  }
  return out;
}

// The alternate screen: what is on it goes when it is left, scroll-back included. A signal is let
// through only after that.
class OtherScreen {
 public:
  explicit OtherScreen(const Terminal& terminal) : terminal_(terminal) {
    terminal.write("\x1b[?1049h\x1b[2J\x1b[H");
  }
  OtherScreen(const OtherScreen&) = delete;
  OtherScreen& operator=(const OtherScreen&) = delete;
  ~OtherScreen() { terminal_.write("\x1b[2J\x1b[3J\x1b[H\x1b[?1049l"); }

 private:
  const HeldSignals held_{};  // goes last
  const Terminal& terminal_;
};

// A job on the other screen, begun anew when the person stopped the program and came back.
template <class Job>
Result<void> on_other_screen(const Terminal& terminal, const Job& job) {
  for (;;) {
    int signal = 0;
    auto done = [&]() -> Result<void> {
      const OtherScreen screen(terminal);
      auto result = job();
      signal = HeldSignals::caught();
      return result;
    }();
    if (signal != SIGTSTP) return done;
  }
}

Result<void> list_words(const Terminal& terminal, const SecretBytes& words) {
  terminal.write("\nWrite these words down on paper, in this order, and show them to nobody.\n\n");
  std::size_t number = 0;
  for (const ByteView word : split(words.view(VaultAccess{}))) {
    const std::string label = std::to_string(++number);
    terminal.write(std::string(6 - label.size(), ' ') + label + "  ");
    terminal.write(word);
    terminal.write(number % 6 == 0 ? "\n\n" : "\n");
  }
  CQ_CHECK(terminal.read_line("\nPress Enter to clear the screen: ", Terminal::Echo::off));
  return {};
}

Result<void> ask_word(const Terminal& terminal, std::size_t position, ByteView word) {
  const std::string name = std::to_string(position + 1);
  CQ_TRY(typed, terminal.read_line("\nWord " + name + " of your paper: ", Terminal::Echo::on));
  if (same(typed, SecretBytes(word, VaultAccess{}))) return {};
  return Error(E_WORDS_DIFFER, "this is another word", "word " + name);
}

// Three different positions below count, in rising order.
std::vector<std::size_t> three_of(std::size_t count) {
  std::vector<std::size_t> out;
  while (out.size() < 3) {
    ByteArray<1> octet{};
    fill_random(octet);
    // Octets above the last whole multiple are drawn again: no position is likelier than another.
    const std::size_t fair = 256 - 256 % count;
    const std::size_t position = octet[0] % count;
    if (octet[0] < fair && std::ranges::find(out, position) == out.end()) out.push_back(position);
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

Result<SecretBytes> read_secret(int descriptor) {
  SecretBytes room(longest_secret + 3, VaultAccess{});
  const auto out = room.bytes(VaultAccess{});
  std::size_t size = 0;
  while (size < out.size()) {
    const ssize_t n = ::read(descriptor, out.data() + size, out.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error(E_CANNOT_READ, std::strerror(errno));
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
  }
  const ByteView text = without_line_end(out.first(size));
  if (text.size() > longest_secret) return Error(E_SECRET_TOO_LONG, "this secret is too long");
  return SecretBytes(text, VaultAccess{});
}

Result<SecretBytes> receive_secret(int descriptor, std::size_t size,
                                   std::chrono::milliseconds patience) {
  if (size > longest_secret) return Error(E_SECRET_TOO_LONG, "this secret is too long");
  SecretBytes room(size, VaultAccess{});
  const auto out = room.bytes(VaultAccess{});
  const auto end = std::chrono::steady_clock::now() + patience;
  for (std::size_t have = 0; have < size;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    pollfd one{descriptor, POLLIN, 0};
    const int ready = ::poll(&one, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Error(E_CANNOT_READ, "the secret did not come in time");
    const ssize_t n = ::read(descriptor, out.data() + have, size - have);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n <= 0) return Error(E_CANNOT_READ, "the secret ends too early");
    have += static_cast<std::size_t>(n);
  }
  return room;
}

Result<SecretBytes> ask_secret(const std::string& prompt) {
  CQ_TRY(terminal, Terminal::open());
  return terminal.read_line(prompt, Terminal::Echo::off);
}

namespace {

Result<SecretBytes> again(SecretBytes first) {
  CQ_TRY(second, ask_secret("The same again: "));
  if (!same(first, second)) return Error(E_PASSWORDS_DIFFER, "the two are not the same");
  return first;
}

}  // namespace

Result<SecretBytes> ask_new_secret(const std::string& prompt) {
  CQ_TRY(first, ask_secret(prompt));
  return again(std::move(first));
}

Result<SecretBytes> ask_new_password(const std::string& prompt) {
  CQ_TRY(first, ask_secret(prompt));
  if (first.empty()) return Error(E_EMPTY_PASSWORD, "an empty password protects nothing");
  return again(std::move(first));
}

Result<void> show_words(const SecretBytes& words) {
  CQ_TRY(normal, normal_words(words));
  CQ_TRY(terminal, Terminal::open());
  return on_other_screen(terminal, [&] { return list_words(terminal, normal); });
}

Result<void> confirm_words(const SecretBytes& words) {
  CQ_TRY(normal, normal_words(words));
  CQ_TRY(terminal, Terminal::open());
  const auto list = split(normal.view(VaultAccess{}));
  return on_other_screen(terminal, [&]() -> Result<void> {
    for (const std::size_t position : three_of(list.size())) {
      CQ_CHECK(ask_word(terminal, position, list[position]));
    }
    return {};
  });
}

}  // namespace coldquill
