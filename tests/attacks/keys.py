"""Keys of the wallets in these requests (BIP-0039, BIP-0032, BIP-0086), by plain arithmetic."""
import functools
import hashlib
import hmac
import re

from neighbours import btc, eth

HARD = 1 << 31
WORDS = {
    "owner": "gym sibling lawsuit attitude clap apple bottom hidden garlic coffee soft please",
    "stranger": "legal winner thank year wave sausage worth useful legal winner thank yellow",
}


def path_of(text):
    """"m/84'/0'/0'/0/5" as numbers."""
    return tuple(int(part.rstrip("'")) + HARD * part.endswith("'") for part in text.split("/")[1:])


def public(secret):
    x, y = btc.times(secret, btc.G)
    return bytes([2 + y % 2]) + x.to_bytes(32, "big")


@functools.cache
def node(who, path):
    """Secret number and chain code."""
    if not path:
        seed = hashlib.pbkdf2_hmac("sha512", WORDS[who].encode(), b"mnemonic", 2048)
        digest = hmac.digest(b"Bitcoin seed", seed, "sha512")
        return int.from_bytes(digest[:32], "big"), digest[32:]
    secret, chain = node(who, path[:-1])
    head = b"\0" + secret.to_bytes(32, "big") if path[-1] >= HARD else public(secret)
    digest = hmac.digest(chain, head + path[-1].to_bytes(4, "big"), "sha512")
    return (int.from_bytes(digest[:32], "big") + secret) % btc.N, digest[32:]


@functools.cache
def key(path, who="owner"):
    return public(node(who, path_of(path))[0])


def der_number(value):
    octets = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return b"\2" + bytes([len(octets)]) + octets


def ecdsa(path, who, digest, high=False):
    """DER, with the low s, or the high one that only careless verifiers take. Not for real keys: the nonce is no secret."""
    nonce = int.from_bytes(hashlib.sha256(digest + who.encode()).digest(), "big") % btc.N
    r = btc.times(nonce, btc.G)[0] % btc.N
    s = pow(nonce, -1, btc.N) * (int.from_bytes(digest, "big") + r * node(who, path_of(path))[0]) % btc.N
    s = btc.N - s if (s > btc.N // 2) != high else s
    body = der_number(r) + der_number(s)
    return b"\x30" + bytes([len(body)]) + body


def fingerprint(who="owner"):
    return btc.hash160(key("m", who))[:4]


def origin(path, who="owner", master=None):
    """As BIP-0174 has it: fingerprint and path."""
    return (master or fingerprint(who)) + b"".join(i.to_bytes(4, "little") for i in path_of(path))


def evm_address(path="m/44'/60'/0'/0/0", who="owner"):
    x, y = btc.times(node(who, path_of(path))[0], btc.G)
    return eth.keccak(x.to_bytes(32, "big") + y.to_bytes(32, "big"))[12:]


def purpose(path):
    found = re.match(r"m/(\d+)'", path)
    return int(found[1]) if found else None
