"""Requests for signed messages of Bitcoin, also such as no wallet makes."""
import base64
import hashlib

import keys
import ur
from bitcoin import script_at
from evm import cbor_path
from of_bitcoin_bytes import bech32

PATH = "m/84'/0'/0'/0/0"


def address(path=PATH, who="owner"):
    """Of the form that most wallets have (BIP-0173)."""
    return bech32("bc", 0, script_at(path, who)[2:], 1)


def command(text, path=PATH):
    form = b"ascii:" + text if text.isascii() else b"base64:" + base64.b64encode(text)
    return b"signmessage " + path.replace("'", "h").encode() + b" " + form


def lines(text, path=PATH, kind=b"P2WPKH"):
    return b"\n".join([text, path.encode(), kind])


def request(text, path=PATH, kind=1, who="owner", claims=None, keys_asked=1, fingerprint=None):
    """btc-sign-request; claims: the address."""
    paths = b"".join(cbor_path(path, fingerprint or keys.fingerprint(who)) for _ in range(keys_asked))
    rows = [b"\x01\xd8\x25\x50" + bytes(range(16)), b"\x02" + ur.head(2, len(text)) + text,
            b"\x03" + ur.head(0, kind), b"\x04" + ur.head(4, keys_asked) + paths]
    if claims is not None:
        rows.append(b"\x05\x81" + ur.head(3, len(claims)) + claims.encode())
    return ur.single("btc-sign-request", ur.head(5, len(rows)) + b"".join(rows)) + b"\n"


def digest(text):
    """What is signed (Bitcoin Core)."""
    size = bytes([len(text)]) if len(text) < 253 else b"\xfd" + len(text).to_bytes(2, "little")
    return hashlib.sha256(hashlib.sha256(b"\x18Bitcoin Signed Message:\n" + size + text).digest()).digest()
