// The vectors of the project (vectors/README.md), as data for tests.
#pragma once

#include <coldquill/base/bytes.h>

#include <nlohmann/json.hpp>
#include <string>

// Made once, in vectors.cpp, and not in each test.
extern template class nlohmann::basic_json<>;

namespace coldquill::test {

// vectors/<name>.json, whole. A missing or broken file ends the test program.
nlohmann::json load_vectors(const std::string& name);

// The path of a file or folder below vectors/.
std::string vector_path(const std::string& name);

// A hexadecimal text as bytes; the test program ends when it is none.
Bytes unhex(const std::string& text);

}  // namespace coldquill::test
