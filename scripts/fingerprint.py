#!/usr/bin/env python3
"""fingerprint.py FILE...: the fingerprint of requests, computed from docs/fingerprint.md alone.

A second implementation, that shares nothing with coldquill: PSBT version 0, raw transactions and
messages (signmessage, three lines, btc-sign-request) of Bitcoin; eth-sign-request (CBOR), raw transactions, JSON
transactions and typed data of EVM networks.
Files hold the bytes themselves, or hexadecimal text.
"""
import base64
import hashlib
import importlib.util
import json
import pathlib
import re
import sys

here = pathlib.Path(__file__).resolve().parent


def script(name):
    spec = importlib.util.spec_from_file_location(name, here / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bitcoin, evm = script("check-signatures"), script("check-evm-signature")


def little(octets):
    return int.from_bytes(octets, "little")


# ---- Bitcoin

def bitcoin_text(tx):
    lines = ["bitcoin", f"version {little(tx['version'])}", f"locktime {little(tx['lock'])}"]
    lines += [f"input {point[31::-1].hex()}:{little(point[32:])} sequence {little(sequence)}"
              for point, _, sequence in tx["in"]]
    return lines + [f"output {little(value)} {out.hex()}" for value, out in tx["out"]]


def psbt_transaction(data):
    """The unsigned transaction. One without inputs looks like a segwit mark: none such is read."""
    at = 5
    while data[at]:
        pair = []
        for _ in range(2):
            wide = {0xFD: 2, 0xFE: 4, 0xFF: 8}.get(data[at], 0)
            size = little(data[at + 1:at + 1 + wide]) if wide else data[at]
            at += 1 + wide
            pair.append(data[at:at + size])
            at += size
        if pair[0] == b"\0":
            return bitcoin.read_tx(pair[1])
    raise ValueError("no unsigned transaction")


def message_text(message):
    return ["bitcoin message", message.hex()]


LINES = re.compile(rb"([^\n]*?)\r?\nm/[^\n]*\n(p2pkh|p2sh-p2wpkh|p2wpkh)", re.IGNORECASE)


def message_asked_in_text(data):
    """What a command or three lines ask to be signed; None of anything else."""
    text = re.sub(rb"\r?\n?\Z", b"", data)
    lines = LINES.fullmatch(text)
    if not data.startswith(b"signmessage "):
        return lines and lines[1]
    form, message = text.split(b" ", 2)[2].split(b":", 1)
    return base64.b64decode(message) if form == b"base64" else message


# ---- EVM transactions

def transaction_text(kind, chain, nonce, priority, price, gas, to, value, data, access):
    lines = ["evm transaction", f"type {kind}"]
    lines += [f"chain {chain}"] if chain is not None else []
    lines += [f"nonce {nonce}"] + ([f"priority {priority}"] if kind == 2 else [])
    lines += [f"price {price}", f"gas {gas}", f"to {to.hex()}", f"value {value}", f"data {data.hex()}"]
    return lines + [" ".join(["access", address.hex(), *(key.hex() for key in keys)])
                    for address, keys in access]


def rlp_text(data):
    kind = data[0] if data[0] < 0xC0 else 0
    fields, _ = evm.read_item(data[1:] if kind else data)
    n = evm.number
    if kind:
        chain, fields = n(fields[0]), fields[1:]
    elif len(fields) == 9:  # EIP-155: unsigned with the chain id itself, signed with it inside v
        chain = (n(fields[6]) - 35) // 2 if fields[8] else n(fields[6])
    else:
        chain = None
    priority = n(fields.pop(1)) if kind == 2 else None
    nonce, price, gas, to, value, data_ = fields[:6]
    return transaction_text(kind, chain, n(nonce), priority, n(price), n(gas), to, n(value), data_,
                            fields[6] if kind else [])


def json_text(request):
    def number(*names, default=0):
        found = next((request[name] for name in names if request.get(name) is not None), default)
        return int(found, 0) if isinstance(found, str) else found

    def octets(text):
        return bytes.fromhex(text.removeprefix("0x"))

    access = [(octets(entry["address"]), [octets(key) for key in entry["storageKeys"]])
              for entry in request.get("accessList") or []]
    kind = 2 if "maxFeePerGas" in request else 1 if request.get("accessList") is not None else 0
    return transaction_text(kind, number("chainId"), number("nonce"), number("maxPriorityFeePerGas"),
                            number("maxFeePerGas", "gasPrice"), number("gas", "gasLimit"),
                            octets(request.get("to") or ""), number("value"),
                            octets(request.get("data") or request.get("input") or ""), access)


# ---- Typed data (EIP-712)

DOMAIN = [("name", "string"), ("version", "string"), ("chainId", "uint256"),
          ("verifyingContract", "address"), ("salt", "bytes32")]


def encode_type(types, name):
    seen, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one in types and one not in seen:
            seen.add(one)
            waiting += [member["type"].split("[")[0] for member in types[one]]
    return "".join(f"{one}({','.join(m['type'] + ' ' + m['name'] for m in types[one])})"
                   for one in [name, *sorted(seen - {name})])


def encode_value(types, kind, value):
    if kind.endswith("]"):
        inner = kind[:kind.rindex("[")]
        return evm.keccak(b"".join(encode_value(types, inner, one) for one in value))
    if kind in types:
        return hash_struct(types, kind, value)
    if kind == "string":
        return evm.keccak(value.encode())
    if kind == "bytes":
        return evm.keccak(bytes.fromhex(value[2:]))
    if kind == "bool":
        return int(value).to_bytes(32, "big")
    if kind.startswith("bytes"):
        return bytes.fromhex(value[2:]).ljust(32, b"\0")
    number = int(value, 0 if str(value).lower().startswith(("0x", "-0x")) else 10) \
        if isinstance(value, str) else value
    return (number % 2**256).to_bytes(32, "big")


def hash_struct(types, name, value):
    return evm.keccak(evm.keccak(encode_type(types, name).encode())
                      + b"".join(encode_value(types, m["type"], value[m["name"]]) for m in types[name]))


def typed_hashes(request):
    """Of the domain, and of the message; empty when the domain is signed alone."""
    types = dict(request["types"])
    domain = request.get("domain", {})
    types.setdefault("EIP712Domain", [{"name": n, "type": t} for n, t in DOMAIN if n in domain])
    alone = request["primaryType"] == "EIP712Domain"
    message = b"" if alone else hash_struct(types, request["primaryType"], request["message"])
    return hash_struct(types, "EIP712Domain", domain), message


def typed_text(request):
    domain, message = typed_hashes(request)
    return ["evm typed data", f"domain {domain.hex()}", f"message {message.hex()}"]


# ---- eth-sign-request (EIP-4527) and btc-sign-request, as CBOR

def read_cbor(data):
    """The first item, and what follows it. Tags are passed over."""
    major, argument, data = data[0] >> 5, data[0] & 31, data[1:]
    if argument >= 24:
        wide = 1 << (argument - 24)
        argument, data = evm.number(data[:wide]), data[wide:]
    if major in (2, 3):
        return data[:argument], data[argument:]
    if major == 6:
        return read_cbor(data)
    if major in (4, 5):
        items = []
        for _ in range(argument * (major - 3)):
            item, data = read_cbor(data)
            items.append(item)
        return (dict(zip(items[::2], items[1::2])) if major == 5 else items), data
    return argument, data


def sign_request_text(data):
    fields, _ = read_cbor(data)
    content, kind = fields[2], fields[3]
    if isinstance(fields.get(4), list):  # btc-sign-request: key paths there, and no chain id
        return message_text(content)
    if kind == 2:
        return typed_text(json.loads(content))
    if kind == 3:
        return ["evm message", content.hex()]
    return rlp_text(content)


# ---- any of them

def text_of(data):
    if data[:5] == b"psbt\xff":
        return bitcoin_text(psbt_transaction(data))
    message = message_asked_in_text(data)
    if message is not None:
        return message_text(message)
    if data.lstrip()[:1] == b"{":
        request = json.loads(data)
        return typed_text(request) if "primaryType" in request else json_text(request)
    if data[0] >> 5 == 5:
        return sign_request_text(data)
    if data[0] >= 0xC0 or (data[0] in (1, 2) and data[1] >= 0xC0):
        return rlp_text(data)
    return bitcoin_text(bitcoin.read_tx(data))


def fingerprint(data):
    return hashlib.sha256("".join(line + "\n" for line in text_of(data)).encode()).hexdigest()


def main(names):
    for name in names:
        data = pathlib.Path(name).read_bytes()
        if re.fullmatch(rb"\s*(0x)?([0-9a-fA-F]{2})+\s*", data):
            data = bytes.fromhex(data.decode().strip().removeprefix("0x"))
        print(fingerprint(data), name)


if __name__ == "__main__":
    main(sys.argv[1:])
