#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>

#include "commands.h"
#include "keys.h"
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

}  // namespace

Result<int> build(const BuildOptions& options, const KeyOptions& key_options) {
  CQ_CHECK(check_descriptors(key_options, false));
  CQ_TRY(recipe, recipe_of(options));
  CQ_TRY(paths, options.family->facets.recipe_paths(recipe));
  CQ_TRY(keys, keys_to_review(key_options));
  if (keys.empty()) return Error(E_NO_WALLET, "there are no keys whose coins could be spent");
  CQ_CHECK(keys.add(paths));
  Context context;
  context.keys = keys.ring();
  CQ_TRY(payload, options.family->facets.build(recipe, context));
  CQ_TRY(opened, reopened(payload));
  const std::vector<Answer> answers{
      {std::string(opened.kind->name), opened.intake.content.bytes, false, false}};
  AnswerOptions how{options.format, false, fragment_for_window(options.qr)};
  CQ_TRY(wrapped, wrap(opened, answers, how));
  if (!options.out.empty()) {
    CQ_CHECK(write_file(options.out, wrapped.file, 0644));
    say("Written: " + escape_text(options.out));
  }
  if (wants_qr(options.qr) || options.json) {
    CQ_TRY(qr, qr_contents(opened, answers.front(), how));
    CQ_CHECK(output_qr(qr, options.qr));
    if (options.json) {
      put(Json{{"kind", opened.kind->name},
               {"payload", base64_encode(answers.front().bytes)},
               {"fingerprint", to_hex(opened.request->fingerprint().bytes)},
               {"file", options.out.empty() ? Json(nullptr) : Json(escape_text(options.out))},
               {"qr", qr}}
              .dump(2) + "\n");
    }
  }
  if (options.out.empty() && !options.json) CQ_CHECK(put_bytes(wrapped.file, wrapped.text));
  return 0;
}

}  // namespace coldquill::cli
