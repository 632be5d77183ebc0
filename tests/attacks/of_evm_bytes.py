"""What the octets and fields of an EVM transaction may do."""
import evm
from corpus import REFUSE, WARN, Entry
from evm import ETHER, GWEI, SHOP, Raw, hex_file
from evm_rows import json_transaction, transaction, transfer


def e18():
    e = Entry("E18", "no-chain-id", "a signature that is good on every network", "keepkey-firmware#428 (2026-05)", "refuse",
              argued="Refused without exception, although a few contracts are put at the same address of every network by such a "
              "transaction: nobody signs one with keys that hold money.")
    six = evm.fields("legacy")[:6]
    e.attack("attack-1-six.txn", hex_file(evm.rlp(six)), REFUSE, "E_NO_CHAIN_ID", status=20)
    e.attack("attack-2-six.ur", evm.sign_request(evm.rlp(six), evm.TRANSACTION), REFUSE, "E_NO_CHAIN_ID", status=20)
    for i, kind in enumerate(evm.FIELDS, 3):
        e.attack(f"attack-{i}-{kind}.txn", hex_file(evm.transaction(kind, chain=0)), REFUSE, "E_NO_CHAIN_ID", status=20)
    e.attack("attack-6-json.json", json_transaction(chainId=0), REFUSE, "E_NO_CHAIN_ID", status=20)
    without = {"nonce": 3, "gas": 21000, "gasPrice": 1, "to": "0x" + SHOP.hex(), "value": 1}
    e.attack("attack-7-json.json", evm.json_file(without), REFUSE, "E_NO_CHAIN_ID", status=20)
    for i, kind in enumerate(evm.FIELDS, 1):
        transaction(e, f"twin-{i}-{kind}.txn", kind=kind, says=["signed chain id 1\n"])
    return e


NUMBERS = {"legacy": ["nonce", "gas_price", "gas", "value", "chain"], "2930": ["chain", "nonce", "gas_price", "gas", "value"],
           "1559": ["chain", "nonce", "tip", "gas_price", "gas", "value"]}


def e19():
    e = Entry("E19", "leading-noughts", "numbers with leading noughts", "micro-eth-signer#44 (2026-06)", "refuse")
    number = 0
    for kind, names in NUMBERS.items():
        plain = dict(zip(evm.FIELDS[kind], evm.fields(kind)))
        for name in names:
            number += 1
            e.attack(f"attack-{number}-{kind}-{name}.txn", hex_file(evm.transaction(kind, **{name: b"\0" + evm.number(plain[name])})),
                     REFUSE, "E_NOT_CANONICAL", status=11)
    e.attack(f"attack-{number + 1}-zero.txn", hex_file(evm.transaction(nonce=Raw(b"\0"))), REFUSE, "E_NOT_CANONICAL", status=11)
    r = b"\x11" * 31
    for i, (rr, ss) in enumerate([(b"\0" + r, b"\x22" * 32), (b"\x11" * 32, b"\0" + r)], number + 2):
        e.attack(f"attack-{i}-signature.txn", hex_file(b"\2" + evm.rlp(evm.fields() + [1, rr, ss])), REFUSE, "E_NOT_CANONICAL", status=11)
    for i, kind in enumerate(evm.FIELDS, 1):
        transaction(e, f"twin-{i}-{kind}.txn", kind=kind, nonce=0)
    return e


def e20():
    e = Entry("E20", "rlp-not-canonical", "RLP that can be read in two ways", "ethereum/tests", "refuse")
    good = evm.fields()
    raw = evm.transaction()
    body = b"".join(map(evm.rlp, good))
    long_list = b"\2\xf8" + bytes([len(body)]) + body
    cases = {
        "header-of-one": (evm.transaction(nonce=Raw(b"\x81\x03")), "E_NOT_CANONICAL", 11),
        "long-form": (evm.transaction(nonce=Raw(b"\xb8\x01\x83")), "E_NOT_CANONICAL", 11),
        "long-list": (long_list, "E_NOT_CANONICAL", 11),
        "size-nought": (b"\2\xf9\0" + bytes([len(body)]) + body, "E_NOT_CANONICAL", 11),
        "list-short": (b"\2" + bytes([0xC0 + len(body) - 1]) + body, None, 10),
        "list-long": (b"\2" + bytes([0xC0 + len(body) + 1]) + body, "E_TRUNCATED", 10),
        "most": (b"\2\xff" + b"\xff" * 8 + body, "E_TRUNCATED", 10),
        "string-most": (b"\2\xbf" + b"\xff" * 8 + body, "E_TRUNCATED", 10),
        "behind": (raw + b"\0", "E_TRAILING_DATA", 10),
        "list-for-text": (evm.transaction(data=[]), "E_BAD_RLP", 10),
        "text-for-list": (evm.transaction(access=b""), "E_BAD_RLP", 10),
        "missing": (b"\2" + evm.rlp(good[:-1]), "E_BAD_RLP", 10),
        "extra": (b"\2" + evm.rlp(good + [b""]), "E_BAD_RLP", 10),
        "number-of-33": (evm.transaction(value=b"\1" * 33), "E_BAD_RLP", 10),
        "nonce-of-9": (evm.transaction(nonce=b"\1" * 9), "E_BAD_RLP", 10),
    }
    for i, (name, (bad, reason, status)) in enumerate(cases.items(), 1):
        reasons = [reason] if reason else ["E_BAD_RLP", "E_TRAILING_DATA", "E_TRUNCATED"]
        e.attack(f"attack-{i}-{name}.ur", evm.sign_request(bad, evm.ENVELOPED), REFUSE, *reasons, status=status)
    e.twin("twin-1.ur", evm.sign_request(raw, evm.ENVELOPED), unsigned=raw.hex())
    return transaction(e, "twin-2.txn")


def e21():
    e = Entry("E21", "rlp-bombs", "RLP that grows", "general knowledge", "refuse by limit")
    limits = {"milliseconds": 500, "mebibytes": 128}
    lists = b"\xc0"
    for _ in range(60):
        lists = evm.wrapped(lists, 0xC0)
    e.attack("attack-1-deep.txn", hex_file(evm.transaction(access=Raw(lists))), REFUSE, "E_TOO_LARGE", "E_BAD_RLP", status=12, **limits)
    e.attack("attack-2-wide.txn", hex_file(evm.transaction(access=Raw(evm.wrapped(b"\xc0" * 40_000, 0xC0)))), REFUSE,
             "E_TOO_LARGE", "E_BAD_RLP", status=10, **limits)
    return transaction(e, "twin.txn", access=[[SHOP, [bytes(32), bytes(31) + b"\1"]]], gas=40_000)


def e22():
    e = Entry("E22", "creation-posing", "a recipient that is none", "general knowledge", "refuse; warn of a creation")
    for i, size in enumerate([1, 19, 21, 32], 1):
        e.attack(f"attack-{i}-{size}.txn", hex_file(evm.transaction(to=b"\x11" * size)), REFUSE, "E_BAD_EVM_REQUEST", status=10)
    transaction(e, "attack-5-empty.txn", "E_CONTRACT_CREATION", does=WARN, tells=["E_GAS_LOW"], to=b"")
    transaction(e, "attack-6-creation.txn", "E_CONTRACT_CREATION", does=WARN, to=b"", data=b"\x60\x00" * 10, gas=100_000)
    return transaction(e, "twin.txn")


def e29():
    e = Entry("E29", "fee-tricks", "fees that cannot be meant", "Trezor and BitBox high-fee tests", "refuse, refuse, warn")
    e.attack("attack-1-priority.txn", hex_file(evm.transaction(tip=31 * GWEI)), REFUSE, "E_FEE_RANGE", status=20)
    e.attack("attack-2-overflow.txn", hex_file(evm.transaction(gas_price=2**256 - 1)), REFUSE, "E_FEE_RANGE", status=20)
    e.attack("attack-3-with-value.txn", hex_file(evm.transaction(value=2**256 - 1)), REFUSE, "E_FEE_RANGE", status=20)
    high = "E_EVM_FEE_HIGH"
    transaction(e, "attack-4-one-ether.txn", high, does=WARN, gas_price=ETHER // 21_000 + 1, says=["the fee may be as high as 1.0"])
    transaction(e, "attack-5-share.txn", high, does=WARN, value=ETHER // 100, gas_price=45_000 * GWEI,
                says=["the fee may be as high as 0.945 ETH, 94 times the 0.01 ETH that is paid"])
    transaction(e, "attack-6-polygon.txn", high, does=WARN, chain=137, value=35 * ETHER // 10, gas_price=30_000_000 * GWEI,
                says=["the fee may be as high as 630 POL, 180 times the 3.5 POL that is paid"])
    transaction(e, "attack-7-share-alone.txn", high, does=WARN, value=ETHER // 10, gas_price=500 * GWEI, says=["10.50 % of the 0.1 ETH"])
    transaction(e, "attack-8-price-alone.txn", high, does=WARN, gas_price=501 * GWEI, says=["at 501 gwei a gas, where 500"])
    transaction(e, "attack-9-tokens.txn", high, does=WARN, gas_price=501 * GWEI, **transfer(12_500_000))
    transaction(e, "attack-10-call.txn", high, does=WARN, **transfer(5_000_000) | {"gas": 2_100_000, "gas_price": 473 * GWEI},
                says=["the fee may be as high as 0.9933 ETH, where no coins are paid, and 0.1 ETH is more than a call needs"])
    transaction(e, "twin-1.txn", tip=30 * GWEI, says=["at most 0.00063 ETH"])
    transaction(e, "twin-2-small.txn", value=ETHER // 10_000, gas_price=100 * GWEI)
    transaction(e, "twin-3-hurry.txn", value=ETHER, gas_price=500 * GWEI)
    transaction(e, "twin-5-large-call.txn", **transfer(5_000_000) | {"gas": 3_000_000, "gas_price": 20 * GWEI})
    return transaction(e, "twin-4-polygon.txn", chain=137, value=ETHER // 1000, gas_price=500 * GWEI)


def e30():
    e = Entry("E30", "wrong-case", "an address whose letters have the wrong case", "EIP-55", "refuse")
    good = "0xFEFf657807F452805b9A5A85F5A648724c72160f"
    plain = {"chainId": 1, "nonce": 3, "gas": 21_000, "maxFeePerGas": 30 * GWEI, "maxPriorityFeePerGas": GWEI,
             "value": str(ETHER // 2)}
    letters = [i for i, c in enumerate(good) if c.isalpha() and i > 1]
    for n, i in enumerate(letters, 1):
        bad = good[:i] + good[i].swapcase() + good[i + 1:]
        e.attack(f"attack-{n}.json", evm.json_file(plain | {"to": bad}), REFUSE, "E_EVM_CHECKSUM", status=10)
    raw = evm.transaction().hex()
    for i, to in enumerate([good, good.lower(), "0x" + good[2:].upper()], 1):
        e.twin(f"twin-{i}.json", evm.json_file(plain | {"to": to}), unsigned=raw, says=["to " + good])
    return e


def e31():
    e = Entry("E31", "unknown-envelope", "a transaction of an unknown type", "EIP-2718", "refuse",
              argued="Types 3 (blobs) and 4 (set code) are known, and refused as unsupported (13) like those that do not exist.")
    for i, kind in enumerate([0x00, 0x03, 0x04, 0x05, 0x7F, 0x80, 0xBF], 1):
        e.attack(f"attack-{i}-{kind:02x}.ur", evm.sign_request(bytes([kind]) + evm.rlp(evm.fields()), evm.ENVELOPED), REFUSE,
                 "E_UNSUPPORTED_EVM_TYPE", status=13)
    return transaction(e, "twin.txn")


ENTRIES = [e18, e19, e20, e21, e22, e29, e30, e31]
