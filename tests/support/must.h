// A Result that must have a value here, in the making of a test's data.
#pragma once

#include <coldquill/base/result.h>

#include <cstdlib>
#include <iostream>

namespace coldquill::test {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::cerr << result.error().reason() << ": " << result.error().what() << '\n';
    std::abort();
  }
  return *std::move(result);
}

}  // namespace coldquill::test
