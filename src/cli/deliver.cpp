#include "deliver.h"

#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>

#include "qr_output.h"
#include "say.h"

namespace coldquill::cli {
namespace {

namespace fs = std::filesystem;

struct Planned {
  const Delivery* delivery;
  Wrapped wrapped;
  std::vector<std::string> qr;
  std::string path;  // empty: standard output
};

bool is_folder(const std::string& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

Result<void> make_folder(const std::string& path) {
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) return Error(E_CANNOT_WRITE, failure.message(), escape_text(path));
  return {};
}

Result<std::string> place_for(const Delivery& delivery, const Wrapped& wrapped,
                              const SignOptions& how, bool several, bool from_folder) {
  const bool final = how.answer.final;
  if (how.out.empty()) return answer_path(*delivery.opened, wrapped, from_folder, final);
  if (how.out.ends_with('/') || is_folder(how.out)) {
    return (fs::path(how.out) / answer_name(*delivery.opened, wrapped, final)).string();
  }
  if (several) {
    return Error(E_CANNOT_WRITE, "several answers do not fit into one file", escape_text(how.out));
  }
  return how.out;
}

Result<Planned> plan(const Delivery& delivery, const SignOptions& how, bool json, bool several,
                     bool from_folder) {
  CQ_TRY(wrapped, wrap(*delivery.opened, delivery.outcome->answers, how.answer));
  Planned out{&delivery, std::move(wrapped), {}, {}};
  CQ_TRY(path, place_for(delivery, out.wrapped, how, several, from_folder));
  out.path = std::move(path);
  struct stat there {};
  if (!out.path.empty() && ::lstat(out.path.c_str(), &there) == 0) {
    return Error(E_OUTPUT_EXISTS, "there is a file of this name already", escape_text(out.path));
  }
  AnswerOptions options = how.answer;
  options.ur_fragment = fragment_for_window(how.qr);
  auto qr = qr_contents(*delivery.opened, out.wrapped.answer, options);
  // Too large for QR codes: an error only when somebody wants to see one.
  if (qr) out.qr = *std::move(qr);
  if (!qr && (wants_qr(how.qr) || (!json && out.path.empty() && !out.wrapped.text))) {
    return std::move(qr).error();
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
  out["qr"] = planned.qr;
  out["raw"] = final == nullptr ? Json(nullptr) : Json(to_hex(final->bytes));
  out["signatures"] = signatures_json(*planned.delivery->outcome);
  return out;
}

Result<void> write(const Planned& planned, bool json) {
  if (planned.path.empty()) {
    return json ? Result<void>() : put_bytes(planned.wrapped.file, planned.wrapped.text);
  }
  CQ_CHECK(make_folder(fs::path(planned.path).parent_path().empty()
                           ? "."
                           : fs::path(planned.path).parent_path().string()));
  CQ_CHECK(write_file(planned.path, planned.wrapped.file, 0644));
  say("Written: " + escape_text(planned.path) +
      (planned.wrapped.answer.complete ? " (complete)" : " (signatures of others are missing)"));
  return {};
}

}  // namespace

Result<void> deliver(const std::vector<Delivery>& deliveries, const SignOptions& how, bool json,
                     bool from_folder) {
  std::vector<Planned> all;
  std::set<std::string> places;
  for (const Delivery& delivery : deliveries) {
    CQ_TRY(planned, plan(delivery, how, json, deliveries.size() > 1, from_folder));
    if (!planned.path.empty() && !places.insert(planned.path).second) {
      return Error(E_OUTPUT_EXISTS, "two answers would have the same name",
                   escape_text(planned.path));
    }
    all.push_back(std::move(planned));
  }
  for (const Planned& planned : all) CQ_CHECK(write(planned, json));
  if (!how.out.empty() || std::ranges::any_of(all, [](auto& p) { return !p.path.empty(); })) {
    say("Everything is on the disk: a stick is safe to unplug after it is ejected.");
  }
  for (const Planned& planned : all) CQ_CHECK(output_qr(planned.qr, how.qr));
  if (!json) return {};
  if (all.size() == 1) {
    put(result_json(all.front()).dump(2) + "\n");
    return {};
  }
  Json payloads = Json::array();
  for (const Planned& planned : all) payloads.push_back(result_json(planned));
  put(Json{{"payloads", payloads}}.dump(2) + "\n");
  return {};
}

}  // namespace coldquill::cli
