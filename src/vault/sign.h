// Signatures by a private key. Called by the vault for the jobs of an approved draft, and by the
// doors that tests have.
#pragma once

#include <coldquill/model/signing.h>

#include "access.h"

namespace coldquill {

// ECDSA with the nonce of RFC 6979, low s, and low r in the way of Bitcoin Core: while the first
// bit of r is set, sign again with a counter (1, 2, ... little endian in 32 octets) as extra data.
Bytes sign_ecdsa(ByteView secret, const Digest32& digest);
// ECDSA with the nonce of RFC 6979, low s, no grinding; r || s || recovery id.
Bytes sign_ecdsa_recoverable(ByteView secret, const Digest32& digest);
// BIP-0340 with this auxiliary data, over a message of any length.
Bytes sign_schnorr(ByteView secret, ByteView message, const ByteArray<32>& auxiliary);
// The private key of the taproot output (BIP-0341) of an internal key, whose private key is secret.
// Empty when there is none.
std::optional<SecretBytes> taproot_secret(ByteView secret, const PublicKey& internal,
                                          const std::optional<Digest32>& merkle_root);

// In the job's scheme, verified (by recovery, where that can be) against the job's public key or
// taproot output. secret should be the private key of that public key: only then does it verify.
// Fails with E_SIGNATURE_FAULT or E_MALFORMED (vault.h). The caller wipes the stack below it.
Result<Signature> sign_job(ByteView secret, const SigningJob& job);

// What sign_job asks of a signature before it lets go of it.
bool verifies(const SigningJob& job, ByteView signature);

}  // namespace coldquill
