"""What the octets of a Bitcoin request may do: say things twice, end early, lie about counts."""
from corpus import REFUSE, Entry

import bitcoin as b
import psbt as maps
from bitcoin import COIN, Coin, Pay, back

MAGIC = b"psbt\xff"


def full():
    """Fields of every kind that a request may have."""
    coin = Coin(COIN, "m/49'/0'/0'/0/3", proof="both", fields=[(b"\3", b.le(1, 4))])
    tap = Coin(COIN, "m/86'/0'/0'/0/3", tag="two", proof="both")
    outs = [Pay(60_000_000), back(99_990_000, "m/49'/0'/0'/1/4"), back(39_990_000, "m/86'/0'/0'/1/4")]
    return b.map_list([coin, tap], outs)


def b31():
    e = Entry("B31", "duplicate-keys", "a field that stands there twice",
              "BIP-174; bitcoin#16821; Coldcard#787 (2026-09-02)", "refuse")
    number = 0
    for m, fields in enumerate(full()):
        for key, value in fields:
            for name, second in (("equal", value), ("other", value[:-1] + bytes([value[-1] ^ 1]))):
                number += 1
                doubled = full()
                doubled[m].append((key, second))
                e.attack(f"attack-{number}-map-{m}-type-{key[0]:02x}-{name}.psbt", maps.write_maps(doubled), REFUSE,
                         "E_DUPLICATE_KEY", status=10)
    unknown = full()
    unknown[1] += [(b"\xf0a", b"1"), (b"\xf0b", b"1"), (b"\xf0a", b"2")]
    e.attack(f"attack-{number + 1}-unknown.psbt", maps.write_maps(unknown), REFUSE, "E_DUPLICATE_KEY", status=10)
    return e.twin("twin.psbt", maps.write_maps(full()))


def b33():
    e = Entry("B33", "truncated", "every beginning of a request", "drongo 809c76f (2026-08-20)", "refuse, all of them")
    whole = b.request([Coin(COIN)], [Pay(99_990_000)])
    e.attack("all-prefixes", None, REFUSE, "E_TRUNCATED", "E_EMPTY_PAYLOAD", "E_UNKNOWN_PAYLOAD", status=10,
             every_prefix_of="twin.psbt")
    return e.twin("twin.psbt", whole)


def b34():
    e = Entry("B34", "trailing", "bytes after the end", "NBitcoin#1327 (2026-08)", "refuse")
    good = b.map_list([Coin(COIN)], [Pay(60_000_000), back(39_990_000)])
    whole = maps.write_maps(good)
    for i, (name, more) in enumerate([("nought", b"\0"), ("letter", b"x"), ("map", b"\1\x02\0\0"), ("again", whole)], 1):
        e.attack(f"attack-{i}-{name}.psbt", whole + more, REFUSE, "E_TRAILING_DATA", status=10)
    e.attack("attack-5-mebibyte.psbt", whole, REFUSE, "E_TRAILING_DATA", status=10, zeros_behind=1 << 20)
    for i, more in enumerate([b"\0", b"\0\0\0\0"], 6):
        inside = [list(fields) for fields in good]
        inside[0][0] = (b"\0", inside[0][0][1] + more)
        e.attack(f"attack-{i}-transaction.psbt", maps.write_maps(inside), REFUSE, "E_TRAILING_DATA", status=10)
    for at, name in ((0, "previous"), (1, "utxo")):
        inside = b.map_list([Coin(COIN, proof="both")], [Pay(99_990_000)])
        inside[1][at] = (inside[1][at][0], inside[1][at][1] + b"\0")
        e.attack(f"attack-{8 + at}-{name}.psbt", maps.write_maps(inside), REFUSE, "E_TRAILING_DATA", status=10)
    return e.twin("twin.psbt", whole)


def with_transaction(raw):
    """A request around another unsigned transaction."""
    good = b.map_list([Coin(COIN)], [Pay(99_990_000)])
    good[0] = [(b"\0", raw)]
    return maps.write_maps(good)


def b35():
    e = Entry("B35", "signed-or-empty", "an unsigned transaction with signatures, or without inputs", "BIP-174", "refuse")
    raw = maps.unsigned(b.map_list([Coin(COIN)], [Pay(99_990_000)]))
    script_sig = raw[:41] + b"\2\x51\x51" + raw[42:]
    witness = raw[:4] + b"\0\1" + raw[4:-4] + b"\1\1x" + raw[-4:]
    e.attack("attack-1-script-sig.psbt", with_transaction(script_sig), REFUSE, "E_BAD_FIELD", status=10,
             says=["must be unsigned, but its input 0 has a scriptSig"])
    e.attack("attack-2-witness.psbt", with_transaction(witness), REFUSE, "E_BAD_FIELD", status=10,
             says=["must be unsigned, but it has witnesses"])
    none = b.transaction([], [(99_990_000, b.script_at("m/84'/0'/0'/0/9", "stranger"))])
    e.attack("attack-3-no-input.psbt", maps.write_maps([[(b"\0", none)], []]), REFUSE, "E_NO_INPUTS", status=10,
             says=["the transaction has no input"])
    no_output = b.request([Coin(COIN)], [])
    e.attack("attack-4-no-output.psbt", no_output, REFUSE, "E_NO_INPUTS", status=10, says=["the transaction has no output"])
    e.attack("attack-5-nothing.psbt", b.request([], []), REFUSE, "E_NO_INPUTS", status=10)
    return e.twin("twin.psbt", with_transaction(raw))


SIZES = {"most": b"\xff" + b"\xff" * 8, "half": b"\xff" + b"\xff" * 7 + b"\x7f", "four": b"\xfe\xff\xff\xff\xff",
         "two": b"\xfd\xff\xff"}


def b36():
    e = Entry("B36", "count-bombs", "counts and lengths that are lies", "BIP-370 counts", "refuse in < 10 ms, < 8 MiB",
              argued="The limits here are 100 ms and 48 MiB for the whole process, "
              "and include what it takes to start and to measure it.")
    raw = maps.unsigned(b.map_list([Coin(COIN)], [Pay(99_990_000)]))
    number = 0
    limits = {"milliseconds": 100, "mebibytes": 48}
    for name, size in SIZES.items():
        bombs = {"key": MAGIC + size, "value": MAGIC + b"\1\0" + size,
                 "inputs": with_transaction(raw[:4] + size + raw[5:]),
                 "script": with_transaction(raw[:41] + size + raw[42:]),
                 "outputs": with_transaction(raw[:46] + size + raw[47:])}
        for place, bomb in bombs.items():
            number += 1
            e.attack(f"attack-{number}-{place}-{name}.psbt", bomb, REFUSE,
                     "E_TRUNCATED", "E_TOO_LARGE", status=10, **limits)
    e.attack(f"attack-{number + 1}-followed.psbt", MAGIC + b"\1\0" + SIZES["most"], REFUSE, "E_TRUNCATED", status=10,
             zeros_behind=65536, **limits)
    return e.twin("twin.psbt", with_transaction(raw))


def b37():
    e = Entry("B37", "longer-than-needed", "sizes that are not written in the shortest way", "BIP-174", "refuse")
    raw = maps.unsigned(b.map_list([Coin(COIN)], [Pay(99_990_000)]))
    whole = with_transaction(raw)
    places = {"key": MAGIC + b"\xfd\1\0" + whole[6:],
              "value": MAGIC + b"\1\0" + b"\xfd" + b.le(len(raw), 2) + whole[8:],
              "inputs": with_transaction(raw[:4] + b"\xfd\1\0" + raw[5:]),
              "script": with_transaction(raw[:41] + b"\xfd\0\0" + raw[42:]),
              "outputs": with_transaction(raw[:46] + b"\xfe\1\0\0\0" + raw[47:])}
    for i, (name, bad) in enumerate(places.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", bad, REFUSE, "E_NOT_CANONICAL", status=11)
    return e.twin("twin.psbt", whole)


CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def polymod(values):
    out = 1
    for value in values:
        top = out >> 25
        out = (out & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            out ^= generator * (top >> i & 1)
    return out


def bech32(prefix, version, program, constant):
    """BIP-0173 with constant 1, BIP-0350 with 0x2bc830a3."""
    bits = "".join(f"{octet:08b}" for octet in program)
    data = [version] + [int(bits[i:i + 5].ljust(5, "0"), 2) for i in range(0, len(bits), 5)]
    head = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    sum_ = polymod(head + data + [0] * 6) ^ constant
    return prefix + "1" + "".join(CHARSET[d] for d in data + [sum_ >> 5 * (5 - i) & 31 for i in range(6)])


def base58check(data):
    digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    data += b.btc.sha(b.btc.sha(data))[:4]
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = digits[digit] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out


B32, B32M = 1, 0x2BC830A3


def b42():
    coin = ("01" * 32 + ":0,path=m/84'/0'/0'/0/3,amount=0.015")
    e = Entry("B42", "address-limits", "addresses that only a careless reader takes",
              "Coldcard 206bbdb0, 4ef3c75f (2026-08-18)", "refuse",
              build=["build", "bitcoin", "--input", coin, "--to", "{payload}=0.01", "--change", "m/84'/0'/0'/1/7",
                     "--fee", "500"])
    twenty = b"\x11" * 20
    # A taproot output is a point of the curve: that of the private key 1.
    thirty_two = bytes.fromhex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
    good = bech32("bc", 0, twenty, B32)
    bad = {
        "v0-in-bech32m": bech32("bc", 0, twenty, B32M), "v1-in-bech32": bech32("bc", 1, thirty_two, B32),
        "mixed-case": good[:10] + good[10:].upper(), "long-prefix": bech32("b" * 84, 0, twenty, B32),
        "longest-prefix": bech32("b" * 83, 0, twenty, B32), "v0-of-19": bech32("bc", 0, twenty[:19], B32),
        "v0-of-33": bech32("bc", 0, thirty_two + b"\1", B32), "v1-of-1": bech32("bc", 1, b"\1", B32M),
        "v1-of-41": bech32("bc", 1, bytes(41), B32M), "v17": bech32("bc", 17, thirty_two, B32M),
        "one-letter": good[:-1] + ("q" if good[-1] != "q" else "p"), "no-prefix": good[3:], "empty-prefix": good[2:],
        "10-kilobytes": base58check(b"\0" + bytes(range(1, 251)) * 30),
        "base58-of-19": base58check(b"\0" + twenty[:19]), "base58-of-21": base58check(b"\0" + twenty + b"\1"),
        "base58-sum": base58check(b"\0" + twenty)[:-1] + "1",
        "base58-ones": "1" + base58check(b"\0" + twenty)}
    for i, (name, address) in enumerate(bad.items(), 1):
        e.attack(f"attack-{i}-{name}.txt", address.encode() + b"\n", REFUSE, "E_BAD_ADDRESS", status=10)
    e.attack(f"attack-{len(bad) + 1}-testnet.txt", bech32("tb", 0, twenty, B32).encode(), REFUSE, "E_ADDRESS_NETWORK",
             status=20)
    e.attack(f"attack-{len(bad) + 2}-litecoin.txt", base58check(b"\x30" + twenty).encode(), REFUSE, "E_ADDRESS_NETWORK",
             status=20)
    twins = {"v0": good, "upper": good.upper(), "v1": bech32("bc", 1, thirty_two, B32M),
             "base58": base58check(b"\0" + twenty), "base58-script": base58check(b"\5" + twenty)}
    for i, (name, address) in enumerate(twins.items(), 1):
        e.twin(f"twin-{i}-{name}.txt", address.encode() + b"\n", says=[address.lower() if "b" not in name else address])
    return e


ENTRIES = [b31, b33, b34, b35, b36, b37, b42]
