"""Requests for signed messages of Bitcoin, also such as no wallet makes."""
import base64
import hashlib

import bitcoin as b
import keys
import psbt as maps
import ur
from bitcoin import script_at
from neighbours import btc
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


# ---- as a transaction that no network takes (BIP-0322)

MESSAGE = b"\x09"  # of a PSBT's global map
NOTHING = b"\x6a"


def holding(text, script):
    """The transaction whose output is spent."""
    hashed = btc.tagged(b"BIP0322-signed-message", text)
    return (b.le(0, 4) + b"\1" + bytes(32) + b"\xff" * 4 + b.string(b"\0\x20" + hashed) + b.le(0, 4) +
            b"\1" + b.le(0, 8) + b.string(script) + b.le(0, 4))


def psbt(text, path=PATH, shown=None, more=(), value=0, paid=NOTHING, holds=None, who="owner", **coin):
    """shown: the text in the request, when it is another; b"" for none. more: coins behind."""
    script = script_at(path, who)
    previous = holding(text, holds or script)
    first = b.Coin(value, path, who, previous=previous, point=(b.txid(previous), 0, 0), **({"proof": "claimed"} | coin))
    fields = b.map_list([first, *more], [b.Pay(0, script=paid)], version=0)
    if shown is None or shown:
        fields[0].append((MESSAGE, text if shown is None else shown))
    return maps.write_maps(fields)
