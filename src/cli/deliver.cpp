#include "deliver.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <unistd.h>

#include <filesystem>

#include "place.h"
#include "qr_output.h"
#include "say.h"

namespace coldquill::cli {
namespace {

struct Planned {
  const Delivery* delivery;
  Wrapped wrapped;
  std::vector<std::string>
      codes;  // empty when nobody asked for QR codes, or there are none so large
  QrDrawing drawing;
  std::string path;  // empty: standard output
};

Result<std::string> path_for(const Delivery& delivery, const Wrapped& wrapped,
                             const SignOptions& how, bool several) {
  const std::string_view what = how.answer.final ? "final" : delivery.what;
  if (how.out.empty()) return answer_path(*delivery.opened, wrapped, what);
  return place_of(how.out, answer_name(*delivery.opened, wrapped, what), several);
}

// Shown as QR codes on a terminal, the answer to a camera is not printed there as well.
bool is_only_shown(const Delivery& delivery, const SignOptions& how) {
  return how.qr.show && delivery.opened->intake.origin == Origin::camera &&
         ::isatty(STDOUT_FILENO) == 1;
}

Result<void> draw(Planned& planned, const SignOptions& how, bool json) {
  if (!json && !wants_qr(how.qr)) return {};
  AnswerOptions options = how.answer;
  fit_codes(how.qr, options);
  auto codes = qr_contents(*planned.delivery->opened, planned.wrapped.answer, options);
  // Too large for QR codes: an error only when somebody wants to see one.
  if (!codes && wants_qr(how.qr)) return std::move(codes).error();
  if (!codes) return {};
  planned.codes = *std::move(codes);
  CQ_TRY(drawing, draw_qr(planned.codes, how.qr));
  planned.drawing = std::move(drawing);
  return {};
}

Result<Planned> plan(const Delivery& delivery, const SignOptions& how, bool json, bool several) {
  CQ_TRY(wrapped, wrap(*delivery.opened, delivery.outcome->answers, how.answer));
  Planned out{&delivery, std::move(wrapped), {}, {}, {}};
  CQ_TRY(path, path_for(delivery, out.wrapped, how, several));
  out.path = std::move(path);
  const bool printed = out.path.empty() && !json && !is_only_shown(delivery, how);
  if (printed) CQ_CHECK(check_fit_for_output(out.wrapped.text));
  CQ_CHECK(draw(out, how, json));
  return out;
}

// The place of an answer: a folder named with -o, and signed/, are made.
NewFile answer_file(const Planned& planned, const SignOptions& how) {
  return {planned.path, planned.wrapped.file(), how.out.empty() || how.out.ends_with('/')};
}

std::vector<NewFile> files_of(const std::vector<Planned>& all, const SignOptions& how) {
  std::vector<NewFile> out;
  for (const Planned& planned : all) {
    if (!planned.path.empty()) out.push_back(answer_file(planned, how));
    out.insert(out.end(), planned.drawing.files.begin(), planned.drawing.files.end());
  }
  return out;
}

Json signatures_json(const Outcome& outcome) {
  Json out = Json::array();
  for (const CarriedSignature& signature : outcome.signatures) {
    out.push_back({{"path", to_string(signature.path)},
                   {"scheme", signature.scheme},
                   {"hex", to_hex(signature.bytes)}});
  }
  return out;
}

Json result_json(const Planned& planned) {
  const Answer* final = broadcastable(planned.delivery->outcome->answers);
  Json out = planned.delivery->extra;
  out["kind"] = planned.wrapped.answer.kind;
  out["answer"] = base64_encode(planned.wrapped.answer.bytes);
  out["complete"] = planned.wrapped.answer.complete;
  out["file"] = planned.path.empty() ? Json(nullptr) : Json(escape_text(planned.path));
  out["qr"] = planned.codes;
  out["raw"] = final == nullptr ? Json(nullptr) : Json(to_hex(final->bytes));
  out["signatures"] = signatures_json(*planned.delivery->outcome);
  return out;
}

void say_answers(const std::vector<Planned>& all, const SignOptions& how) {
  bool on_stick = false;
  for (const Planned& planned : all) {
    if (!planned.wrapped.note.empty()) say(planned.wrapped.note);
    if (!planned.path.empty()) {
      say("Written: " + escape_text(planned.path) +
          (planned.wrapped.answer.complete ? " (complete)" : " (not complete yet)"));
    }
    say_written(planned.drawing.files);
    const bool beside = how.out.empty() && !planned.path.empty();
    on_stick = on_stick || (beside && planned.delivery->opened->intake.in_folder);
  }
  if (on_stick) say("Everything is on the disk: a stick is safe to unplug after it is ejected.");
}

Result<void> put_or_show(const Planned& planned, const SignOptions& how, bool json) {
  if (planned.path.empty() && !json && !is_only_shown(*planned.delivery, how)) {
    CQ_CHECK(put_bytes(planned.wrapped.file(), planned.wrapped.text));
  }
  return show_qr(planned.drawing, how.qr);
}

// Where the answer will lie, or something beside it; empty for standard output.
Result<std::string> check_destination(const Opened& opened, const SignOptions& how, bool several) {
  if (how.out.empty() && opened.intake.path.empty()) return std::string();
  if (how.out.empty()) {
    std::string beside = (std::filesystem::path(answer_folder(opened)) / "answer").string();
    CQ_CHECK(check_folder({beside, {}, true}));
    return beside;
  }
  CQ_TRY(path, place_of(how.out, {}, several));
  const NewFile file{path, {}, how.out.ends_with('/')};
  if (path.empty()) return path;
  const bool named = path == how.out && !how.out.ends_with('/');
  CQ_CHECK(named ? check_places({file}) : check_folder(file));
  return path;
}

}  // namespace

Result<void> check_destinations(const std::vector<Opened>& requests, const SignOptions& how) {
  // Other dialects take --fragment as a hint alone.
  const bool ur = how.answer.format.empty() && std::ranges::all_of(requests, [](const auto& one) {
                    return !one.intake.content.ur_type.empty();
                  });
  CQ_CHECK(check_window_for(how.qr, ur || how.answer.format == "ur" ? how.qr.fragment : 0));
  for (const Opened& opened : requests) {
    CQ_TRY(path, check_destination(opened, how, requests.size() > 1));
    if (!path.empty()) CQ_CHECK(check_room(path));
  }
  return {};
}

Result<std::vector<Json>> deliver(const std::vector<Delivery>& deliveries, const SignOptions& how,
                                  bool json) {
  std::vector<Planned> all;
  for (const Delivery& delivery : deliveries) {
    CQ_TRY(planned, plan(delivery, how, json, deliveries.size() > 1));
    all.push_back(std::move(planned));
  }
  const std::vector<NewFile> files = files_of(all, how);
  CQ_CHECK(check_places(files));
  CQ_CHECK(write_files(files));
  say_answers(all, how);
  std::vector<Json> results;
  for (const Planned& planned : all) {
    CQ_CHECK(put_or_show(planned, how, json));
    if (json) results.push_back(result_json(planned));
  }
  return results;
}

Json joined(std::vector<Json> results, Json together) {
  if (results.size() == 1) return std::move(results.front());
  together["payloads"] = std::move(results);
  return together;
}

}  // namespace coldquill::cli
