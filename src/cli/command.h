// Commands and what they take, as rows of data: each option with its name, its help and the value
// that it is bound to. read_words.cpp alone knows the library that reads them off a command line.
#pragma once

#include <coldquill/base/result.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coldquill::cli {

// Where the words go. A bool makes a flag, a vector an option with several values.
using Bound = std::variant<bool*, int*, std::uint32_t*, std::size_t*, std::string*,
                           std::optional<std::string>*, std::vector<std::string>*>;

// Both included. Help says INT or UINT, as the limits are.
struct Range {
  constexpr Range(int from, int to) : least(from), most(to), natural(false) {}
  constexpr Range(unsigned from, unsigned to) : least(from), most(to), natural(true) {}

  std::int64_t least;
  std::int64_t most;
  bool natural;
};

// What else an option may be told; most are told nothing.
struct Rules {
  const char* type = nullptr;  // what help calls the value; null: by its kind, as in TEXT
  std::optional<Range> range = {};
  std::vector<std::string> choices = {};  // none: any value
  // Gives what is wrong with a value, and null when it is good.
  const char* (*wrong)(const std::string& value) = nullptr;
  std::vector<std::string> excludes = {};  // names of options before this one
  bool required = false;
  bool one_value = false;  // of a vector: takes one value each time it is named
  bool once = false;       // of a vector: may be named once
};

struct Option {
  std::string name;  // "--wallet" or "-o"; "PAYLOAD", without a dash, is known by its place
  Bound value;
  std::string help;
  Rules rules = {};
};

struct Command {
  std::string name;
  std::string help;
  // Gives it the rest, once the command line names it: with all options in each process, a tenth of
  // a cold start went into options that nobody asked for.
  std::function<void(Command&)> fill = {};

  std::vector<Option> options = {};
  std::vector<Command> commands = {};  // one of them must be named
  std::vector<std::string> one_of =
      {};  // options of which one must be given; none: all may be left out
  std::function<Result<int>()> run = {};  // not where there are commands

  void take(std::initializer_list<Option> more) { options.insert(options.end(), more); }
};

}  // namespace coldquill::cli
