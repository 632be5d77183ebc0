"""Requests of Bitcoin, also such as no wallet makes: everything can be overridden."""
import hashlib

import neighbours  # finds tests/cli
import keys
import psbt as maps
from neighbours import btc

NON_WITNESS, WITNESS, SIGHASH, REDEEM, ORIGIN, TAP_ORIGIN, TAP_INTERNAL = 0, 1, 3, 4, 6, 0x16, 0x17
OUT_ORIGIN, OUT_TAP_INTERNAL, OUT_TAP_ORIGIN = 2, 5, 7
COIN = 100_000_000


def le(number, size):
    return (number % (1 << 8 * size)).to_bytes(size, "little")


def string(data):
    return maps.size_of(len(data)) + data


# ---- scripts of one key

def p2pkh(key):
    return b"\x76\xa9\x14" + btc.hash160(key) + b"\x88\xac"


def p2wpkh(key):
    return b"\0\x14" + btc.hash160(key)


def p2sh(script):
    return b"\xa9\x14" + btc.hash160(script) + b"\x87"


def p2tr(key):
    internal = btc.point_of(int.from_bytes(key[1:], "big"), 0)
    tweak = int.from_bytes(btc.tagged(b"TapTweak", key[1:]), "big")
    return b"\x51\x20" + btc.add(internal, btc.times(tweak, btc.G))[0].to_bytes(32, "big")


FORMS = {44: p2pkh, 49: lambda key: p2sh(p2wpkh(key)), 84: p2wpkh, 86: p2tr}


def script_at(path, who="owner"):
    return FORMS[keys.purpose(path)](keys.key(path, who))


# ---- transactions

def transaction(inputs, outputs, version=2, locktime=0):
    """inputs: (txid, index, sequence); outputs: (value, script)."""
    return (le(version, 4) + maps.size_of(len(inputs)) +
            b"".join(txid + le(index, 4) + b"\0" + le(sequence, 4) for txid, index, sequence in inputs) +
            maps.size_of(len(outputs)) +
            b"".join(le(value, 8) + string(script) for value, script in outputs) + le(locktime, 4))


def txid(raw):
    return btc.sha(btc.sha(raw))


def funding(value, script, tag="coin"):
    """A transaction that pays to the script as its output 1."""
    source = hashlib.sha256(tag.encode()).digest()
    other = script_at("m/84'/0'/0'/0/77", "stranger")
    return transaction([(source, 3, 0xFFFFFFFD)], [(54_321, other), (value, script)])


def own_records(path, kind, who="owner", master=None, key=None):
    """The fields that say whose key it is; kind: of an input or an output."""
    key = key or keys.key(path, who)
    origin = keys.origin(path, who, master)
    plain, tap, internal = ((ORIGIN, TAP_ORIGIN, TAP_INTERNAL) if kind == "in" else
                            (OUT_ORIGIN, OUT_TAP_ORIGIN, OUT_TAP_INTERNAL))
    if keys.purpose(path) != 86:
        return [(bytes([plain]) + key, origin)]
    return [(bytes([tap]) + key[1:], b"\0" + origin), (bytes([internal]), key[1:])]


class Coin:
    """An input. proof: "previous", "claimed" (witness_utxo alone), "both" or "none"."""

    def __init__(self, value, path="m/84'/0'/0'/0/3", who="owner", proof=None, tag="coin", named=None,
                 index=1, sequence=0xFFFFFFFD, fields=(), lie=None, script=None, records=None,
                 previous=None, point=None):
        self.script = script if script is not None else script_at(path, who)
        self.value = value
        previous = previous or funding(value, self.script, tag)
        self.point = point or (txid(previous), index, sequence)
        named = who == "owner" if named is None else named
        proof = proof or ("claimed" if keys.purpose(path) == 86 else "previous")
        said = (lie if lie is not None else value)
        claim = said if isinstance(said, tuple) else (said, self.script)
        self.fields = []
        if proof in ("previous", "both"):
            self.fields.append((bytes([NON_WITNESS]), previous))
        if proof in ("claimed", "both"):
            self.fields.append((bytes([WITNESS]), le(claim[0], 8) + string(claim[1])))
        if keys.purpose(path) == 49 and named:
            self.fields.append((bytes([REDEEM]), p2wpkh(keys.key(path, who))))
        if records is None:
            records = own_records(path, "in", who) if named else []
        self.fields += records
        self.fields += list(fields)


class Pay:
    """An output; with a path and named it is said to be the owner's."""

    def __init__(self, value, path="m/84'/0'/0'/0/9", who="stranger", script=None, named=None,
                 records=None):
        self.value = value
        self.script = script if script is not None else script_at(path, who)
        named = who == "owner" if named is None else named
        self.fields = records if records is not None else (
            own_records(path, "out", who) if named else [])


def back(value, path="m/84'/0'/0'/1/4", **more):
    return Pay(value, path, "owner", **more)


def map_list(coins, outputs, **more):
    raw = transaction([coin.point for coin in coins], [(out.value, out.script) for out in outputs], **more)
    return [[(b"\0", raw)]] + [coin.fields for coin in coins] + [out.fields for out in outputs]


def request(coins, outputs, **more):
    return maps.write_maps(map_list(coins, outputs, **more))


# ---- what most entries spend, and pay

TAP = "m/86'/0'/0'/0/3"
SECOND = "m/84'/0'/0'/0/6"
SPEND = [Pay(60_000_000), back(39_990_000)]
