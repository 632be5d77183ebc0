// Result<T>: a value, or the Error that came instead.
#pragma once

#include <coldquill/base/error.h>

#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

namespace coldquill {

// Contains a tl::expected rather than deriving from it, so that [[nodiscard]] holds and the two
// roads out (value, error) are the only ones. Reading the wrong road is a bug and ends the process.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result() requires std::is_void_v<T> : inner_() {}
  template <class U = T>
  requires(!std::is_void_v<T> && std::is_constructible_v<tl::expected<T, Error>, U> &&
           !std::is_same_v<std::remove_cvref_t<U>, Result> &&
           !std::is_same_v<std::remove_cvref_t<U>, Error>) Result(U&& value)
      : inner_(std::forward<U>(value)) {}
  Result(Error error) : inner_(tl::unexpect, std::move(error)) {}

  [[nodiscard]] bool ok() const { return inner_.has_value(); }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const Error& error() const& {
    COLDQUILL_ASSERT(!ok());
    return inner_.error();
  }
  [[nodiscard]] Error error() && {
    COLDQUILL_ASSERT(!ok());
    return std::move(inner_).error();
  }

  decltype(auto) operator*() & {
    COLDQUILL_ASSERT(ok());
    return *inner_;
  }
  decltype(auto) operator*() const& {
    COLDQUILL_ASSERT(ok());
    return *inner_;
  }
  decltype(auto) operator*() && {
    COLDQUILL_ASSERT(ok());
    return *std::move(inner_);
  }
  auto operator->() {
    COLDQUILL_ASSERT(ok());
    return &*inner_;
  }
  auto operator->() const {
    COLDQUILL_ASSERT(ok());
    return &*inner_;
  }

  // f(value) -> Result<U>, reached only with a value.
  template <class F>
  auto and_then(F&& f) && {
    using Next = std::invoke_result_t<F, T&&>;
    return ok() ? std::forward<F>(f)(*std::move(inner_)) : Next(std::move(inner_).error());
  }
  // f(value) -> U
  template <class F>
  auto map(F&& f) && {
    using Next = Result<std::invoke_result_t<F, T&&>>;
    return ok() ? Next(std::forward<F>(f)(*std::move(inner_))) : Next(std::move(inner_).error());
  }
  // The same result, its error told from further out.
  Result in(std::string_view outer) && {
    return ok() ? std::move(*this) : Result(std::move(inner_).error().in(outer));
  }

 private:
  tl::expected<T, Error> inner_;
};

}  // namespace coldquill

// CQ_TRY(name, expression): the value of a Result under that name, or return its error.
#define CQ_TRY(name, ...)                                      \
  auto name##_result = (__VA_ARGS__);                          \
  if (!name##_result) return std::move(name##_result).error(); \
  auto& name = *name##_result

// CQ_CHECK(expression): go on, or return the error of a Result<void>.
#define CQ_CHECK(...)                                                                 \
  do {                                                                                \
    if (auto checked_ = (__VA_ARGS__); !checked_) return std::move(checked_).error(); \
  } while (false)
