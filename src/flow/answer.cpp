#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/families/families.h>
#include <coldquill/flow/answer.h>
#include <coldquill/qr/symbol.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/ur.h>

#include <filesystem>

#include "dialect.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

const PayloadKind* find_kind(const Opened& opened, std::string_view name) {
  for (const PayloadKind& kind : opened.family->kinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::string lines(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += part + "\n";
  return out;
}

bool is_kind(const std::string& name) {
  for (const Family& family : families()) {
    if (std::ranges::find(family.kinds, name, &PayloadKind::name) != family.kinds.end()) {
      return true;
    }
  }
  return false;
}

// A form that is not there: it comes with the missing signatures, or never.
Error no_form(const std::vector<Answer>& answers, const std::string& what) {
  if (answers.front().complete) return {E_NO_SUCH_FORM, "there is no " + what + " of this"};
  return {E_FINAL_INCOMPLETE, "signatures are still missing: there is no " + what + " yet"};
}

Result<const Answer*> pick(const std::vector<Answer>& answers, const AnswerOptions& options) {
  if (options.final || options.format == "raw") {
    const Answer* done = broadcastable(answers);
    if (done == nullptr) return no_form(answers, "transaction");
    return done;
  }
  for (const Answer& answer : answers) {
    if (answer.kind == options.format) return &answer;
  }
  if (is_kind(options.format)) {
    return no_form(answers, options.format);
  }
  return &answers.front();
}

// How the file is written: what was asked for, else as the request came; a kind that people handle
// as text stays that.
Result<Wrapping> wrapping_for(const Opened& opened, const PayloadKind& kind,
                              const AnswerOptions& options) {
  if (const auto named = wrapping_named(options.format)) return *named;
  if (!options.format.empty() && options.format != "raw" && options.format != kind.name) {
    return Error(E_UNKNOWN_FORMAT, "there is no such format");
  }
  const Wrapping asked = opened.intake.content.wrapping;
  const bool in_codes = is_for_codes(asked) && asked != Wrapping::ur;
  if (in_codes && options.format.empty()) return asked;
  if (kind.file == FileForm::hex) return Wrapping::hex;
  if (kind.file == FileForm::base64) return Wrapping::base64;
  if (kind.file == FileForm::text) return Wrapping::binary;
  if (options.format == kind.name) return Wrapping::binary;
  return asked;
}

constexpr std::string_view too_large_note =
    "This is too large for one code, and base43 has no parts: it comes as a UR, which Electrum "
    "does "
    "not read. Carry it back as a file (--format binary), or to a wallet that reads UR.";

}  // namespace

Result<void> check_format(const std::string& format) {
  if (format.empty() || format == "raw" || wrapping_named(format) || is_kind(format)) return {};
  return Error(E_UNKNOWN_FORMAT, "there is no such format");
}

const Answer* broadcastable(const std::vector<Answer>& answers) {
  for (const Answer& answer : answers) {
    if (answer.complete && answer.broadcast) return &answer;
  }
  return nullptr;
}

Result<Wrapped> wrap(const Opened& opened, const std::vector<Answer>& answers,
                     const AnswerOptions& options) {
  CQ_TRY(answer, pick(answers, options));
  const PayloadKind* kind = find_kind(opened, answer->kind);
  COLDQUILL_ASSERT(kind != nullptr);
  CQ_TRY(wrapping, wrapping_for(opened, *kind, options));
  Wrapped out{*answer, {}, std::string(kind->extension), true, {}};
  switch (wrapping) {
    case Wrapping::binary:
      out.text = kind->file == FileForm::text;
      break;
    case Wrapping::base64:
      out.coded = to_bytes(view_of(base64_encode(answer->bytes) + "\n"));
      break;
    case Wrapping::hex:
      out.coded = to_bytes(view_of(to_hex(answer->bytes) + "\n"));
      break;
    default: {
      const auto parts = code_texts(wrapping, opened.intake.content, *kind, answer->bytes, options);
      // A file always holds the answer, if not in the dialect of codes that cannot carry it.
      out.coded = to_bytes(view_of(parts ? lines(*parts) : base64_encode(answer->bytes) + "\n"));
      if (parts) out.extension = is_ur(parts->front()) ? ".ur" : ".txt";
      if (wrapping == Wrapping::base43 && parts && is_ur(parts->front())) out.note = too_large_note;
      break;
    }
  }
  return out;
}

namespace {

Wrapping code_wrapping(const Unwrapped& like, const AnswerOptions& options) {
  const auto& reads = options.reads;
  const bool good = reads.empty() || std::ranges::find(reads, like.wrapping) != reads.end();
  return good ? like.wrapping : reads.front();
}

// Words, as commands are, and no JSON: codes hold it as it is.
bool holds_words(const PayloadKind& kind) {
  return kind.file == FileForm::text && static_cast<BbqrType>(kind.bbqr) == BbqrType::text;
}

// The text that people handle a payload as, when one code can hold it: wallets read hexadecimal,
// in capitals for the smaller code, and of signed messages base64.
std::optional<std::string> single_text(const PayloadKind& kind, const Bytes& payload, int version) {
  if (kind.file == FileForm::hex && payload.size() * 2 <= longest_capital_text(version)) {
    return to_upper(to_hex(payload));
  }
  std::string text;
  if (kind.file == FileForm::base64) text = base64_encode(payload);
  if (holds_words(kind)) text = text_of(payload);
  if (text.empty() || text.size() > most_octets(version)) return {};
  return text;
}

}  // namespace

// In the dialect that was asked for, or asked in; a payload that came in none, or as a UR, as one
// code with its text when it fits, else as a UR.
Result<std::vector<std::string>> qr_contents(const Unwrapped& like, const PayloadKind& kind,
                                             const Bytes& payload, const AnswerOptions& options) {
  const auto named = wrapping_named(options.format);
  const Wrapping wrapping = named.value_or(code_wrapping(like, options));
  const bool in_codes = is_for_codes(wrapping) && (named || wrapping != Wrapping::ur);
  if (!in_codes) {
    if (auto text = single_text(kind, payload, options.largest_single)) return {{*std::move(text)}};
  }
  const bool ur = !is_for_codes(wrapping) || wrapping == Wrapping::ur;
  CQ_TRY(parts, code_texts(ur ? Wrapping::ur : wrapping, like, kind, payload, options));
  for (std::string& part : parts) {
    if (is_ur(part)) part = to_upper(part);
  }
  return std::move(parts);
}

Result<std::vector<std::string>> qr_contents(const Opened& opened, const Answer& answer,
                                             const AnswerOptions& options) {
  const PayloadKind* kind = find_kind(opened, answer.kind);
  COLDQUILL_ASSERT(kind != nullptr);
  return qr_contents(opened.intake.content, *kind, answer.bytes, options);
}

namespace {

// Extensions that requests have; a stranger one (profile.sh) is not handed on to an answer.
bool is_usual(std::string_view extension) {
  constexpr std::string_view usual[] = {".psbt", ".base64", ".b64", ".hex", ".txt", ".txn", ".tx"};
  return std::ranges::find(usual, extension) != std::end(usual);
}

// File systems allow 255 octets. A long name is cut so that its end stays, between two characters.
std::string name_of(std::string stem, const std::string& end) {
  constexpr std::size_t longest = 255;
  std::size_t size = std::min(stem.size(), longest - std::min(end.size(), longest));
  const auto inside = [&] { return (static_cast<unsigned char>(stem[size]) & 0xC0) == 0x80; };
  while (size > 0 && size < stem.size() && inside()) --size;
  stem.resize(size);
  return stem + end;
}

}  // namespace

std::string answer_name(const Opened& opened, const Wrapped& wrapped, std::string_view what) {
  const Origin origin = opened.intake.origin;
  const fs::path path(opened.intake.path);
  const std::string suffix = "-" + std::string(what);
  if (path.empty()) return "request" + suffix + wrapped.extension;
  if (origin == Origin::frames) return name_of(path.filename(), suffix + wrapped.extension);
  // The request's own extension stays when the answer is written in the same way.
  const bool same_kind = wrapped.answer.kind == opened.kind->name;
  const bool same_way = origin == Origin::file && same_kind &&
                        wrapped.extension == opened.kind->extension &&
                        !is_for_codes(opened.intake.content.wrapping);
  const std::string own = path.extension().string();
  const std::string extension = same_way && is_usual(own) ? own : wrapped.extension;
  return name_of(path.stem(), suffix + extension);
}

std::string answer_folder(const Opened& opened) {
  const fs::path parent = fs::path(opened.intake.path).parent_path();
  return opened.intake.in_folder ? parent / "signed" : parent;
}

std::string answer_path(const Opened& opened, const Wrapped& wrapped, std::string_view what) {
  if (opened.intake.path.empty()) return {};
  return fs::path(answer_folder(opened)) / answer_name(opened, wrapped, what);
}

}  // namespace coldquill
