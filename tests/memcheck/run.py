#!/usr/bin/env python3
"""run.py FOLDER: signing under valgrind's memcheck, with the programs of a build folder.

1. The vault's tests that sign: no invalid access, no use of what was never written.
2. The program itself: a request is reviewed and signed; the same.
3. Signing with a private key that counts as undefined (secret_signing.cpp): every branch and address
   that depends on it must be one of those below.
"""
import collections
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.abspath(sys.argv[1])
REQUEST = os.path.join(TOP, "vectors", "requests", "taproot", "request.psbt")
WORDS = b"peace immense kite rose crater essence hospital myth web attack electric brisk\n"
TESTS = "Vault.Signs*:Vault.OneWrong*:Bip340.*:Bip341.*:Rfc6979.Sig*"
FAULT = 99  # the exit status when there is a finding

# Branches on what was made of the secret, by the text of their line (docs/analysis.md):
KNOWN = {
    # libsecp256k1 says 1 unless the key is 0 or too large, or the nonce is: once in 2^127.
    "COLDQUILL_ASSERT(made == 1);",
    "if (odd && secp256k1_ec_seckey_negate(signing_context(), octets) != 1) return {};",
    "if (secp256k1_ec_seckey_tweak_add(signing_context(), octets, tweak.data()) != 1) return {};",
    # r of a signature is public.
    "for (std::uint32_t counter = 1; !has_low_r(compact); ++counter) {",
}
# The same inside the packaged libsecp256k1, by the function that was called: whether a nonce or a
# signature is good; for Schnorr whether the key is, and which of two points the public key and the
# public half of the nonce are.
KNOWN_IN_LIBRARY = {"secp256k1_ecdsa_sign": 2, "secp256k1_ecdsa_sign_recoverable": 2,
                    "secp256k1_schnorrsig_sign_custom": 5}

CLEAN = os.environ | {"DEBUGINFOD_URLS": ""}


def memcheck(arguments, words=None):
    """Output and exit status of a program under memcheck."""
    command = ["valgrind", "--quiet", f"--error-exitcode={FAULT}", "--error-limit=no", *arguments]
    reader, writer = os.pipe()
    os.write(writer, words or b"")
    os.close(writer)
    command = [part.replace("WORDS", str(reader)) for part in command]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", env=CLEAN,
                         pass_fds=[reader], check=False, timeout=300)
    os.close(reader)
    return run.stdout, run.stderr, run.returncode


def must(arguments, words=None):
    out, err, status = memcheck(arguments, words)
    if status != 0:
        sys.exit(f"{arguments[0]} ended with status {status}\n{out[-2000:]}\n{err[-6000:]}")
    return out


def tests_that_sign():
    out = must([os.path.join(FOLDER, "test_vault"), f"--gtest_filter={TESTS}"])
    return int(re.search(r"PASSED  \] (\d+) tests?", out)[1])


def program_that_signs():
    program = os.path.join(FOLDER, "coldquill")
    review = must([program, "review", REQUEST, "--words-fd", "WORDS"], WORDS)
    consent = re.search(r"^consent id +(\w+)$", review, re.M)[1]
    with tempfile.TemporaryDirectory() as place:
        answer = os.path.join(place, "answer.psbt")
        must([program, "sign", REQUEST, "--words-fd", "WORDS", "--approve", consent, "-o", answer],
             WORDS)
        if not os.path.getsize(answer):
            sys.exit("there is no answer")


def source_line(place):
    name, line = place.split(":")
    for folder in "src/vault", "src/crypto", "src/model", "src/base":
        path = os.path.join(TOP, folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read().split("\n")[int(line) - 1].strip()
    return place


def sites(err):
    """Of each error: (where, what); where is the library's function or the text of our line."""
    out = set()
    for error in re.split(r"^==\d+== \n", err, flags=re.M):
        frames = re.findall(r"(?:at|by) (0x\w+): (.*)$", error, re.M)
        if not frames:
            continue
        address, top = frames[0]
        if "libsecp256k1" in top:
            caller = next(text.split(" ")[0] for _, text in frames if text.startswith("secp256k1_"))
            out.add((caller, address))
        else:
            place = re.search(r"\(([\w.]+:\d+)\)$", top)
            out.add((source_line(place[1]) if place else top, ""))
    return out


def secret_signing():
    out, err, status = memcheck([os.path.join(FOLDER, "secret_signing")])
    if status not in (0, FAULT) or "signatures" not in out:
        sys.exit(f"secret_signing ended with status {status}\n{out}\n{err[-3000:]}")
    found = sites(err)
    in_library = collections.Counter(where for where, address in found if address)
    new = [where for where, address in found if not address and where not in KNOWN]
    new += [f"{where}: {n} places" for where, n in in_library.items()
            if n > KNOWN_IN_LIBRARY.get(where, 0)]
    if new:
        sys.exit("a branch or an address that depends on a private key:\n  " + "\n  ".join(new) + "\n" + err[:8000])
    if not found:
        sys.exit("nothing was found, not even what is known: memcheck does not see the secret")
    return out.strip(), len(found)


def main():
    tests = tests_that_sign()
    program_that_signs()
    signed, places = secret_signing()
    print(f"memcheck: {tests} tests and the program sign without a fault; {signed} with a secret "
          f"marked undefined: {places} places, all known")


main()
