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

}  // namespace

void add_build(CLI::App& app, Arguments& arguments, Run& run) {
  auto* build = app.add_subcommand("build", "Make an unsigned request");
  build->require_subcommand(1);
  for (const Family& family : families()) {
    if (family.facets.build == nullptr) continue;
    auto* chain = build->add_subcommand(std::string(family.name), "Make one for this chain");
    for (const RecipeOption& row : family.facets.recipe_options) {
      auto* option =
          chain->add_option(std::string(row.name), arguments.build.given[std::string(row.name)],
                            std::string(row.help));
      option->type_name(type_name_of(row.kind));
      if (!row.repeated) option->expected(1);
      option->allow_extra_args(false);
      if (row.required) option->required();
    }
    chain->add_option("--network", arguments.build.network, "Network: " + network_names(family));
    chain->add_option("-o", arguments.build.out, "Where to write")->type_name("PLACE");
    chain->add_option("--format", arguments.build.format,
                      "binary, base64, hex, base43, ur, ur1, bbqr, specter, or a kind of payload");
    chain->add_flag("--json", arguments.build.json, "One JSON object on standard output");
    add_qr_options(*chain, arguments.build.qr, true);
    add_target_option(*chain, arguments.build.qr);
    add_key_options(*chain, arguments.keys);
    chain->callback([&] {
      run = [&] {
        std::erase_if(arguments.build.given, [](const auto& g) { return g.second.empty(); });
        arguments.build.family = &family;
        return cli::build(arguments.build, arguments.keys);
      };
    });
  }
}

}  // namespace coldquill::cli
