#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>

#include "commands.h"
#include "keys.h"
#include "named_text.h"
#include "place.h"
#include "print.h"
#include "qr_output.h"
#include "say.h"

namespace coldquill::cli {
namespace {

Result<Recipe> recipe_of(const BuildOptions& options) {
  Recipe recipe;
  for (const RecipeOption& row : options.family->facets.recipe_options) {
    const auto given = options.given.find(std::string(row.name));
    if (given == options.given.end()) continue;
    if (row.kind == RecipeOption::Kind::link) {
      std::vector<std::string>& texts = recipe.texts[std::string(row.name)];
      for (const std::string& argument : given->second) {
        CQ_TRY(text, named_text(argument).in(row.name));
        texts.push_back(std::move(text));
      }
      continue;
    }
    if (row.kind == RecipeOption::Kind::text) {
      recipe.texts[std::string(row.name)] = given->second;
      continue;
    }
    CQ_TRY(files, read_previous(given->second));
    recipe.files[std::string(row.name)] = std::move(files);
  }
  return recipe;
}

// The made payload as if it had come in from a file, so that it is wrapped like any other.
Result<Opened> reopened(const Payload& payload) {
  Intake intake{"the request", "", Origin::standard_input, {}};
  intake.content.bytes = payload.bytes;
  return open(std::move(intake), payload.kind, {});
}

// The request in the form whose name --format has, else in the usual one.
Result<Payload> choose_form(std::vector<Payload> forms, const Family& family,
                            const std::string& format) {
  const auto named = std::ranges::find(forms, format, &Payload::kind);
  if (named != forms.end()) return std::move(*named);
  const bool is_kind =
      std::ranges::find(family.kinds, format, &PayloadKind::name) != family.kinds.end();
  if (!is_kind && format != "raw") return std::move(forms.front());
  return Error(E_NO_SUCH_FORM, "a request is not made as " + format);
}

Result<Payload> payload_of(const BuildOptions& options, const KeyOptions& key_options) {
  CQ_TRY(recipe, recipe_of(options));
  CQ_TRY(paths, options.family->facets.recipe_paths(recipe));
  CQ_TRY(keys, keys_to_review(key_options));
  CQ_CHECK(keys.add(paths));
  Context context;
  context.keys = keys.ring();
  if (!options.network.empty()) context.network = options.network;
  CQ_TRY(forms, options.family->facets.build(recipe, context));
  return choose_form(std::move(forms), *options.family, options.format);
}

// Everything that is to be said, shown and written.
struct Made {
  Opened opened;
  Wrapped wrapped;
  std::vector<std::string> codes;
  QrDrawing drawing;
  std::string path;  // empty: standard output
};

Result<void> draw(Made& made, const BuildOptions& options, AnswerOptions how) {
  if (!wants_qr(options.qr) && !options.json) return {};
  fit_codes(options.qr, how);
  auto codes = qr_contents(made.opened, made.wrapped.answer, how);
  if (!codes && wants_qr(options.qr)) return std::move(codes).error();
  if (!codes) return {};
  made.codes = *std::move(codes);
  CQ_TRY(drawing, draw_qr(made.codes, options.qr));
  made.drawing = std::move(drawing);
  return {};
}

Result<Made> made_of(const Payload& payload, const BuildOptions& options) {
  CQ_TRY(opened, reopened(payload));
  const std::vector<Answer> answers{{std::string(opened.kind->name), payload.bytes, false, false}};
  const bool named_ur = options.format.empty() && options.out.ends_with(".ur");
  const AnswerOptions how{.format = named_ur ? "ur" : options.format};
  CQ_TRY(wrapped, wrap(opened, answers, how));
  Made out{std::move(opened), std::move(wrapped), {}, {}, {}};
  CQ_CHECK(draw(out, options, how));
  if (options.out.empty() || options.out == "-") {
    if (!options.json) CQ_CHECK(check_fit_for_output(out.wrapped.text));
    return out;
  }
  CQ_TRY(path, place_of(options.out, "request" + out.wrapped.extension, false));
  out.path = std::move(path);
  return out;
}

Json json_of(const Made& made) {
  return {{"kind", made.opened.kind->name},
          {"payload", base64_encode(made.wrapped.answer.bytes)},
          {"fingerprint", to_hex(made.opened.request->fingerprint().bytes)},
          {"file", made.path.empty() ? Json(nullptr) : Json(escape_text(made.path))},
          {"qr", made.codes}};
}

}  // namespace

Result<int> build(const BuildOptions& options, const KeyOptions& key_options) {
  CQ_CHECK(check_format(options.format));
  CQ_TRY(payload, payload_of(options, key_options));
  CQ_TRY(made, made_of(payload, options));
  std::vector<NewFile> files = made.drawing.files;
  if (!made.path.empty()) {
    files.push_back({made.path, made.wrapped.file(), options.out.ends_with('/')});
  }
  CQ_CHECK(check_places(files));
  CQ_CHECK(write_files(files));
  if (!made.wrapped.note.empty()) say(made.wrapped.note);
  say_written(files);
  CQ_CHECK(show_qr(made.drawing, options.qr));
  if (options.json) {
    put(printed(json_of(made)));
  } else if (made.path.empty()) {
    CQ_CHECK(put_bytes(made.wrapped.file(), made.wrapped.text));
  }
  return 0;
}

}  // namespace coldquill::cli
