#include <coldquill/base/hex.h>
#include <support/tally.h>
#include <support/vectors.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

template class nlohmann::basic_json<>;

namespace coldquill::test {

std::string vector_path(const std::string& name) {
  return COLDQUILL_VECTORS "/" + name;
}

nlohmann::json load_vectors(const std::string& name) {
  std::ifstream file(vector_path(name + ".json"));
  if (!file) {
    std::cerr << "no such vectors: " << name << '\n';
    std::exit(1);
  }
  auto vectors = nlohmann::json::parse(file);
  tally("vectors " + name, vectors.contains("cases") ? vectors["cases"].size() : 0);
  return vectors;
}

Bytes unhex(const std::string& text) {
  auto bytes = from_hex(text);
  if (!bytes) {
    std::cerr << "a vector that is not hexadecimal: " << text << '\n';
    std::exit(1);
  }
  return *std::move(bytes);
}

}  // namespace coldquill::test
