// Links all of the vault and of what it stands on; security_test.cpp asks readelf what that takes.
#include <coldquill/vault/harden.h>

int main() {
  return coldquill::harden_process().complete() ? 0 : 1;
}
