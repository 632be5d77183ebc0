# Precompiled headers: the standard library is read once for all sources, and GoogleTest once for all
# tests. None holds a header of ours, so a forbidden include still does not compile (tests/layers).
#
# A source must not lean on them: it includes what it uses, and `scripts/test full` builds the
# programs without them as well (cmake -D CMAKE_DISABLE_PRECOMPILE_HEADERS=ON).
#
# Not in here: <filesystem>, which brings std::quoted, found for every text that is quoted().

# A precompiled header fits sources of the same flags alone, and executables would be compiled with
# -fPIE: no shared library is made here, so that everything is.
set(CMAKE_CXX_COMPILE_OPTIONS_PIC ${CMAKE_CXX_COMPILE_OPTIONS_PIE})

# The preprocessed text names the precompiled header, for ccache. And g++ 12 forgets the pragmas that it
# holds: those of libstdc++'s char_traits.h against false alarms about copied strings. clang warns of
# the real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(cq_compiler INTERFACE -fpch-preprocess
    -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()

# cq_precompiled(NAME LIBRARIES ... HEADERS ...): the target that compiles a header
function(cq_precompiled name)
  cmake_parse_arguments(P "" "" "LIBRARIES;HEADERS" ${ARGN})
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp "")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE cq_compiler ${P_LIBRARIES})
  target_precompile_headers(${name} PRIVATE ${P_HEADERS})
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")  # the same bytes after each configuration, for ccache
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

set(cq_standard_headers <algorithm> <array> <cerrno> <chrono> <compare> <cstddef> <cstdint> <cstdio> <cstdlib>
  <cstring> <functional> <limits> <map> <memory> <optional> <set> <span> <string> <string_view>
  <tuple> <type_traits> <utility> <variant> <vector> <tl/expected.hpp>)
cq_precompiled(cq_precompiled_standard HEADERS ${cq_standard_headers})
