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

Option option_of(const RecipeOption& row, Arguments& arguments) {
  std::string name(row.name);
  std::vector<std::string>& given = arguments.build.given[name];
  return {std::move(name),
          &given,
          std::string(row.help),
          {.type = type_name_of(row.kind),
           .required = row.required,
           .one_value = true,
           .once = !row.repeated}};
}

void fill_chain(Command& command, const Family& family, Arguments& arguments) {
  BuildOptions& options = arguments.build;
  for (const RecipeOption& row : family.facets.recipe_options) {
    command.options.push_back(option_of(row, arguments));
  }
  command.take({
      {"--network", &options.network, "Network: " + network_names(family)},
      {"-o", &options.out, "Where to write", {.type = "PLACE"}},
      {"--format", &options.format,
       "binary, base64, hex, base43, ur, ur1, bbqr, specter, or a kind of payload"},
  });
  add_json_option(command, options.json);
  add_qr_options(command, options.qr, true);
  add_target_option(command, options.qr);
  add_key_options(command, arguments.keys);
  command.run = [&] {
    std::erase_if(options.given, [](const auto& g) { return g.second.empty(); });
    options.family = &family;
    return cli::build(options, arguments.keys);
  };
}

void fill_build(Command& build, Arguments& arguments) {
  for (const Family& family : families()) {
    if (family.facets.build == nullptr) continue;
    build.commands.push_back({std::string(family.name), "Make one for this chain",
                              [&](Command& chain) { fill_chain(chain, family, arguments); }});
  }
}

}  // namespace

void add_build(Command& root, Arguments& arguments) {
  root.commands.push_back(
      {"build", "Make an unsigned request", [&](Command& build) { fill_build(build, arguments); }});
}

}  // namespace coldquill::cli
