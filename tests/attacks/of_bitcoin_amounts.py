"""What a Bitcoin transaction may lie about: amounts, sums, fees."""
import bitcoin as b
from bitcoin import COIN, SECOND, SPEND, TAP, Coin, Pay, back
from corpus import REFUSE, SHOW, WARN, Entry


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
    says = {"says": ["* claimed fee 0.00000001 BTC", "claimed inputs 20.00000001 BTC", "came without proof"],
            "says_not": ["proven fee", "proven inputs"], "worthless": "attack-4-truth.psbt"}
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


def b27():
    e = Entry("B27", "fee-too-high", "a fee that eats the money",
              "Coldcard docs/limitations.md; bitcoin-keeper#3438; Bitcoin Core -maxfeerate; Electrum", "warn, refuse",
              argued="Judged by its share of what leaves the wallet, by the rate and by the amount (docs/fees.md); never a refusal: "
              "small coins are honestly spent at high rates.")

    def pay(coin, payment, fee, *more):
        return b.request([Coin(coin), *more], [Pay(payment), back(coin - payment - fee)])
    eaten = {"of-a-large-coin": (1000 * COIN, 100_000, 49 * COIN, "99.99 % of what leaves your wallet (49 of 49.001 BTC), 34,751,773 sat/vB"),
             "more-than-is-paid": (COIN, 1_000_000, 4_900_000, "83.05 % of what leaves your wallet (0.049 of 0.059 BTC), 34,751 sat/vB"),
             "many-times-over": (10 * COIN, 100_000, 49_000_000, "(0.49 of 0.491 BTC), 347,517 sat/vB"),
             "by-share": (COIN, 100_000, 20_000, "16.66 % of what leaves your wallet (0.0002 of 0.0012 BTC), 141 sat/vB"),
             "by-rate": (1000 * COIN, 500 * COIN, 141_001, "(0.00141001 of 500.00141001 BTC), 1,000 sat/vB")}
    for i, (name, (coin, payment, fee, says)) in enumerate(eaten.items(), 1):
        e.attack(f"attack-{i}-{name}.psbt", pay(coin, payment, fee), WARN, "E_FEE_HIGH", says=[says, f"({fee} sat)"])
    e.attack("attack-6-no-change.psbt", b.request([Coin(COIN)], [Pay(98_500_000)]), WARN, "E_FEE_HIGH",
             says=["1.50 % of what leaves your wallet (0.015 of 1 BTC), 13,636 sat/vB"])
    # Among the inputs of others it looks small.
    e.attack("attack-7-behind-others.psbt", b.request(
        [Coin(COIN), Coin(1000 * COIN, SECOND, "stranger", tag="two")],
        [Pay(1_000_000), back(94_100_000), Pay(1000 * COIN)]), WARN, "E_FEE_HIGH", "E_FOREIGN_INPUTS",
        says=["83.05 % of what leaves your wallet (0.049 of 0.059 BTC)"])
    # It comes back to us, what is left of it.
    e.attack("attack-8-nothing-left.psbt", b.request([Coin(100_000)], [back(1_000)]), WARN, "E_FEE_HIGH",
             says=["99.00 % of all inputs together (0.00099 of 0.001 BTC), 900 sat/vB"])
    e.attack("attack-9-told.psbt", pay(COIN, 200_000, 14_100), SHOW, tells=["E_FEE_HIGH"],
             says=["6.58 % of what leaves your wallet (0.000141 of 0.002141 BTC), 100 sat/vB"])
    honest = {"payment": pay(COIN, 60_000_000, 14_100), "small-payment": pay(COIN, 3_000, 282),
              "consolidation": b.request([Coin(20_000, f"m/84'/0'/0'/0/{i}", tag=str(i)) for i in range(20)],
                                         [back(20 * 20_000 - 20 * 1_402)])}
    for i, (name, payload) in enumerate(honest.items(), 1):
        e.twin(f"twin-{i}-{name}.psbt", payload, says_not=["E_FEE_HIGH"])
    return e


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
    e.attack("attack-2-in-and-out.psbt", b.request([Coin(0)], [Pay(0), back(0)]), REFUSE, "E_MESSAGE_MISSING", status=20)
    e.attack("attack-3-of-others.psbt", b.request([Coin(0, who="stranger")], [Pay(0)]), SHOW, tells=["E_NOTHING_RECOGNISED"],
             says=["* proven fee 0.00000000 BTC", "proven inputs 0.00000000 BTC"])
    return e.twin("twin.psbt", b.request([Coin(1)], [Pay(0), back(1)]))


def b30():
    e = Entry("B30", "outpoint-twice", "the same coin spent twice", "Coldcard `test_duplicate_inputs`", "refuse")
    one, two = Coin(COIN), Coin(COIN, SECOND, tag="two")
    e.attack("attack-1-adjacent.psbt", b.request([one, one], [Pay(199_990_000)]), REFUSE, "E_DUPLICATE_INPUT", status=20)
    e.attack("attack-2-apart.psbt", b.request([one, two, one], [Pay(299_990_000)]), REFUSE, "E_DUPLICATE_INPUT", status=20)
    return e.twin("twin.psbt", b.request([one, two], [Pay(199_990_000)]))


ENTRIES = [b01, b01b, b02, b03, b04, b05, b06, b27, b28, b29, b30]
