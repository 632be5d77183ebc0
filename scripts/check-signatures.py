#!/usr/bin/env python3
"""check-signatures.py REQUEST FINAL: verifies a signed Bitcoin transaction with nothing of coldquill's.

REQUEST is the PSBT that asked for the signatures, FINAL the signed transaction in hexadecimal. Both
are parsed here, the digests (BIP-143, BIP-341 and the one before them) are computed here, and the
curve is a page of plain arithmetic: slow, readable, and shared with no library.
"""
import base64
import hashlib
import io
import pathlib
import sys

P = 2**256 - 2**32 - 977
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
     0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)


def sha(data):
    return hashlib.sha256(data).digest()


def hash160(data):
    return hashlib.new("ripemd160", sha(data)).digest()


def tagged(tag, data):
    return sha(sha(tag) * 2 + data)


# ---- the curve y^2 = x^3 + 7; None is the point at infinity

def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] * pow(2 * a[1], -1, P) if a == b
             else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point, k = add(point, point), k >> 1
    return result


def point_of(x, odd):
    y = pow(x**3 + 7, (P + 1) // 4, P)
    assert x < P and y * y % P == (x**3 + 7) % P, "not a point of the curve"
    return x, y if y & 1 == odd else P - y


def ecdsa_is_good(key, der, digest):
    at = 4 + der[3]
    r, s = int.from_bytes(der[4:at], "big"), int.from_bytes(der[at + 2:], "big")
    assert der[0] == 0x30 and der[1] == len(der) - 2 and der[2] == der[at] == 2
    assert 0 < r < N and 0 < s <= N // 2, "s must be low"
    z, w = int.from_bytes(digest, "big"), pow(s, -1, N)
    public = point_of(int.from_bytes(key[1:], "big"), key[0] & 1)
    sum_ = add(times(z * w % N, G), times(r * w % N, public))
    return sum_ is not None and sum_[0] % N == r


def schnorr_is_good(key, signature, digest):  # BIP-340
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    e = int.from_bytes(tagged(b"BIP0340/challenge", signature[:32] + key + digest), "big") % N
    public = point_of(int.from_bytes(key, "big"), 0)
    sum_ = add(times(s, G), times(N - e, public))
    return r < P and s < N and sum_ is not None and sum_[1] % 2 == 0 and sum_[0] == r


# ---- transactions and PSBTs

def size(n):
    return bytes([n]) if n < 253 else b"\xfd" + n.to_bytes(2, "little")


def read_size(f):
    first = f.read(1)[0]
    return first if first < 253 else int.from_bytes(f.read(1 << (first - 252)), "little")


def read_string(f):
    return f.read(read_size(f))


def read_tx(data):
    f = io.BytesIO(data)
    tx = {"version": f.read(4), "witness": []}
    count = read_size(f)
    segwit = count == 0
    if segwit:
        assert f.read(1) == b"\1"
        count = read_size(f)
    tx["in"] = [(f.read(36), read_string(f), f.read(4)) for _ in range(count)]
    tx["out"] = [(f.read(8), read_string(f)) for _ in range(read_size(f))]
    if segwit:
        tx["witness"] = [[read_string(f) for _ in range(read_size(f))] for _ in tx["in"]]
    tx["lock"] = f.read(4)
    assert not f.read(), "bytes after the end"
    return tx


def read_map(f):
    found = {}
    while key := read_string(f):
        found[key] = read_string(f)
    return found


def read_psbt(data):
    """The unsigned transaction, and the amount and script that each input spends."""
    f = io.BytesIO(base64.b64decode(data) if data[:4] == b"cHNi" else data)
    assert f.read(5) == b"psbt\xff"
    tx = read_tx(read_map(f)[b"\0"])
    spent = []
    for outpoint, _, _ in tx["in"]:
        fields = read_map(f)
        if b"\1" in fields:
            spent.append((fields[b"\1"][:8], read_string(io.BytesIO(fields[b"\1"][8:]))))
        else:
            previous = read_tx(fields[b"\0"])
            spent.append(previous["out"][int.from_bytes(outpoint[32:], "little")])
    return tx, spent


def outputs(tx):
    return b"".join(value + size(len(script)) + script for value, script in tx["out"])


def legacy_digest(tx, i, script):
    inputs = b"".join(point + (size(len(script)) + script if n == i else b"\0") + sequence
                      for n, (point, _, sequence) in enumerate(tx["in"]))
    return sha(sha(tx["version"] + size(len(tx["in"])) + inputs + size(len(tx["out"])) + outputs(tx)
                   + tx["lock"] + b"\1\0\0\0"))


def segwit_digest(tx, i, amount, key_hash):  # BIP-143
    twice = [sha(sha(b"".join(part))) for part in
             ([p for p, _, _ in tx["in"]], [s for _, _, s in tx["in"]], [outputs(tx)])]
    point, _, sequence = tx["in"][i]
    code = b"\x19\x76\xa9\x14" + key_hash + b"\x88\xac"
    return sha(sha(tx["version"] + twice[0] + twice[1] + point + code + amount + sequence + twice[2]
                   + tx["lock"] + b"\1\0\0\0"))


def taproot_digest(tx, i, spent, sighash):  # BIP-341, key path, no annex
    scripts = b"".join(size(len(script)) + script for _, script in spent)
    parts = [b"".join(p for p, _, _ in tx["in"]), b"".join(a for a, _ in spent), scripts,
             b"".join(s for _, _, s in tx["in"]), outputs(tx)]
    return tagged(b"TapSighash", b"\0" + bytes([sighash]) + tx["version"] + tx["lock"]
                  + b"".join(map(sha, parts)) + b"\0" + i.to_bytes(4, "little"))


def check_input(tx, i, spent):
    """What kind of spend it is; fails an assertion when its signature is not good."""
    amount, script = spent[i]
    script_sig, witness = tx["in"][i][1], tx["witness"][i] if tx["witness"] else []
    if len(script) == 34 and script[:2] == b"\x51\x20":
        signature = witness[0]
        sighash = signature[64] if len(signature) == 65 else 0
        assert sighash in (0, 1) and schnorr_is_good(
            script[2:], signature[:64], taproot_digest(tx, i, spent, sighash)), "signature"
        return "P2TR, Schnorr"
    if script[:3] == b"\x76\xa9\x14":
        f = io.BytesIO(script_sig)
        signature, key = f.read(f.read(1)[0]), f.read(f.read(1)[0])
        key_hash, digest, kind = script[3:23], legacy_digest(tx, i, script), "P2PKH"
    else:
        kind = "P2WPKH"
        if script[:2] == b"\xa9\x14":
            assert hash160(script_sig[1:]) == script[2:22], "redeem script"
            script, kind = script_sig[1:], "P2SH-P2WPKH"
        assert script[:2] == b"\0\x14", "unknown kind of script"
        signature, key = witness
        key_hash, digest = script[2:], segwit_digest(tx, i, amount, script[2:])
    assert hash160(key) == key_hash, "key"
    assert signature[-1] == 1 and ecdsa_is_good(key, signature[:-1], digest), "signature"
    return kind + ", ECDSA"


def main(request, final):
    wanted, spent = read_psbt(pathlib.Path(request).read_bytes())
    signed = read_tx(bytes.fromhex(pathlib.Path(final).read_text().strip()))
    same = [[(point, sequence) for point, _, sequence in tx["in"]] + [tx["out"], tx["version"], tx["lock"]]
            for tx in (wanted, signed)]
    assert same[0] == same[1], "another transaction was signed than was asked for"
    for i in range(len(signed["in"])):
        print(f"input {i + 1} of {len(signed['in'])}: good ({check_input(signed, i, spent)})")


if __name__ == "__main__":
    main(*sys.argv[1:])
