// SecretScan: a picture of a code that holds a secret (a SeedQR). Neither the picture nor what its
// code holds passes through the memory of this process, except where the caller puts it.
#pragma once

#include <coldquill/scan/scan.h>

namespace coldquill {

class SecretScan {
 public:
  // Lets a scanner of its own look into one picture file. The kernel moves the picture from the
  // file to that process. Start it before any key is in memory.
  // Fails with E_CANNOT_READ, E_NOT_A_FILE, as Scanner::start does, or as content_of does.
  static Result<SecretScan> of(const std::string& program, const std::string& path,
                               std::chrono::milliseconds patience = std::chrono::seconds(3));
  SecretScan(SecretScan&&) noexcept;
  ~SecretScan();  // ends the scanner, and what it read is gone with it

  // From here the content is to be read, once: so many octets, longest_answer at most. It does not
  // block, and a hostile scanner may write less.
  [[nodiscard]] int descriptor() const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  class Child;
  SecretScan(std::unique_ptr<Child> child, std::size_t size);

  std::unique_ptr<Child> child_;
  std::size_t size_;
};

}  // namespace coldquill
