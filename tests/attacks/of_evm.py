"""What requests of EVM networks may do."""
import evm
from corpus import REFUSE, SHOW, WARN, Entry
from evm import ETHER, GWEI, NOBODY_KNOWS, SHOP, USDC, Raw, hex_file

NOT_BOUND, LOOKS, UNKNOWN_CALL = "E_NOT_BOUND_TO_CHAIN", "E_MESSAGE_LOOKS_LIKE", "E_CALL_NOT_UNDERSTOOD"


def twin_message(e, name, text, *reasons, **more):
    return e.twin(name, evm.message(text), *reasons, digest=evm.message_digest(text).hex(), **more)


def warned_message(e, name, text, *reasons, **more):
    return e.attack(name, evm.message(text), WARN, *reasons, digest=evm.message_digest(text).hex(), **more)


def transaction(e, name, *reasons, does=None, says=(), says_not=(), tells=(), kind="1559", **changed):
    """A transaction as hexadecimal text that is signed; a twin when does is None."""
    raw = evm.transaction(kind, **changed)
    more = {"says": list(says), "says_not": list(says_not), "tells": list(tells), "unsigned": raw.hex()}
    if does is None:
        return e.twin(name, hex_file(raw), *reasons, **more)
    return e.attack(name, hex_file(raw), does, *reasons, **more)


def typed(e, name, request, *reasons, does=None, **more):
    more["digest"] = evm.typed_digest(request).hex()
    if does is None:
        return e.twin(name, evm.json_file(request), *reasons, **more)
    return e.attack(name, evm.json_file(request), does, *reasons, **more)


def e01():
    e = Entry("E01", "raw-digest", "a bare hash to be signed (eth_sign)", "go-ethereum#2940; app-ethereum#197",
              "refuse, no flag", argued="The hash as 64 hexadecimal digits is a text that honest sites ask for (login "
              "challenges); it needs `E_MESSAGE_LOOKS_LIKE`. 32 bytes that are readable text are shown as text.")
    digest = evm.eth.keccak(b"transaction")
    e.attack("attack-1-message.ur", evm.message(digest), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-2-nought.ur", evm.message(bytes(32)), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-3-transaction.ur", evm.sign_request(digest, evm.TRANSACTION), REFUSE, "E_UNSUPPORTED_EVM_TYPE",
             status=13)
    e.attack("attack-4-file.txn", hex_file(digest), REFUSE, "E_UNKNOWN_PAYLOAD", status=10)
    warned_message(e, "attack-5-hex.ur", digest.hex().encode(), LOOKS, says=["a hash in hexadecimal"])
    warned_message(e, "attack-6-0x.ur", b"0x" + digest.hex().encode(), LOOKS, says=["a hash in hexadecimal"])
    return twin_message(e, "twin.ur", b"Sign in to the shop: 0a1b2c3d", says=["|Sign in to the shop: 0a1b2c3d|"])


def e02():
    e = Entry("E02", "message-of-another-form", "a message that is something else as well", "general knowledge",
              "warn, name what it looks like")
    tx = evm.transaction()
    structured = b"\x19\x01" + evm.eth.keccak(b"domain") + evm.eth.keccak(b"message")
    warned_message(e, "attack-1-typed-data.ur", structured, LOOKS, says=["ready to be signed (EIP-191)"])
    warned_message(e, "attack-2-transaction.ur", tx, LOOKS, says=["the form of a transaction"])
    warned_message(e, "attack-3-hex.ur", b"0x" + tx.hex().encode(), LOOKS, says=["a transaction in hexadecimal"])
    warned_message(e, "attack-4-legacy.ur", evm.transaction("legacy"), LOOKS, says=["the form of a transaction"])
    return twin_message(e, "twin.ur", b"I agree to pay 0.5 ETH.")


def domain(**changed):
    out = {"name": "Mail", "chainId": 1, "verifyingContract": "0x" + SHOP.hex()} | changed
    return {name: value for name, value in out.items() if value is not None}


def e03():
    e = Entry("E03", "typed-data-chain", "typed data for another network, or for none",
              "brave#42755; ambire-common#2427 (2026-05); oisy-wallet#13764 (2026-08)",
              "refuse a mismatch; warn of none or 0")
    for i, network in enumerate(["sepolia", "base"], 1):
        e.attack(f"attack-{i}-{network}.json", evm.json_file(evm.typed()), REFUSE, "E_WRONG_CHAIN", status=20,
                 options=["--network", network])
    for i, other in enumerate(["0x1", "1"], 3):
        e.attack(f"attack-{i}-text.json", evm.json_file(evm.typed(domain(chainId=other))), REFUSE, "E_WRONG_CHAIN",
                 status=20, options=["--network", "base"])
    request = evm.sign_request(evm.json_file(evm.typed()), evm.TYPED, chain=8453)
    e.attack("attack-5-request.ur", request, REFUSE, "E_WRONG_CHAIN", status=20)
    wraps = evm.typed(domain(chainId=str(2**64 + 1)))
    e.attack("attack-6-wraps.json", evm.json_file(wraps), REFUSE, "E_WRONG_CHAIN", status=20)
    typed(e, "attack-7-none.json", evm.typed(domain(chainId=None)), NOT_BOUND, does=WARN, says=["the domain names no network"])
    typed(e, "attack-8-zero.json", evm.typed(domain(chainId=0)), NOT_BOUND, does=WARN)
    typed(e, "attack-9-zero-text.json", evm.typed(domain(chainId="0x0")), NOT_BOUND, does=WARN)
    for i, chain in enumerate([1, "1", "0x1", "0x01"], 1):
        typed(e, f"twin-{i}.json", evm.typed(domain(chainId=chain)), says=["* signed chain id 1\n"],
              options=["--network", "ethereum"])
    return e


def e04():
    e = Entry("E04", "domain-without-type", "a domain whose type is not declared", "MetaMask/accounts#624 (2026-08)",
              "refuse, or one documented rule as in ethers and viem")
    undeclared = evm.typed(declared=False)
    typed(e, "attack-1-derived.json", undeclared, does=SHOW,
          says=["domain EIP712Domain(string name,uint256 chainId,address verifyingContract)", "* signed chain id 1"])
    own = evm.typed(domain(shop="a"), declared=False)
    e.attack("attack-2-own-member.json", evm.json_file(own), REFUSE, "E_TYPED_DATA_UNSUPPORTED", status=13)
    typed(e, "attack-3-empty.json", evm.typed({}, declared=False), NOT_BOUND, does=WARN)
    hidden = evm.typed()
    hidden["types"]["EIP712Domain"] = evm.members([("name", "string")])
    e.attack("attack-4-not-declared.json", evm.json_file(hidden), REFUSE, "E_TYPED_DATA_EXTRA", status=20)
    return typed(e, "twin.json", evm.typed(), says=["* signed chain id 1"])


def nested(depth):
    types = {f"S{i}": evm.members([("inner", f"S{i + 1}")]) for i in range(depth)}
    types[f"S{depth}"] = evm.members([("end", "uint256")])
    message = {"end": 1}
    for _ in range(depth):
        message = {"inner": message}
    return evm.typed(message=message, types=types, primary="S0")


def e05():
    e = Entry("E05", "depth-and-cycles", "types without an end", "BitBox02 4ccadcc0b (2026-07-30)", "refuse in < 50 ms",
              argued="A type that refers to itself is legal when the message ends; only the endless one is refused.")
    limits = {"milliseconds": 200, "mebibytes": 64}
    e.attack("attack-1-nesting.json", evm.json_file(nested(200)), REFUSE, "E_TOO_LARGE", status=12, **limits)
    e.attack("attack-2-definitions.json", evm.json_file(nested(130) | {"message": {}}), REFUSE, "E_TOO_LARGE", status=12,
             **limits)
    cycle = {"A": evm.members([("b", "B")]), "B": evm.members([("a", "A")])}
    e.attack("attack-3-cycle.json", evm.json_file(evm.typed(message={"b": {"a": {"b": {}}}}, types=cycle, primary="A")),
             REFUSE, "E_TYPED_DATA_UNSUPPORTED", status=13, **limits)
    arrays = {"A": evm.members([("a", "uint8" + "[]" * 200)])}
    value = []
    for _ in range(100):
        value = [value]
    e.attack("attack-4-arrays.json", evm.json_file(evm.typed(message={"a": value}, types=arrays, primary="A")), REFUSE,
             "E_TOO_LARGE", "E_TYPED_DATA", status=12, **limits)
    wide = {f"S{i}": evm.members([(f"m{j}", f"S{i + 1}") for j in range(8)]) for i in range(20)} | {
        "S20": evm.members([("end", "uint256[]")])}
    e.attack("attack-5-wide.json", evm.json_file(evm.typed(message={}, types=wide, primary="S0")), REFUSE,
             "E_TYPED_DATA_UNSUPPORTED", status=13, **limits)
    typed(e, "twin-1-nesting.json", nested(8))
    list_ = {"A": evm.members([("more", "A[]"), ("n", "uint256")])}
    return typed(e, "twin-2-self.json", evm.typed(message={"more": [{"more": [], "n": 2}], "n": 1}, types=list_, primary="A"))


def e06():
    e = Entry("E06", "shown-not-hashed", "typed data that shows what it does not sign", "Ledger and BitBox schema checks",
              "refuse", argued="A member that is absent is refused (13), although eth-sig-util hashes nought for some: the "
              "libraries do not agree (docs/typed-data.md).")
    good = {"to": "0x" + SHOP.hex(), "amount": "7", "contents": "Hello"}
    places = {"message": evm.typed(message=good | {"note": "refundable"}),
              "top": evm.typed() | {"note": "refundable"},
              "domain": evm.typed(domain(note="refundable")),
              "case": evm.typed(message=good | {"Amount": "1"}),
              "proto": evm.typed(message=good | {"__proto__": {}})}
    for i, (name, request) in enumerate(places.items(), 1):
        e.attack(f"attack-{i}-{name}.json", evm.json_file(request), REFUSE, "E_TYPED_DATA_EXTRA", status=20)
    inner = {"Mail": evm.members([("to", "Person")]), "Person": evm.members([("name", "string")])}
    e.attack("attack-6-inner.json", evm.json_file(evm.typed(message={"to": {"name": "a", "age": 1}}, types=inner)), REFUSE,
             "E_TYPED_DATA_EXTRA", status=20)
    for i, name in enumerate(good, 7):
        less = {key: value for key, value in good.items() if key != name}
        e.attack(f"attack-{i}-absent.json", evm.json_file(evm.typed(message=less)), REFUSE, "E_TYPED_DATA_UNSUPPORTED",
                 status=13)
    twice = evm.json_file(evm.typed()).replace(b'"amount": "7"', b'"amount": "7", "amount": "9"')
    e.attack("attack-10-twice.json", twice, REFUSE, "E_BAD_JSON", status=10)
    return typed(e, "twin.json", evm.typed(), says=["message.amount 7", "|Hello|"])


def e07():
    e = Entry("E07", "type-injection", "names that write another type", "BitBox `test_validate_identifier`", "refuse")
    names = ["a,uint256 b", "a)", "(a", "a b", "", "1a", "a\n", "\u0430"]
    for i, name in enumerate(names, 1):
        types = {"Mail": evm.members([(name, "uint256")])}
        e.attack(f"attack-{i}-name.json", evm.json_file(evm.typed(message={name: 1}, types=types)), REFUSE, "E_TYPED_DATA",
                 status=10)
    for i, kind in enumerate(["uint256 a", "uint256,", "Mail)", "uint7", "uint264", "bytes33", "bytes0", "uint256[0]", "string "], 9):
        types = {"Mail": evm.members([("a", kind)])}
        e.attack(f"attack-{i}-type.json", evm.json_file(evm.typed(message={"a": 1}, types=types)), REFUSE, "E_TYPED_DATA",
                 status=10)
    twice = {"Mail": evm.members([("a", "uint256"), ("a", "uint256")])}
    e.attack("attack-18-twice.json", evm.json_file(evm.typed(message={"a": 1}, types=twice)), REFUSE, "E_TYPED_DATA", status=10)
    return typed(e, "twin.json", evm.typed(message={"a": 1}, types={"Mail": evm.members([("a", "uint256")])}))


def e08():
    e = Entry("E08", "values-out-of-range", "values that do not fit their type", "general knowledge", "refuse")
    values = [("uint8", 256), ("uint8", -1), ("int8", 128), ("int8", "-129"), ("uint256", str(2**256)), ("uint256", "1e3"),
              ("uint256", 1.5), ("uint256", "-0"), ("uint256", "007"), ("uint256", " 1"), ("bool", 2), ("bool", "false"),
              ("bytes4", "0x123456"), ("bytes4", "0x1234567890"), ("bytes", "0x123"), ("bytes", "abcd"), ("uint8[2]", [1])]
    for i, (kind, value) in enumerate(values, 1):
        types = {"Mail": evm.members([("a", kind)])}
        e.attack(f"attack-{i}-{kind.strip('[2]')}.json", evm.json_file(evm.typed(message={"a": value}, types=types)), REFUSE,
                 "E_TYPED_DATA_VALUE", status=10)
    for i, size in enumerate([19, 21], len(values) + 1):
        types = {"Mail": evm.members([("a", "address")])}
        e.attack(f"attack-{i}-address.json", evm.json_file(evm.typed(message={"a": "0x" + "12" * size}, types=types)), REFUSE,
                 "E_BAD_EVM_ADDRESS", status=10)
    types = {"Mail": evm.members([("a", "uint256"), ("b", "bool")])}
    return typed(e, "twin.json", evm.typed(message={"a": str(2**256 - 1), "b": False}, types=types),
                 says=["message.a " + str(2**256 - 1)])


def e09():
    e = Entry("E09", "permit", "an approval as typed data", "slowmist (2023-05); EIP-2612",
              "show as an approval; warn when unlimited",
              argued="For now its fields are shown as they stand, and an amount of half of its type or more needs "
              "`E_UNLIMITED_APPROVAL`.")
    kinds = {"Permit": evm.members([("owner", "address"), ("spender", "address"), ("value", "uint256"),
                                    ("nonce", "uint256"), ("deadline", "uint256")])}

    def permit(value):
        message = {"owner": "0x" + evm.keys.evm_address().hex(), "spender": "0x" + NOBODY_KNOWS.hex(), "value": str(value),
                   "nonce": 0, "deadline": str(2**256 - 1)}
        return evm.typed({"name": "USD Coin", "chainId": 1, "verifyingContract": "0x" + USDC.hex()}, message, kinds, "Permit")
    for i, value in enumerate([2**256 - 1, 2**256 - 2, 2**255], 1):
        typed(e, f"attack-{i}.json", permit(value), "E_UNLIMITED_APPROVAL", does=WARN,
              says=["an UNLIMITED permit: message.value is " + str(value)])
    return typed(e, "twin.json", permit(12_500_000), says=["message.value 12500000"])


def e11():
    e = Entry("E11", "unlimited-approval", "an approval without end", "ledger-avalanche#416", "show UNLIMITED, warn",
              argued="increaseAllowance and setApprovalForAll are not read yet: unknown call data, all shown, and "
              "`E_CALL_NOT_UNDERSTOOD` to be acknowledged.")

    def approve(value):
        return {"to": USDC, "value": 0, "gas": 90_000, "data": evm.call("approve(address,uint256)", NOBODY_KNOWS, value)}
    for i, value in enumerate([2**256 - 1, 2**256 - 2, 2**255], 1):
        transaction(e, f"attack-{i}.txn", "E_UNLIMITED_APPROVAL", does=WARN, says=["UNLIMITED"], **approve(value))
    for i, (signature, value) in enumerate([("increaseAllowance(address,uint256)", 2**256 - 1), ("setApprovalForAll(address,bool)", 1)], 4):
        data = evm.call(signature, NOBODY_KNOWS, value)
        transaction(e, f"attack-{i}.txn", UNKNOWN_CALL, does=WARN, says=[data[:4].hex(), "68 bytes"],
                    **approve(0) | {"data": data})
    transaction(e, "twin-1.txn", says=["12.5 USDC"], says_not=["UNLIMITED"], **approve(12_500_000))
    most = 2**255 - 1
    return transaction(e, "twin-2-most.txn", says=[str(most)], says_not=["UNLIMITED"], **approve(most))


def transfer(amount, token=USDC):
    return {"to": token, "value": 0, "gas": 90_000, "data": evm.call("transfer(address,uint256)", SHOP, amount)}


def json_transaction(**more):
    out = {"chainId": 1, "nonce": 3, "gas": 90_000, "maxFeePerGas": 30 * GWEI, "maxPriorityFeePerGas": GWEI,
           "to": "0x" + USDC.hex(), "data": "0x" + transfer(12_500_000)["data"].hex()}
    return evm.json_file(out | more)


def e12():
    e = Entry("E12", "decimals-lie", "decimals and names of a token from outside", "brave#58500 (2026-08-28)",
              "show base units unless the token is in the list")
    transaction(e, "attack-1-unknown.txn", does=SHOW, tells=["E_UNKNOWN_TOKEN"], says=["12500000\n"],
                says_not=["12.5", "USDC"], **transfer(12_500_000, NOBODY_KNOWS))
    transaction(e, "attack-2-other-chain.txn", does=SHOW, tells=["E_UNKNOWN_TOKEN"], says=["12500000\n"],
                says_not=["12.5", "USDC"], chain=8453, **transfer(12_500_000))
    for i, name in enumerate(["decimals", "symbol", "tokenDecimals"], 3):
        e.attack(f"attack-{i}-{name}.json", json_transaction(**{name: 36}), REFUSE, "E_BAD_EVM_REQUEST", status=10)
    transaction(e, "twin-1.txn", says=["12.5 USDC", "12500000"], **transfer(12_500_000))
    raw = evm.transaction(**transfer(12_500_000)).hex()
    return e.twin("twin-2.json", json_transaction(), says=["12.5 USDC"], unsigned=raw)


def e17():
    e = Entry("E17", "delegation", "an EIP-7702 authorization", "arXiv 2512.12174", "refuse in the normal command",
              argued="An authorization alone comes as a message, if at all. Signed as one (EIP-191) it is worthless to "
              "whoever asked; its form is not recognised, but it is no text, and that needs an acknowledgement.")
    tuple_ = [1, NOBODY_KNOWS, 4, 0, 1, 1]
    authorization = [tuple_[0], NOBODY_KNOWS, 4]
    plain = evm.fields("1559")
    rows = {"set-code": [tuple_], "any-chain": [[0] + tuple_[1:]], "empty": []}
    for i, (name, list_) in enumerate(rows.items(), 1):
        e.attack(f"attack-{i}-{name}.txn", hex_file(b"\4" + evm.rlp(plain + [list_])), REFUSE, "E_UNSUPPORTED_EVM_TYPE", status=13)
    e.attack("attack-4-request.ur", evm.sign_request(b"\4" + evm.rlp(plain + [[tuple_]]), evm.ENVELOPED), REFUSE,
             "E_UNSUPPORTED_EVM_TYPE", status=13)
    alone = b"\5" + evm.rlp(authorization)
    e.attack("attack-5-alone.ur", evm.sign_request(alone, evm.ENVELOPED), REFUSE, "E_UNSUPPORTED_EVM_TYPE", status=13)
    e.attack("attack-6-json.json", json_transaction(type=4, authorizationList=[]), REFUSE, "E_UNSUPPORTED_EVM_TYPE",
             "E_BAD_EVM_REQUEST", status=13)
    warned_message(e, "attack-7-message.ur", alone, "E_MESSAGE_NOT_TEXT")
    digest = evm.eth.keccak(alone)
    e.attack("attack-8-digest.ur", evm.message(digest), REFUSE, "E_RAW_DIGEST", status=20)
    return transaction(e, "twin.txn")


def e18():
    e = Entry("E18", "no-chain-id", "a signature that is good on every network", "keepkey-firmware#428 (2026-05)", "refuse")
    six = evm.fields("legacy")[:6]
    e.attack("attack-1-six.txn", hex_file(evm.rlp(six)), REFUSE, "E_NO_CHAIN_ID", status=20)
    e.attack("attack-2-six.ur", evm.sign_request(evm.rlp(six), evm.TRANSACTION), REFUSE, "E_NO_CHAIN_ID", status=20)
    for i, kind in enumerate(evm.FIELDS, 3):
        e.attack(f"attack-{i}-{kind}.txn", hex_file(evm.transaction(kind, chain=0)), REFUSE, "E_NO_CHAIN_ID", status=20)
    e.attack("attack-6-json.json", json_transaction(chainId=0), REFUSE, "E_NO_CHAIN_ID", status=20)
    without = {"nonce": 3, "gas": 21000, "gasPrice": 1, "to": "0x" + SHOP.hex(), "value": 1}
    e.attack("attack-7-json.json", evm.json_file(without), REFUSE, "E_NO_CHAIN_ID", status=20)
    for i, kind in enumerate(evm.FIELDS, 1):
        transaction(e, f"twin-{i}-{kind}.txn", kind=kind, says=["* signed chain id 1\n"])
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


def e23():
    e = Entry("E23", "tiny-call-data", "call data of one byte, shown as a plain payment", "app-ethereum 1.22.0",
              "show as data, never as a plain transfer")
    for i, data in enumerate([b"\0", b"\x7f", b"\0\0", b"\0\0\0", b"\0\0\0\0"], 1):
        transaction(e, f"attack-{i}.txn", UNKNOWN_CALL, does=WARN, data=data, gas=30_000,
                    says=["bytes of call data are not understood", "0x" + data.hex()], says_not=["none, coins are paid"])
    return transaction(e, "twin.txn", says=["none, coins are paid"])


def call_entry(id_, name, title, source, asked, datas):
    e = Entry(id_, name, title, source, asked)
    for i, data in enumerate(datas, 1):
        transaction(e, f"attack-{i}.txn", UNKNOWN_CALL, does=WARN, says=[data[-20:].hex()], says_not=["12.5 USDC"],
                    **transfer(1) | {"data": data})
    return transaction(e, "twin.txn", says=["12.5 USDC"], **transfer(12_500_000))


def e26():
    clean = transfer(12_500_000)["data"]
    dirty = [clean[:4] + b"\1" + clean[5:], clean[:15] + b"\1" + clean[16:]]
    return call_entry("E26", "dirty-bits", "arguments with bits where none belong", "general knowledge",
                      "no clear view; warn", dirty)


def e27():
    clean = transfer(12_500_000)["data"]
    return call_entry("E27", "behind-arguments", "bytes behind the arguments of a call", "app-ethereum 1.21.0",
                      "show count and bytes, warn", [clean + b"\1" * 32, clean + b"\0", clean[:-1]])


def e29():
    e = Entry("E29", "fee-tricks", "fees that cannot be meant", "Trezor and BitBox high-fee tests", "refuse, refuse, warn")
    e.attack("attack-1-priority.txn", hex_file(evm.transaction(tip=31 * GWEI)), REFUSE, "E_FEE_RANGE", status=20)
    e.attack("attack-2-overflow.txn", hex_file(evm.transaction(gas_price=2**256 - 1)), REFUSE, "E_FEE_RANGE", status=20)
    e.attack("attack-3-with-value.txn", hex_file(evm.transaction(value=2**256 - 1)), REFUSE, "E_FEE_RANGE", status=20)
    transaction(e, "attack-4-one-ether.txn", "E_EVM_FEE_HIGH", does=WARN, gas_price=ETHER // 21_000 + 1)
    return transaction(e, "twin.txn", tip=30 * GWEI, says=["at most 0.00063 ETH"])


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
    e = Entry("E31", "unknown-envelope", "a transaction of an unknown type", "EIP-2718", "refuse")
    for i, kind in enumerate([0x00, 0x03, 0x04, 0x05, 0x7F, 0x80, 0xBF], 1):
        e.attack(f"attack-{i}-{kind:02x}.ur", evm.sign_request(bytes([kind]) + evm.rlp(evm.fields()), evm.ENVELOPED), REFUSE,
                 "E_UNSUPPORTED_EVM_TYPE", status=13)
    return transaction(e, "twin.txn")


def e32():
    e = Entry("E32", "lost-coins", "coins to where nobody can use them", "general knowledge", "warn")
    transaction(e, "attack-1-nobody.txn", "E_TO_NOBODY", does=WARN, to=bytes(20))
    transaction(e, "attack-2-token.txn", "E_TO_TOKEN_CONTRACT", does=WARN, to=USDC)
    data = evm.call("transfer(address,uint256)", USDC, 5)
    transaction(e, "attack-3-token-itself.txn", "E_TO_TOKEN_CONTRACT", does=WARN, **transfer(1) | {"data": data})
    transaction(e, "attack-4-with-value.txn", "E_VALUE_WITH_CALL", does=WARN, **transfer(1) | {"value": 1})
    return transaction(e, "twin.txn")


ENTRIES = [e01, e02, e03, e04, e05, e06, e07, e08, e09, e11, e12, e17, e18, e19, e20, e21, e22, e23, e26, e27, e29, e30,
           e31, e32]
