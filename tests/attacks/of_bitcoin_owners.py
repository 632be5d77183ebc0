"""What a Bitcoin transaction may lie about: whose inputs and outputs these are."""
import bitcoin as b
import keys
from bitcoin import COIN, SPEND, TAP, Coin, Pay, back
from corpus import REFUSE, SHOW, WARN, Entry


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
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND), says=["Change 1 of 1"])


def b10():
    e = Entry("B10", "change-fingerprint", "change under another wallet's fingerprint", "Coldcard `test_change_fraud`",
              "show as a payment",
              argued="The fingerprint 00000000 means \"take yours\", as wallets write it that do not know their master key: such a record is "
              "believed when our keys lead to the script.")
    records = b.own_records(CHANGE, "out", master=bytes.fromhex("deadbeef"))
    e.attack("attack-1.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, records=records)]), SHOW,
             says=["Payment 2 of 2", "* signed amount 0.39990000 BTC", "* proven you spend 1.00000000 BTC"],
             says_not=["Change 1 of 1"])
    records = b.own_records(CHANGE, "out", master=bytes(4))
    e.twin("twin-1.psbt", b.request([Coin(COIN)], SPEND), says=["* proven you spend 0.60010000 BTC"])
    return e.twin("twin-2-take-yours.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, records=records)]),
                  says=["* proven you spend 0.60010000 BTC"])


def b11():
    e = Entry("B11", "ransom-change", "change to a path that no wallet searches",
              "thecharlatan.ch Ransom-Coldcard (2019-11); Sia blog (2019-03)",
              "show as a payment, warn beyond the gap limit",
              argued="Change is what the wallet that holds the spent coins finds by itself: in their account, in any form, "
              "up to 1,000 beyond their indexes (some wallets' gap limit) and never beyond 100,000.")
    far = {"index": "m/84'/0'/0'/1/1004", "last-index": "m/84'/0'/0'/1/2147483647", "hardened": "m/84'/0'/0'/1/4'",
           "branch": "m/84'/0'/0'/2/4", "deep": "m/84'/0'/0'/1/4/4/4/4", "account": "m/84'/0'/1'/1/4",
           "short": "m/84'/0'/0'/1", "far-account": "m/84'/0'/999'/1/99999", "other-form": "m/49'/0'/777'/1/99999"}
    for i, (name, path) in enumerate(far.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000, path)]),
                 WARN, "E_CHANGE_FAR", says=["Payment 2 of 2", "* proven you spend 1.00000000 BTC",
                                             "* proven your key " + path, "belongs to your key at " + path],
                 says_not=["Change 1 of 1", "To yourself"])
    # The script is of another purpose than the path.
    crossed = Pay(39_990_000, script=b.p2pkh(keys.key(CHANGE)), records=b.own_records(CHANGE, "out"))
    e.attack("attack-10-form.psbt", b.request([Coin(COIN)], [Pay(60_000_000), crossed]), WARN, "E_CHANGE_FAR",
             says=["* proven you spend 1.00000000 BTC"])
    # A crumb of ours lies out there.
    crumb = Coin(600, "m/84'/0'/0'/0/200000", tag="crumb")
    e.attack("attack-11-crumb.psbt", b.request([Coin(COIN), crumb], [Pay(60_000_000), back(39_990_000, "m/84'/0'/0'/1/200001")]),
             WARN, "E_CHANGE_FAR", says=["* proven you spend 1.00000600 BTC"])
    known = {"index": ("m/84'/0'/0'/0/3", "m/84'/0'/0'/1/1003"), "of-a-long-used-wallet": ("m/84'/0'/0'/0/9000", "m/84'/0'/0'/1/9999"),
             "account": ("m/84'/0'/1000'/0/3", "m/84'/0'/1000'/1/4")}
    for i, (name, (spent, path)) in enumerate(known.items(), 1):
        e.twin(f"twin-{i}-{name}.psbt", b.request([Coin(COIN, spent)], [Pay(60_000_000), back(39_990_000, path)]),
               says=["* proven you spend 0.60010000 BTC", "Change 1 of 1"])
    return e


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
             says=["Payment 2 of 2", "* proven you spend 1.00000000 BTC"], says_not=["Change 1 of 1", "To yourself"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND))


def b18():
    e = Entry("B18", "change-form", "change in another form than what is spent", "Trezor 2.6.0 (2023-04)",
              "show as a payment or refuse",
              argued="An output to an ordinary address of ours is proven by derivation and shown under its own heading, "
              "not as change; it is not counted as spent.")
    for i, purpose in enumerate([44, 49, 86], 1):  # in the same account
        out = back(39_990_000, f"m/{purpose}'/0'/0'/1/4")
        e.attack(f"attack-{i}-{purpose}.psbt", b.request([Coin(COIN)], [Pay(60_000_000), out]), SHOW,
                 says=[f"* proven your key m/{purpose}'/0'/0'/1/4", "* proven you spend 0.60010000 BTC"], says_not=["Change 1 of 1"])
    return e.twin("twin.psbt", b.request([Coin(COIN)], SPEND), says=["Change 1 of 1"])


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


ENTRIES = [b07, b09, b10, b11, b12, b18, b19, b25]
