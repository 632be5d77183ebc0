#include <coldquill/vault/secret.h>

#include <utility>

#include "access.h"
#include "arena.h"

namespace coldquill {

SecretBytes::SecretBytes(std::size_t size, const VaultAccess&)
    : data_(size == 0 ? nullptr : Arena::instance().take(size)), size_(size) {}

SecretBytes::SecretBytes(ByteView bytes, const VaultAccess& access)
    : SecretBytes(bytes.size(), access) {
  std::ranges::copy(bytes, data_);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  SecretBytes taken(std::move(other));  // what was here is wiped now, not when other goes
  std::swap(data_, taken.data_);
  std::swap(size_, taken.size_);
  return *this;
}

SecretBytes::~SecretBytes() {
  if (data_ != nullptr) Arena::instance().give_back(data_, size_);
}

ByteView SecretBytes::view(const VaultAccess&) const {
  return {data_, size_};
}

std::span<std::uint8_t> SecretBytes::bytes(const VaultAccess&) {
  return {data_, size_};
}

MemoryReport memory_report() {
  return Arena::instance().report();
}

}  // namespace coldquill
