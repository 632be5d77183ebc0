#include "arguments.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

const char* type_name_of(RecipeOption::Kind kind) {
  switch (kind) {
    case RecipeOption::Kind::link:
      return "LINK";
    case RecipeOption::Kind::file:
      return "FILE";
    case RecipeOption::Kind::text:
      break;
  }
  return "TEXT";
}

void add_recipe_option(CLI::App& chain, const RecipeOption& row, Arguments& arguments) {
  const std::string name(row.name);
  auto* option = chain.add_option(name, arguments.build.given[name], std::string(row.help));
  option->type_name(type_name_of(row.kind));
  if (!row.repeated) option->expected(1);
  option->allow_extra_args(false);
  if (row.required) option->required();
}

void fill_chain(CLI::App& chain, const Family& family, Arguments& arguments, Run& run) {
  for (const RecipeOption& row : family.facets.recipe_options) {
    add_recipe_option(chain, row, arguments);
  }
  chain.add_option("--network", arguments.build.network, "Network: " + network_names(family));
  chain.add_option("-o", arguments.build.out, "Where to write")->type_name("PLACE");
  chain.add_option("--format", arguments.build.format,
                   "binary, base64, hex, base43, ur, ur1, bbqr, specter, or a kind of payload");
  chain.add_flag("--json", arguments.build.json, "One JSON object on standard output");
  add_qr_options(chain, arguments.build.qr, true);
  add_target_option(chain, arguments.build.qr);
  add_key_options(chain, arguments.keys);
  chain.callback([&] {
    run = [&] {
      std::erase_if(arguments.build.given, [](const auto& g) { return g.second.empty(); });
      arguments.build.family = &family;
      return cli::build(arguments.build, arguments.keys);
    };
  });
}

void fill_build(CLI::App& build, Arguments& arguments, Run& run) {
  build.require_subcommand(1);
  for (const Family& family : families()) {
    if (family.facets.build == nullptr) continue;
    add_command(build, std::string(family.name), "Make one for this chain",
                [&](CLI::App& chain) { fill_chain(chain, family, arguments, run); });
  }
}

}  // namespace

void add_build(CLI::App& app, Arguments& arguments, Run& run) {
  add_command(app, "build", "Make an unsigned request",
              [&](CLI::App& build) { fill_build(build, arguments, run); });
}

}  // namespace coldquill::cli
