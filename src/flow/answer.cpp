#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/families/families.h>
#include <coldquill/flow/answer.h>
#include <coldquill/qr/symbol.h>

#include <filesystem>

namespace coldquill {
namespace {

namespace fs = std::filesystem;

const PayloadKind* find_kind(const Opened& opened, std::string_view name) {
  for (const PayloadKind& kind : opened.family->kinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

// The UR type: that of the request when it came as one of this kind, else the first that is
// written; "bytes" for kinds that have none.
std::string ur_type_for(const Unwrapped& like, const PayloadKind& kind) {
  const std::string& asked = like.ur_type;
  if (std::ranges::find(kind.urs, asked) != kind.urs.end()) return asked;
  return kind.urs.empty() ? "bytes" : std::string(kind.urs.front());
}

// In parts like those of the request, unless it was a single one: that says nothing about what the
// other side's camera can read.
std::size_t usual_fragment(const Unwrapped& request) {
  const bool told = request.ur_fragment > 0 && request.ur_fragment <= 400;
  return told ? request.ur_fragment : ur_usual_fragment;
}

Result<std::vector<std::string>> ur_parts(const Unwrapped& like, const PayloadKind& kind,
                                          const Bytes& payload, const AnswerOptions& options) {
  std::size_t fragment = options.ur_fragment;
  if (fragment == 0) fragment = usual_fragment(like);
  fragment = std::max(fragment, ur_least_fragment);
  Bytes cbor = kind.ur_content == UrContent::item ? payload : CborWriter().bytes(payload).take();
  return ur_encode(ur_type_for(like, kind), std::move(cbor), fragment);
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
// as hexadecimal text stays that.
Result<Wrapping> wrapping_for(const Opened& opened, const PayloadKind& kind,
                              const AnswerOptions& options) {
  if (options.format == "binary") return Wrapping::binary;
  if (options.format == "base64") return Wrapping::base64;
  if (options.format == "hex") return Wrapping::hex;
  if (options.format == "ur") return Wrapping::ur;
  if (!options.format.empty() && options.format != "raw" && options.format != kind.name) {
    return Error(E_UNKNOWN_FORMAT, "there is no such format");
  }
  if (kind.file == FileForm::hex) return Wrapping::hex;
  if (kind.file == FileForm::text) return Wrapping::binary;
  if (options.format == kind.name) return Wrapping::binary;
  return opened.intake.content.wrapping;
}

}  // namespace

Result<void> check_format(const std::string& format) {
  constexpr std::string_view words[] = {"", "binary", "base64", "hex", "ur", "raw"};
  if (std::ranges::find(words, format) != std::end(words) || is_kind(format)) return {};
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
  Wrapped out{*answer, {}, std::string(kind->extension), true};
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
    case Wrapping::ur: {
      CQ_TRY(parts, ur_parts(opened.intake.content, *kind, answer->bytes, options));
      out.coded = to_bytes(view_of(lines(parts)));
      out.extension = ".ur";
      break;
    }
  }
  return out;
}

// One code with the digits when it fits (wallets read hexadecimal), else a UR.
Result<std::vector<std::string>> qr_contents(const Unwrapped& like, const PayloadKind& kind,
                                             const Bytes& payload, const AnswerOptions& options) {
  const bool single_text = kind.file == FileForm::hex &&
                           payload.size() * 2 <= longest_capital_text(options.largest_single);
  if (single_text) return std::vector<std::string>{to_upper(to_hex(payload))};
  CQ_TRY(parts, ur_parts(like, kind, payload, options));
  for (std::string& part : parts) part = to_upper(part);
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

}  // namespace

std::string answer_name(const Opened& opened, const Wrapped& wrapped, std::string_view what) {
  const Origin origin = opened.intake.origin;
  const fs::path path(opened.intake.path);
  const std::string suffix = "-" + std::string(what);
  if (origin == Origin::standard_input) return "request" + suffix + wrapped.extension;
  if (origin == Origin::frames) return path.filename().string() + suffix + wrapped.extension;
  // The request's own extension stays when the answer is written in the same way.
  const bool same_kind = wrapped.answer.kind == opened.kind->name;
  const bool same_way = origin == Origin::file && same_kind && wrapped.extension != ".ur" &&
                        opened.intake.content.wrapping != Wrapping::ur;
  const std::string own = path.extension().string();
  const std::string extension = same_way && is_usual(own) ? own : wrapped.extension;
  return path.stem().string() + suffix + extension;
}

std::string answer_path(const Opened& opened, const Wrapped& wrapped, std::string_view what) {
  if (opened.intake.origin == Origin::standard_input) return {};
  const fs::path parent = fs::path(opened.intake.path).parent_path();
  const fs::path folder = opened.intake.in_folder ? parent / "signed" : parent;
  return (folder / answer_name(opened, wrapped, what)).string();
}

}  // namespace coldquill
