"""What a Bitcoin signature covers, and what is paid to besides addresses."""
import bitcoin as b
import keys
from bitcoin import COIN, SECOND, SPEND, TAP, Coin, Pay, back
from corpus import REFUSE, SHOW, WARN, Entry


def sighash(value):
    return [(b"\3", b.le(value, 4))]


PATHS = {44: "m/44'/0'/0'/0/3", 49: "m/49'/0'/0'/0/3", 84: "m/84'/0'/0'/0/3", 86: TAP}


def sighash_entry(e, values, twin=1):
    number = 0
    for value in values:
        for purpose, path in PATHS.items():
            number += 1
            e.attack(f"attack-{number}-{purpose}-{value:02x}.psbt", b.request(
                [Coin(COIN, path, fields=sighash(value))], SPEND), REFUSE, "E_SIGHASH", status=20)
    e.attack(f"attack-{number + 1}-mixed.psbt", b.request(
        [Coin(COIN), Coin(COIN, SECOND, tag="two", fields=sighash(values[0]))],
        [Pay(140_000_000), back(59_990_000)]), REFUSE, "E_SIGHASH", status=20)
    for i, path in enumerate(PATHS.values(), 1):
        e.twin(f"twin-{i}.psbt", b.request([Coin(COIN, path, fields=sighash(twin))], SPEND),
               says=["yours, over everything (sighash ALL)"])
    return e


def b20():
    return sighash_entry(Entry("B20", "sighash-none", "a signature over no output at all", "krux#843 (26.04.0)",
                               "refuse"), [0x02, 0x82])


def b21():
    return sighash_entry(Entry("B21", "sighash-single", "a signature over one output alone",
                               "Coldcard f87a8051 (2026-08-13)", "refuse by default"), [0x03, 0x83])


def b22():
    e = Entry("B22", "single-without-output", "SINGLE without the output of that number", "libwally a86b8abc (2026-04)",
              "refuse always")
    for i, path in enumerate(PATHS.values(), 1):
        coins = [Coin(COIN), Coin(COIN, path, tag="two", fields=sighash(3))]
        e.attack(f"attack-{i}.psbt", b.request(coins, [Pay(199_990_000)]), REFUSE, "E_SIGHASH", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN), Coin(COIN, SECOND, tag="two")], [Pay(199_990_000)]))


def b23():
    return sighash_entry(Entry(
        "B23", "sighash-fee", "a fee beside a signature that anybody may add inputs to",
        "LedgerHQ/app-bitcoin#512 (2026-07)", "show that the fee cannot be known",
        argued="ALL with ANYONECANPAY is refused like every type but ALL and DEFAULT, so there is no fee to be shown."), [0x81])


def b24():
    e = Entry("B24", "sighash-unknown", "a sighash type that does not exist", "Trezor `common.py`", "refuse")
    number = 0
    for value in [0x04, 0x41, 0x80, 0x84, 0xC1, 0xFF, 0x101, 0x01000000, 0xFFFFFFFF]:
        for purpose in [84, 86]:
            number += 1
            e.attack(f"attack-{number}-{purpose}-{value:x}.psbt", b.request(
                [Coin(COIN, PATHS[purpose], fields=sighash(value))], SPEND), REFUSE, "E_SIGHASH", status=20)
    e.attack("attack-19-84-0.psbt", b.request([Coin(COIN, fields=sighash(0))], SPEND), REFUSE, "E_SIGHASH", status=20)
    e.twin("twin-1.psbt", b.request([Coin(COIN, fields=sighash(1))], SPEND))
    return e.twin("twin-2-default.psbt", b.request([Coin(COIN, TAP, fields=sighash(0))], SPEND))


FOREIGN = "m/84'/0'/0'/0/7"


def signature(amount, path, who, coins, pays, number, high=False, signer=None):
    """ECDSA over input `number` as BIP-0143 has it; high: the other s; signer: whose key signs in fact."""
    tx = b.btc.read_tx(b.maps.unsigned(b.map_list(coins, pays)))
    digest = b.btc.segwit_digest(tx, number, b.le(amount, 8), b.btc.hash160(keys.key(path, who)))
    return keys.ecdsa(path, signer or who, digest, high) + b"\1"


def b38():
    e = Entry("B38", "bad-signature-beside", "a signature that came along and is not good", "electrum#6743; Coldcard `test_iss6743`",
              "show as invalid; refuse to combine",
              argued="One under our own key is refused (20). One by somebody else hides nothing and moves nothing: ours is made, and "
              "the answer is never called complete. The same for combine (tests/attacks/moments_test.py).")
    mine, coins, pays = keys.key("m/84'/0'/0'/0/3"), [Coin(COIN)], SPEND

    def ours(value):
        return b.request([Coin(COIN, fields=[(b"\2" + mine, value)])], pays)
    garbage = bytes.fromhex("3006020101020101") + b"\1"
    path = "m/84'/0'/0'/0/3"
    bad = {"garbage": garbage, "high-s": signature(COIN, path, "owner", coins, pays, 0, high=True),
           "wrong-key": signature(COIN, path, "owner", coins, pays, 0, signer="stranger"),
           "other-amount": signature(COIN + 1, path, "owner", coins, pays, 0)}
    for i, (name, value) in enumerate(bad.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", ours(value), REFUSE, "E_BAD_SIGNATURE", status=20)
    e.attack("attack-5-taproot.psbt", b.request([Coin(COIN, TAP, fields=[(b"\x13", b"\1" * 64)])], SPEND), REFUSE,
             "E_BAD_SIGNATURE", status=20)

    def joint(value=None, key=keys.key(FOREIGN, "stranger")):
        fields = [] if value is None else [(b"\2" + key, value)]
        return [Coin(COIN), Coin(COIN, FOREIGN, "stranger", tag="two", fields=fields)]
    both = [Pay(140_000_000), back(59_990_000)]
    theirs = {"garbage": garbage, "high-s": signature(COIN, FOREIGN, "stranger", joint(), both, 1, high=True),
              "wrong-key": signature(COIN, FOREIGN, "stranger", joint(), both, 1, signer="owner")}
    for i, (name, value) in enumerate(theirs.items(), 6):
        e.attack(f"attack-{i}-theirs-{name}.psbt", b.request(joint(value), both), WARN, "E_FOREIGN_INPUTS", complete=False)
    good = signature(COIN, FOREIGN, "stranger", joint(), both, 1)
    e.attack("attack-9-theirs-other-key.psbt", b.request(joint(good, keys.key("m/84'/0'/0'/0/8", "stranger")), both), WARN,
             "E_FOREIGN_INPUTS", complete=False)
    e.twin("twin-1.psbt", b.request(coins, pays))
    return e.twin("twin-2-theirs.psbt", b.request(joint(good), both), "E_FOREIGN_INPUTS", complete=True)


def b39():
    e = Entry("B39", "locktime", "a locktime that does nothing, or holds for a lifetime", "Trezor 2.3.3", "show",
              argued="Beyond a day it is a headline, beyond 90 days it is asked about: what seems to have failed comes true later.")
    e.attack("attack-1-far.psbt", b.request([Coin(COIN)], SPEND, locktime=4102444800), WARN, "E_LOCKED",
             says=["* signed locktime not valid before 2100-01-01 00:00:00 UTC (4102444800)\n"])
    e.attack("attack-2-ineffective.psbt", b.request([Coin(COIN, sequence=0xFFFFFFFF)], SPEND, locktime=4102444800), SHOW,
             says=["2100-01-01 00:00:00 UTC (4102444800), without effect"])
    e.attack("attack-3-height.psbt", b.request([Coin(COIN)], SPEND, locktime=499_999_999), WARN, "E_LOCKED",
             says=["* signed locktime not valid before block 499999999"])
    e.twin("twin-1.psbt", b.request([Coin(COIN)], SPEND), says=["locktime none"])
    return e.twin("twin-2-height-of-now.psbt", b.request([Coin(COIN)], SPEND, locktime=970_000),
                  says=[" signed locktime not valid before block 970000"])


def b52():
    e = Entry("B52", "relative-lock", "a payment that comes true a year after it seemed to have failed", "BIP-68", "show in words, warn")

    def after(sequence, **more):
        return b.request([Coin(COIN, sequence=sequence)], SPEND, **more)
    e.attack("attack-1-blocks.psbt", after(0xFFFF), WARN, "E_LOCKED",
             says=["* signed sequence 65535: cannot be spent for 65535 blocks (about 455 days) after it was confirmed"])
    e.attack("attack-2-seconds.psbt", after(0x40FFFF), WARN, "E_LOCKED",
             says=["* signed sequence 4259839: cannot be spent for 33553920 seconds (about 388 days) after it was confirmed"])
    e.attack("attack-3-a-week.psbt", after(1_008), SHOW, tells=["E_LOCKED"], says=["* signed sequence 1008: cannot be spent for 1008 blocks (about 7 days)"])
    e.twin("twin-1-a-day.psbt", after(144), says=[" signed sequence 144: cannot be spent for 144 blocks (about 1 day) after it was confirmed"])
    return e.twin("twin-2-no-lock-in-version-1.psbt", after(0xFFFF, version=1), says=[" signed sequence 65535\n"])


def b53():
    e = Entry("B53", "padding", "so many fields that no payment is on the screen", "unknown fields of BIP-174", "show few")

    def padded(number):
        maps = b.map_list([Coin(COIN)], SPEND)
        maps[-1] = maps[-1] + [(b"\xf0" + b.le(i, 2), b"") for i in range(number)]
        return b.maps.write_maps(maps)
    e.attack("attack-1-3000.psbt", padded(3_000), SHOW, says=["bulk unknown 2984 more; SHA-256 of all 3000 "], says_not=["f01000"])
    return e.twin("twin.psbt", padded(16), says=["output 1: f00f00 = \n"], says_not=["more; SHA-256"])


def b40():
    e = Entry("B40", "hidden-data", "an OP_RETURN that hides bytes", "Coldcard `test_op_return_trailing_data_not_hidden`",
              "show all bytes as hexadecimal and text")

    def data(script):
        return b.request([Coin(COIN)], [Pay(0, script=script), back(99_990_000)])
    secret = b"steal"
    scripts = {"behind-push": b"\x6a\x02hi" + secret, "many-pushes": b"\x6a\x02hi\x05" + secret,
               "short-push": b"\x6a\x4b" + secret, "push-data": b"\x6a\x4c\x05" + secret, "opcodes": b"\x6a\x51\x52\xae" + secret,
               "behind-nothing": b"\x6a\x00" + secret}
    for i, (name, script) in enumerate(scripts.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", data(script), SHOW, says=["script " + script.hex(), "steal|"])
    return e.twin("twin.psbt", data(b"\x6a\x02hi"), says=["script 6a026869", "hi|"])


def b41():
    e = Entry("B41", "unknown-script", "a payment to a script without an address", "Coldcard `test_send2unknown_script`",
              "show raw, warn")
    key = keys.key("m/84'/0'/0'/0/9", "stranger")
    scripts = {"multisig": b"\x51\x21" + key + b"\x51\xae", "p2pk": b"\x21" + key + b"\xac", "lock": b"\x51\xb2"}
    for i, (name, script) in enumerate(scripts.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN)], [Pay(60_000_000, script=script), back(39_990_000)]),
                 WARN, "E_UNKNOWN_SCRIPT", says=[script.hex(), "no address"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND))


def pays(script, value=60_000_000):
    return b.request([Coin(COIN)], [Pay(value, script=script), back(99_990_000 - value)])


ANCHOR = b"\x51\x02\x4e\x73"


def b50():
    e = Entry("B50", "anyone-can-spend", "a payment that whoever comes first may take",
              "BIP-141: versions without rules; Bitcoin Core: pay-to-anchor", "warn",
              argued="An anchor of no more than it must hold is what such outputs are for.")
    scripts = {"version-2": b"\x52\x20" + b"\x09" * 32, "version-16": b"\x60\x02\x09\x09", "short-version-1": b"\x51\x14" + b"\x09" * 20,
               "anchor": ANCHOR, "true": b"\x51", "empty": b"", "pushes": b"\x02\x01\x02\x51"}
    for i, (name, script) in enumerate(scripts.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", pays(script), WARN, "E_ANYONE_CAN_SPEND", says=["holds 0.60000000 BTC, which anybody may take"])
    e.twin("twin-1-anchor.psbt", b.request([Coin(COIN)], [Pay(240, script=ANCHOR), *SPEND[:1], back(39_989_000)]), says=["* signed to bc1pfeessrawgf"])
    return e.twin("twin-2-taproot.psbt", pays(b.script_at("m/86'/0'/0'/0/9", "stranger")))


def b51():
    e = Entry("B51", "lost-for-ever", "a payment that nobody can ever spend", "BIP-340: x coordinates without a point; BIP-141", "warn")
    scripts = {"no-point": b"\x51\x20" + b"\xff" * 32, "no-key": b"\x21\x05" + b"\x07" * 32 + b"\xac", "short-v0": b"\0\x03abc",
               "long-v1": b"\x51\x29" + bytes(41), "false": b"\0", "broken": b"\x4c", "beside-data": b"\x6a\x02hi"}
    for i, (name, script) in enumerate(scripts.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", pays(script), WARN, "E_UNSPENDABLE",
                 says=["which nobody can ever spend", "* signed unspendable 0.60000000 BTC"])
    e.twin("twin-1-taproot.psbt", pays(b.script_at("m/86'/0'/0'/0/9", "stranger")))
    return e.twin("twin-2-data.psbt", b.request([Coin(COIN)], [Pay(0, script=b"\x6a\x02hi"), back(99_990_000)]))


ENTRIES = [b20, b21, b22, b23, b24, b38, b39, b40, b41, b50, b51, b52, b53]
