// Secrets in memory: one type, wiped, that nothing outside src/vault can look into.
//
// They lie in memfd_secret(2) pages where the kernel has them (nobody else can map or read those,
// root included), else in libsodium's guarded memory. Neither is inherited by a child nor written
// into a core dump. Whether locking worked is checked, not assumed: see memory_report().
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

// The pass-key to a secret's octets. It is defined in a private header of src/vault: elsewhere the
// type is incomplete and cannot be made. To find every place that looks into a secret, grep for it.
class VaultAccess;

// Octets that are wiped when they go. They can be moved, not copied, printed or compared.
class SecretBytes {
 public:
  SecretBytes() = default;  // none
  // That many zeros.
  SecretBytes(std::size_t size, const VaultAccess& access);
  SecretBytes(ByteView bytes, const VaultAccess& access);
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  ~SecretBytes();

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] ByteView view(const VaultAccess& access) const;
  [[nodiscard]] std::span<std::uint8_t> bytes(const VaultAccess& access);

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

// What secrets lie in.
struct MemoryReport {
  bool hidden;  // memfd_secret pages: unreadable for every other process
  bool locked;  // never written to swap
};

// Sets the memory up if need be and says what was got. A machine that cannot lock is a warning for
// the person to see ("memory not locked"), and a refusal under --strict.
MemoryReport memory_report();

}  // namespace coldquill
