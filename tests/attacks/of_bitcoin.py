"""What a Bitcoin transaction may lie about: amounts, ownership, change, sums."""
from corpus import REFUSE, SHOW, WARN, Entry

import bitcoin as b
import keys
from bitcoin import COIN, Coin, Pay, back

SPEND = [Pay(60_000_000), back(39_990_000)]
SECOND = "m/84'/0'/0'/0/6"


def b01():
    e = Entry("B01", "two-confirmation-fee", "two confirmations, false amounts, the fee takes all",
              "CVE-2020-14199; Coldcard `test_bip143_attack`; specter-diy#63",
              "refuse version 0 without previous transaction",
              argued="Sparrow and Electrum leave previous transactions out of QR codes, so a refusal would stop honest "
              "wallets. The amounts are marked claimed, and signing needs `E_AMOUNT_UNPROVEN`, which says what can be lost. "
              "With the previous transaction at hand a false amount is refused.")
    pays = [Pay(14 * COIN), back(6 * COIN)]

    def two(one, other, proof):
        return b.request([Coin(15 * COIN, tag="one", proof=proof, lie=one),
                          Coin(20 * COIN, SECOND, tag="two", proof=proof, lie=other)], pays)
    says = {"says": ["* claimed fee 0.00000001 BTC", "claimed put in 20.00000001 BTC", "came without proof"],
            "says_not": ["proven fee", "proven put in"], "worthless": "attack-4-truth.psbt"}
    e.attack("attack-1-first.psbt", two(15 * COIN, 5 * COIN + 1, "claimed"), WARN, "E_AMOUNT_UNPROVEN", **says)
    e.attack("attack-2-second.psbt", two(1, 20 * COIN, "claimed"), WARN, "E_AMOUNT_UNPROVEN", **says)
    e.attack("attack-3-lie-kept.psbt", two(15 * COIN, 5 * COIN + 1, "both"), REFUSE, "E_UTXO_CONFLICT", status=20)
    e.attack("attack-4-truth.psbt", two(None, None, "previous"), WARN, "E_FEE_HIGH",
             says=["* proven fee 15.00000000 BTC"])
    honest = [Pay(14 * COIN), back(21 * COIN - 1000)]
    return e.twin("twin.psbt", b.request([Coin(15 * COIN, tag="one"), Coin(20 * COIN, SECOND, tag="two")], honest),
                  says=["* proven fee 0.00001000 BTC"])


def b01b():
    e = Entry("B01b", "two-sittings", "one transaction in two sittings, the other input foreign and false",
              "the same as B01, without asking twice for the same input", "never sign both unseen")
    pays = [Pay(19 * COIN), back(COIN)]

    def sitting(first, proof, hide):
        lie = 5 * COIN + 1
        stranger = b.script_at("m/84'/0'/0'/0/50", "stranger")
        false = (lie, stranger) if hide else lie
        mine = Coin(15 * COIN, tag="one", proof=proof, **({} if first else {"named": False, "lie": false}))
        other = Coin(15 * COIN, SECOND, tag="two", proof=proof, **({"named": False, "lie": false} if first else {}))
        return b.request([mine, other], pays)
    says = {"says_not": ["proven fee"]}
    for i, first in enumerate([True, False], 1):
        e.attack(f"attack-{i}-foreign.psbt", sitting(first, "claimed", True), WARN, "E_AMOUNT_UNPROVEN",
                 "E_FOREIGN_INPUTS", says=["1 of 2 inputs are not recognised as yours",
                                           "never sign the same transaction again with other inputs marked as yours",
                                           "* claimed fee 0.00000001 BTC"], **says)
    # The script is true, only nobody says that it is ours: it is found all the same.
    for i, first in enumerate([True, False], 3):
        e.attack(f"attack-{i}-unnamed.psbt", sitting(first, "claimed", False), WARN, "E_AMOUNT_UNPROVEN",
                 says=["* claimed you spend 19.00000001 BTC"], **says)
    for i, first in enumerate([True, False], 5):
        e.attack(f"attack-{i}-proven.psbt", sitting(first, "both", True), REFUSE, "E_UTXO_CONFLICT", status=20)
    decoy = b.script_at("m/86'/0'/0'/0/50", "stranger")
    e.attack("attack-7-taproot-decoy.psbt", b.request(
        [Coin(15 * COIN, tag="one", proof="claimed"),
         Coin(15 * COIN, SECOND, tag="two", proof="claimed", named=False, lie=(5 * COIN + 1, decoy))], pays),
        WARN, "E_AMOUNT_UNPROVEN", "E_FOREIGN_INPUTS", **says)
    honest = [Coin(15 * COIN, tag="one"), Coin(15 * COIN, SECOND, tag="two")]
    return e.twin("twin.psbt", b.request(honest, [Pay(19 * COIN), back(11 * COIN - 500)]),
                  says=["* proven fee 0.00000500 BTC", "* proven you spend 19.00000500 BTC"])


def b02():
    e = Entry("B02", "previous-altered", "the previous transaction is not the one that is spent",
              "SeedSigner#995 (2026-08)", "refuse")
    path = "m/44'/0'/0'/0/3"
    script = b.script_at(path)
    raw = b.funding(COIN, script)
    places = {"version": 0, "outpoint": 5, "outpoint-index": 37, "sequence": 42, "other-value": 47,
              "value": len(raw) - 4 - len(script) - 9, "script": len(raw) - 4 - 10, "locktime": len(raw) - 4}
    point = (b.txid(raw), 1, 0xFFFFFFFD)
    for i, (name, at) in enumerate(places.items(), 1):
        altered = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1:]
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN, path, previous=altered, point=point)], SPEND),
                 REFUSE, "E_PREVIOUS_TX_MISMATCH", status=20)
    e.attack("attack-9-segwit.psbt", b.request([Coin(COIN, proof="both", previous=raw, point=(bytes(32), 1, 0))], SPEND),
             REFUSE, "E_PREVIOUS_TX_MISMATCH", status=20)
    e.attack("attack-10-claimed.psbt", b.request([Coin(COIN, path, proof="claimed")], SPEND),
             REFUSE, "E_PREVIOUS_TX_MISSING", status=20)
    e.attack("attack-11-none.psbt", b.request([Coin(COIN, path, proof="none")], SPEND),
             REFUSE, "E_UTXO_MISSING", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN, path)], SPEND), says=["proven holds 1.00000000 BTC"])


def b03():
    e = Entry("B03", "index-out-of-range", "the output that is spent does not exist", "BitBox02 9.15.0", "refuse")
    script = b.script_at("m/84'/0'/0'/0/3")
    raw = b.funding(COIN, script)
    for i, index in enumerate([2, 3, 2**31, 2**32 - 1], 1):
        e.attack(f"attack-{i}.psbt", b.request([Coin(COIN, previous=raw, point=(b.txid(raw), index, 0))], SPEND),
                 REFUSE, "E_PREVIOUS_TX_MISMATCH", status=20)
    wrong = b.funding(COIN, script, "another")
    e.attack("attack-5-wrong-transaction.psbt",
             b.request([Coin(COIN, previous=wrong, point=(b.txid(raw), 1, 0))], SPEND),
             REFUSE, "E_PREVIOUS_TX_MISMATCH", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN, previous=raw, point=(b.txid(raw), 1, 0))], SPEND))


def b04():
    e = Entry("B04", "utxo-fields-disagree", "the two records of what is spent disagree",
              "drongo 132882c (2026-08-03); Keystone `wrapped_psbt.rs`", "refuse")
    other = b.script_at(SECOND)
    lies = {"value": COIN // 2, "one-satoshi": COIN + 1, "script": (COIN, other), "both": (COIN // 2, other)}
    for i, (name, lie) in enumerate(lies.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN, proof="both", lie=lie)], SPEND),
                 REFUSE, "E_UTXO_CONFLICT", status=20)
    path = "m/49'/0'/0'/0/3"
    e.attack("attack-5-nested.psbt", b.request([Coin(COIN, path, proof="both", lie=COIN + 1)], SPEND),
             REFUSE, "E_UTXO_CONFLICT", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN, proof="both")], SPEND))


TAP = "m/86'/0'/0'/0/3"
FOREIGN_TAP = "m/86'/0'/0'/0/8"


def b05():
    e = Entry("B05", "taproot-foreign-amount", "a taproot signature over another input's false amount", "BIP-341",
              "refuse when missing; an altered amount must not give a good signature")
    pays = [Pay(150_000_000), back(49_990_000, "m/86'/0'/0'/1/4")]

    def two(**lie):
        return b.request([Coin(COIN, TAP), Coin(COIN, FOREIGN_TAP, "stranger", tag="two", **lie)], pays)
    e.attack("attack-1-missing.psbt", two(proof="none"), REFUSE, "E_UTXO_MISSING", status=20)
    false = {"amount": COIN + 1, "script": (COIN, b.script_at("m/86'/0'/0'/0/9", "stranger"))}
    for i, (name, lie) in enumerate(false.items(), 2):
        e.attack(f"attack-{i}-{name}.psbt", two(lie=lie), WARN, "E_FOREIGN_INPUTS", worthless="twin.psbt")
    return e.twin("twin.psbt", two(), "E_FOREIGN_INPUTS")


def b06():
    e = Entry("B06", "joint-ownership", "a joint transaction that takes from us what it seems to take from another",
              "electrum#6198 (2020-06-05); Trezor `test_attack_mixed_inputs`",
              "show what we put in and get back; warn of foreign inputs")
    pays = [Pay(140_000_000), back(59_990_000)]
    proven = b.request([Coin(COIN), Coin(COIN, SECOND, "stranger", tag="two")], pays)
    e.attack("attack-1-proven.psbt", proven, WARN, "E_FOREIGN_INPUTS",
             says=["1 of 2 inputs are not recognised as yours", "you spend 0.40010000 BTC"])
    shifted = b.request([Coin(COIN, proof="claimed", lie=COIN // 2),
                         Coin(COIN, SECOND, "stranger", tag="two", proof="claimed", lie=3 * COIN // 2)],
                        [Pay(150_000_000), back(49_990_000)])
    e.attack("attack-2-shifted.psbt", shifted, WARN, "E_FOREIGN_INPUTS", "E_AMOUNT_UNPROVEN",
             says_not=["proven you spend"], worthless="attack-3-truth.psbt")
    e.attack("attack-3-truth.psbt", b.request([Coin(COIN), Coin(COIN, SECOND, "stranger", tag="two")],
                                              [Pay(150_000_000), back(49_990_000)]),
             WARN, "E_FOREIGN_INPUTS", says=["you spend 0.50010000 BTC"])
    return e.twin("twin.psbt", b.request([Coin(COIN), Coin(COIN, SECOND, tag="two")], pays),
                  says=["you spend 1.40010000 BTC"])


def b07():
    e = Entry("B07", "foreign-posing-as-own", "our key's record copied onto somebody else's input",
              "Trezor core 2.12.2 (2026-07-22)", "refuse: ownership only by derivation and script")
    for i, purpose in enumerate([44, 49, 84, 86], 1):
        path = f"m/{purpose}'/0'/0'/0/6"
        e.attack(f"attack-{i}-{purpose}.psbt", b.request(
            [Coin(COIN), Coin(COIN, path, "stranger", tag="two", records=b.own_records(path, "in"))],
            [Pay(140_000_000), back(59_990_000)]), REFUSE, "E_INPUT_FRAUD", status=20)
    # The stranger's key under our fingerprint.
    path = "m/84'/0'/0'/0/6"
    forged = b.own_records(path, "in", "stranger", master=keys.fingerprint())
    e.attack("attack-5-key.psbt", b.request(
        [Coin(COIN), Coin(COIN, path, "stranger", tag="two", records=forged)],
        [Pay(140_000_000), back(59_990_000)]), REFUSE, "E_KEY_FRAUD", status=20)
    return e.twin("twin.psbt", b.request(
        [Coin(COIN), Coin(COIN, path, "stranger", tag="two")], [Pay(140_000_000), back(59_990_000)]),
        "E_FOREIGN_INPUTS")


CHANGE = "m/84'/0'/0'/1/4"


def b09():
    e = Entry("B09", "change-path-fraud", "the path of the change does not lead to its key",
              "Coldcard `test_change_fraud_path`", "refuse as fraud")
    wrong = ["m/49'/0'/0'/1/4", "m/84'/1'/0'/1/4", "m/84'/0'/1'/1/4", "m/84'/0'/0'/0/4", "m/84'/0'/0'/1/5",
             "m/84'/0'/0'/1", "m/84'/0'/0'/1/4/0", "m/84'/0'/0'/1/4'"]
    key = keys.key(CHANGE)
    for i, path in enumerate(wrong, 1):
        records = [(b"\2" + key, keys.origin(path))]
        e.attack(f"attack-{i}-path.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, records=records)]),
                 REFUSE, "E_CHANGE_FRAUD", status=20)
    stranger = keys.key(CHANGE, "stranger")
    records = [(b"\2" + stranger, keys.origin(CHANGE))]
    e.attack("attack-9-key.psbt", b.request(
        [Coin(COIN)], [Pay(60_000_000), Pay(39_990_000, CHANGE, "stranger", records=records)]),
        REFUSE, "E_CHANGE_FRAUD", status=20)
    # A true record of ours, on an output that is not ours.
    e.attack("attack-10-script.psbt", b.request(
        [Coin(COIN)], [Pay(60_000_000), Pay(39_990_000, CHANGE, "stranger", records=b.own_records(CHANGE, "out"))]),
        REFUSE, "E_CHANGE_FRAUD", status=20)
    tap = "m/86'/0'/0'/1/4"
    e.attack("attack-11-taproot.psbt", b.request(
        [Coin(COIN, TAP)], [Pay(60_000_000), Pay(39_990_000, tap, "stranger", records=b.own_records(tap, "out"))]),
        REFUSE, "E_CHANGE_FRAUD", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND), says=["Change, back to you 1 of 1"])


def b10():
    e = Entry("B10", "change-fingerprint", "change under another wallet's fingerprint", "Coldcard `test_change_fraud`",
              "show as a payment; 00000000 means \"take yours\"")
    records = b.own_records(CHANGE, "out", master=bytes.fromhex("deadbeef"))
    e.attack("attack-1.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, records=records)]), SHOW,
             says=["Payment 2 of 2", "* signed amount 0.39990000 BTC", "* proven you spend 1.00000000 BTC"],
             says_not=["back to you"])
    records = b.own_records(CHANGE, "out", master=bytes(4))
    e.twin("twin-1.psbt", b.request([Coin(COIN)], SPEND), says=["* proven you spend 0.60010000 BTC"])
    return e.twin("twin-2-take-yours.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, records=records)]),
                  says=["* proven you spend 0.60010000 BTC"])


def b11():
    e = Entry("B11", "ransom-change", "change to a path that no wallet searches",
              "thecharlatan.ch Ransom-Coldcard (2019-11); Sia blog (2019-03)",
              "show as a payment, warn beyond the gap limit",
              argued="Index 100,000 and account 1,000 are the limits: wallets find those with a higher gap limit, and "
              "nobody guesses beyond. What is nearer is change.")
    far = {"index": "m/84'/0'/0'/1/100001", "last-index": "m/84'/0'/0'/1/2147483647", "hardened": "m/84'/0'/0'/1/4'",
           "branch": "m/84'/0'/0'/2/4", "deep": "m/84'/0'/0'/1/4/4/4/4", "account": "m/84'/0'/1001'/1/4",
           "short": "m/84'/0'/0'/1"}
    for i, (name, path) in enumerate(far.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, path)]),
                 WARN, "E_CHANGE_FAR", says=["Payment 2 of 2", "* proven you spend 1.00000000 BTC",
                                             "belongs to your key at " + path], says_not=["back to you 1 of 1"])
    # The script is of another purpose than the path.
    crossed = Pay(39_990_000, script=b.p2pkh(keys.key(CHANGE)), records=b.own_records(CHANGE, "out"))
    e.attack("attack-8-form.psbt", b.request([Coin(COIN)], [Pay(60_000_000), crossed]), WARN, "E_CHANGE_FAR",
             says=["* proven you spend 1.00000000 BTC"])
    e.twin("twin-1.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, "m/84'/0'/0'/1/100000")]),
           says=["* proven you spend 0.60010000 BTC"])
    return e.twin("twin-2-account.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, "m/84'/0'/1000'/1/4")]),
                  says=["* proven you spend 0.60010000 BTC"])


def b12():
    e = Entry("B12", "cosigner-swapped", "a multisig change with a cosigner's key exchanged",
              "Coldcard 3.0.6 (2019-12); Trezor T 2.1.8 (2019-11)", "refuse as fraud",
              argued="No multisig policy is registered yet, so no multisig output is ever change: it is shown as a payment, "
              "whole, and \"you spend\" grows by it.")
    ours, foreign = keys.key("m/48'/0'/0'/2'/1/4"), keys.key("m/48'/0'/0'/2'/1/4", "stranger")
    script = b"\x52\x21" + ours + b"\x21" + foreign + b"\x52\xae"
    records = [(b"\1", script), (b"\2" + ours, keys.origin("m/48'/0'/0'/2'/1/4"))]
    out = Pay(39_990_000, script=b"\0\x20" + b.btc.sha(script), records=records)
    e.attack("attack.psbt", b.request([Coin(COIN)], [Pay(60_000_000), out]), SHOW,
             says=["Payment 2 of 2", "* proven you spend 1.00000000 BTC"], says_not=["back to you 1 of 1"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND))


def b18():
    e = Entry("B18", "change-form", "change in another form than what is spent", "Trezor 2.6.0 (2023-04)",
              "show as a payment or refuse",
              argued="An output to an ordinary address of ours is proven by derivation and shown under its own heading, "
              "not as change; it is not counted as spent.")
    for i, purpose in enumerate([44, 49, 86], 1):
        out = back(39_990_000, f"m/{purpose}'/0'/0'/1/4")
        e.attack(f"attack-{i}-{purpose}.psbt", b.request([Coin(COIN)], [Pay(60_000_000), out]), SHOW,
                 says=[f"proven your key m/{purpose}'/0'/0'/1/4", "* proven you spend 0.60010000 BTC"], says_not=["Change, back to you"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND), says=["Change, back to you 1 of 1"])


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


def b25():
    e = Entry("B25", "coin-isolation", "a request for one network that spends the keys of another",
              "LSB-014 (2020-08); thecharlatan.ch Coin-Isolation; Coldcard (2020-11)", "refuse",
              argued="A path that is no account's (no full BIP-44 path) has no coin type and is left to the person; "
              "every full path must fit.")
    for i, network in enumerate(["testnet", "signet", "regtest"], 1):
        e.attack(f"attack-{i}-{network}.psbt", b.request([Coin(COIN)], SPEND), REFUSE, "E_NETWORK_MIX", status=20,
                 options=["--network", network])
    pays = [Pay(60_000_000), back(39_990_000, "m/84'/1'/0'/1/4")]
    e.attack("attack-4-mainnet.psbt", b.request([Coin(COIN, "m/84'/1'/0'/0/3")], pays), REFUSE, "E_NETWORK_MIX",
             status=20, options=["--network", "mainnet"])
    e.attack("attack-5-change.psbt", b.request([Coin(COIN)], pays), REFUSE, "E_NETWORK_MIX", status=20)
    both = [Coin(COIN), Coin(COIN, "m/84'/1'/0'/0/3", tag="two")]
    e.attack("attack-6-inputs.psbt", b.request(both, [Pay(199_990_000)]), REFUSE, "E_NETWORK_MIX", status=20)
    for i, (name, coin) in enumerate([("litecoin", 2), ("bitcoin-cash", 145), ("ether", 60)], 7):
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN, f"m/84'/{coin}'/0'/0/3")], SPEND), REFUSE,
                 "E_NETWORK_MIX", status=20)
    e.twin("twin-1-testnet.psbt", b.request([Coin(COIN, "m/84'/1'/0'/0/3")], pays), says=["bitcoin transaction on testnet"])
    e.twin("twin-2-signet.psbt", b.request([Coin(COIN, "m/84'/1'/0'/0/3")], pays), options=["--network", "signet"],
           says=["bitcoin transaction on signet"])
    return e.twin("twin-3-mainnet.psbt", b.request([Coin(COIN)], SPEND), options=["--network", "mainnet"])


def b27():
    e = Entry("B27", "fee-too-high", "a fee that eats the money", "Coldcard docs/limitations.md", "warn, refuse",
              argued="Counted as a share of all inputs: above 5 % a warning, above 10 % an acknowledgement, never a refusal; "
              "small coins are honestly spent at high rates.")

    def fee(sat):
        return b.request([Coin(COIN)], [Pay(COIN - sat - 1000), back(1000)])
    e.attack("attack-1-over-5.psbt", fee(5_000_001), SHOW, tells=["E_FEE_HIGH"], says=["more than a twentieth"])
    e.attack("attack-2-is-10.psbt", fee(10_000_000), SHOW, tells=["E_FEE_HIGH"], says=["more than a twentieth"])
    for i, (name, sat) in enumerate([("over-10", 10_000_001), ("half", 50_000_000), ("all", COIN - 2000)], 3):
        e.attack(f"attack-{i}-{name}.psbt", fee(sat), WARN, "E_FEE_HIGH", says=["more than a tenth", f"({sat} sat)"])
    return e.twin("twin.psbt", fee(5_000_000), says_not=["E_FEE_HIGH"])


def b28():
    e = Entry("B28", "sums", "sums that overflow or come out of nothing",
              "Coldcard 4.0.2; BitBox `test_overflow_output_*`", "refuse")
    most = 21_000_000 * COIN
    outs = {"one-satoshi": [60_000_000, 40_000_001], "much": [COIN, COIN]}
    huge = {"over-most": [most + 1, 1], "sum-over-most": [most, 1], "minus-one": [2**64 - 1, 1], "sign": [2**63, 1],
            "wraps": [2**63, 2**63], "wraps-to-little": [2**64 - 1, 60_000_000], "second": [1, 2**64 - 1]}
    for i, (name, values) in enumerate((outs | huge).items(), 1):
        reason = "E_OUTPUTS_EXCEED_INPUTS" if name in outs else "E_AMOUNT_RANGE"
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN)], [Pay(values[0]), back(values[1])]), REFUSE, reason,
                 status=20)
    for i, value in enumerate([most + 1, 2**63, 2**64 - 1], 10):
        e.attack(f"attack-{i}-input.psbt", b.request([Coin(value)], SPEND), REFUSE, "E_AMOUNT_RANGE", status=20)
    e.attack("attack-13-inputs.psbt", b.request([Coin(most), Coin(1, SECOND, tag="two")], SPEND), REFUSE,
             "E_AMOUNT_RANGE", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(40_000_000)]),
                  says=["* proven fee 0.00000000 BTC"])


def b29():
    e = Entry("B29", "nothing-at-all", "sums of nought, a division by them", "Krux 26.04.0", "no crash; show")
    e.attack("attack-1-out.psbt", b.request([Coin(COIN)], [Pay(0), back(0)]), WARN, "E_FEE_HIGH",
             says=["* proven fee 1.00000000 BTC", "* signed amount 0.00000000 BTC"])
    e.attack("attack-2-in-and-out.psbt", b.request([Coin(0)], [Pay(0), back(0)]), SHOW,
             says=["* proven fee 0.00000000 BTC", "proven put in 0.00000000 BTC"])
    return e.twin("twin.psbt", b.request([Coin(1)], [Pay(0), back(1)]))


def b30():
    e = Entry("B30", "outpoint-twice", "the same coin spent twice", "Coldcard `test_duplicate_inputs`", "refuse")
    one, two = Coin(COIN), Coin(COIN, SECOND, tag="two")
    e.attack("attack-1-adjacent.psbt", b.request([one, one], [Pay(199_990_000)]), REFUSE, "E_DUPLICATE_INPUT", status=20)
    e.attack("attack-2-apart.psbt", b.request([one, two, one], [Pay(299_990_000)]), REFUSE, "E_DUPLICATE_INPUT", status=20)
    return e.twin("twin.psbt", b.request([one, two], [Pay(199_990_000)]))


def b19():
    e = Entry("B19", "scripts-mismatch", "a redeem script that is not that of the output",
              "Coldcard `test_mismatched_p2sh_witness_program_unverified`", "refuse")
    path = "m/49'/0'/0'/0/3"
    key = keys.key(path)
    other = b.p2wpkh(keys.key("m/49'/0'/0'/0/4"))

    def nested(redeem):
        return b.request([Coin(COIN, path, records=[(b"\4", redeem)] + b.own_records(path, "in"), named=False)], SPEND)
    e.attack("attack-1-other-key.psbt", nested(other), REFUSE, "E_UTXO_CONFLICT", status=20)
    e.attack("attack-2-legacy.psbt", nested(b.p2pkh(key)), REFUSE, "E_UTXO_CONFLICT", status=20)
    wide = b.p2sh(b"\0\x20" + b.btc.sha(b"\x51"))
    e.attack("attack-3-foreign-output.psbt", b.request(
        [Coin(COIN, path, script=wide, records=[(b"\4", b.p2wpkh(key))] + b.own_records(path, "in"), named=False)], SPEND),
        REFUSE, "E_INPUT_FRAUD", status=20)
    return e.twin("twin.psbt", nested(b.p2wpkh(key)))


def b38():
    e = Entry("B38", "bad-signature-beside", "a signature that came along and is not good", "electrum#6743; Coldcard `test_iss6743`",
              "show as invalid; refuse to combine",
              argued="One under our own key is refused (20). Combining is tested in tests/cli/combine.txt.")
    der = bytes.fromhex("3006020101020101") + b"\1"
    mine = keys.key("m/84'/0'/0'/0/3")
    e.attack("attack-1-ours.psbt", b.request([Coin(COIN, fields=[(b"\2" + mine, der)])], SPEND), REFUSE, "E_BAD_SIGNATURE",
             status=20)
    e.attack("attack-2-taproot.psbt", b.request([Coin(COIN, TAP, fields=[(b"\x13", b"\1" * 64)])], SPEND), REFUSE,
             "E_BAD_SIGNATURE", status=20)
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND))


def b39():
    e = Entry("B39", "locktime", "a locktime that does nothing, or holds for a lifetime", "Trezor 2.3.3", "show")
    e.attack("attack-1-far.psbt", b.request([Coin(COIN)], SPEND, locktime=4102444800), SHOW, says=["not before 2100-01-01 00:00:00 UTC (4102444800)\n"])
    e.attack("attack-2-ineffective.psbt", b.request([Coin(COIN, sequence=0xFFFFFFFF)], SPEND, locktime=4102444800), SHOW,
             says=["2100-01-01 00:00:00 UTC (4102444800), without effect"])
    e.attack("attack-3-height.psbt", b.request([Coin(COIN)], SPEND, locktime=499_999_999), SHOW, says=["499999999"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND), says=["locktime none"])


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
    scripts = {"multisig": b"\x51\x21" + key + b"\x51\xae", "p2pk": b"\x21" + key + b"\xac", "empty": b"",
               "anyone": b"\x51", "short-v0": b"\0\x03abc", "long-v1": b"\x51\x29" + bytes(41)}
    for i, (name, script) in enumerate(scripts.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN)], [Pay(60_000_000, script=script), back(39_990_000)]),
                 WARN, "E_UNKNOWN_SCRIPT", says=[script.hex()] if script else ["no address"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND))


ENTRIES = [b01, b01b, b02, b03, b04, b05, b06, b07, b09, b10, b11, b12, b18, b19, b20, b21, b22, b23, b24, b25, b27, b28, b29,
           b30, b38, b39, b40, b41]
