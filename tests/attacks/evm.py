"""Requests of EVM networks, also such as no wallet makes."""
import json

import neighbours  # finds tests/cli
import keys
import ur
from neighbours import eth, fingerprint

SHOP = bytes.fromhex("feff657807f452805b9a5a85f5a648724c72160f")
USDC = bytes.fromhex("a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48")
NOBODY_KNOWS = bytes.fromhex("00112233445566778899aabbccddeeff00112233")
GWEI = 10**9
ETHER = 10**18
PATH = "m/44'/60'/0'/0/0"


def number(value):
    """Without leading zeros; octets stay as they are."""
    if isinstance(value, bytes):
        return value
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def rlp(item):
    if isinstance(item, Raw):
        return item.data
    if isinstance(item, (list, tuple)):
        return wrapped(b"".join(map(rlp, item)), 0xC0)
    return eth.write_item(number(item))


class Raw:
    """Octets that stand in a list as they are."""

    def __init__(self, data):
        self.data = data


def wrapped(body, base):
    if len(body) < 56:
        return bytes([base + len(body)]) + body
    size = number(len(body))
    return bytes([base + 55 + len(size)]) + size + body


FIELDS = {
    "legacy": ["nonce", "gas_price", "gas", "to", "value", "data", "chain", "r", "s"],
    "2930": ["chain", "nonce", "gas_price", "gas", "to", "value", "data", "access"],
    "1559": ["chain", "nonce", "tip", "gas_price", "gas", "to", "value", "data", "access"],
}
ENVELOPE = {"legacy": b"", "2930": b"\1", "1559": b"\2"}


def fields(kind="1559", **changed):
    plain = {"chain": 1, "nonce": 3, "tip": GWEI, "gas_price": 30 * GWEI, "gas": 21_000, "to": SHOP,
             "value": ETHER // 2, "data": b"", "access": [], "r": b"", "s": b""}
    return [(plain | changed)[name] for name in FIELDS[kind]]


def transaction(kind="1559", **changed):
    return ENVELOPE[kind] + rlp(fields(kind, **changed))


def word(value):
    return number(value).rjust(32, b"\0")


def call(signature, *words):
    return eth.keccak(signature.encode())[:4] + b"".join(map(word, words))


def hex_file(data):
    return data.hex().encode() + b"\n"


# ---- UR eth-sign-request (EIP-4527)

def cbor_path(path, fingerprint=None):
    parts = b"".join(ur.head(0, i % keys.HARD) + (b"\xf5" if i >= keys.HARD else b"\xf4")
                     for i in keys.path_of(path))
    return (b"\xd9\x01\x30\xa2\x01" + ur.head(4, 2 * len(keys.path_of(path))) + parts +
            b"\x02" + ur.head(0, int.from_bytes(fingerprint or keys.fingerprint(), "big")))


TRANSACTION, TYPED, MESSAGE, ENVELOPED = 1, 2, 3, 4


def sign_request(data, kind, chain=1, path=PATH):
    rows = [b"\x01\xd8\x25\x50" + bytes(range(16)), b"\x02" + ur.head(2, len(data)) + data,
            b"\x03" + ur.head(0, kind), b"\x04" + ur.head(0, chain), b"\x05" + cbor_path(path)]
    return ur.single("eth-sign-request", ur.head(5, len(rows)) + b"".join(rows)) + b"\n"


def message(data):
    return sign_request(data, MESSAGE)


# ---- typed data (EIP-712)

DOMAIN_TYPES = {"name": "string", "version": "string", "chainId": "uint256", "verifyingContract": "address"}
MAIL = [("to", "address"), ("amount", "uint256"), ("contents", "string")]


def members(pairs):
    return [{"name": name, "type": kind} for name, kind in pairs]


def typed(domain=None, message=None, types=None, primary="Mail", declared=True):
    """A request like those of Ether Mail; declared=False leaves the domain's type out."""
    domain = {"name": "Mail", "chainId": 1, "verifyingContract": "0x" + SHOP.hex()} if domain is None else domain
    message = {"to": "0x" + SHOP.hex(), "amount": "7", "contents": "Hello"} if message is None else message
    types = dict(types or {"Mail": members(MAIL)})
    if declared:
        types = {"EIP712Domain": members([(n, t) for n, t in DOMAIN_TYPES.items() if n in domain])} | types
    return {"types": types, "primaryType": primary, "domain": domain, "message": message}


def word_call(signature, *words):
    """The call as text in a member of bytes."""
    return "0x" + call(signature, *words).hex()


def shape(encoded, domain, message):
    """Typed data of the types that encodeType writes: "A(B[] b)B(uint8 x)"; the first is the primary one."""
    types = {}
    for text in encoded.split(")")[:-1]:
        name, rest = text.split("(")
        types[name] = members([(member, kind) for kind, member in (pair.split(" ") for pair in rest.split(","))])
    return typed({"chainId": 1} | domain, message, types, next(iter(types)))


def address(octets):
    return "0x" + octets.hex()


def json_file(value):
    return json.dumps(value, indent=1).encode() + b"\n"


def typed_digest(request):
    """EIP-712."""
    return eth.keccak(b"\x19\x01" + b"".join(fingerprint.typed_hashes(request)))


def message_digest(text):
    return eth.keccak(b"\x19Ethereum Signed Message:\n" + str(len(text)).encode() + text)
