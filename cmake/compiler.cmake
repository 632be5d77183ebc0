# Warnings that no line of ours may cause, and the hardening of the shipped programs.
include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

# With precompiled headers ccache finds something only when it may leave it to the compiler what they
# define, and whether they say the time (cmake/precompiled.cmake: they are the standard library's).
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

add_library(cq_compiler INTERFACE)
target_compile_options(cq_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  # the same bytes from any folder
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.
  -ffile-prefix-map=${CMAKE_BINARY_DIR}=build)

# Assertions stay on in every build: a broken promise must end the process, not sign.
target_compile_definitions(cq_compiler INTERFACE _GLIBCXX_ASSERTIONS)

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  set(CMAKE_CXX_FLAGS_RELEASE "-O2")
  target_compile_definitions(cq_compiler INTERFACE _FORTIFY_SOURCE=3)
  foreach(flag
      -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
      -ftrivial-auto-var-init=zero)
    string(MAKE_C_IDENTIFIER "HAS${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
      target_compile_options(cq_compiler INTERFACE ${flag})
    endif()
  endforeach()
  target_link_options(cq_compiler INTERFACE
    -Wl,-z,relro -Wl,-z,now -Wl,-z,separate-code -Wl,-z,noexecstack -Wl,--as-needed)
endif()
