// A broken promise ends the program at once, without a word to anybody. Here it must be a crash, so
// that the input that led to it is kept: the linker sends all calls of coldquill::bug to this one.
#include <cstdio>
#include <cstdlib>

extern "C" [[noreturn]] void __wrap__ZN9coldquill3bugEPKcS1_i(const char* promise, const char* file,
                                                              int line);

extern "C" void __wrap__ZN9coldquill3bugEPKcS1_i(const char* promise, const char* file, int line) {
  std::fprintf(stderr, "broken: %s (%s:%d)\n", promise, file, line);
  std::abort();
}
