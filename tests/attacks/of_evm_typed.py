"""What typed data (EIP-712) may do."""
import evm
from corpus import REFUSE, SHOW, WARN, Entry
from evm import NOBODY_KNOWS, SHOP, USDC
from evm_rows import domain, typed

NOT_BOUND = "E_NOT_BOUND_TO_CHAIN"


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
              argued="It is said in words, and its fields stand beside them as they are. An amount of half of its type or "
              "more needs `E_UNLIMITED_APPROVAL`, an owner who is not the signer `E_PERMIT_OF_ANOTHER`.")
    kinds = {"Permit": evm.members([("owner", "address"), ("spender", "address"), ("value", "uint256"),
                                    ("nonce", "uint256"), ("deadline", "uint256")])}

    def permit(value, owner=None):
        message = {"owner": "0x" + (owner or evm.keys.evm_address()).hex(), "spender": "0x" + NOBODY_KNOWS.hex(), "value": str(value),
                   "nonce": 0, "deadline": str(2**256 - 1)}
        return evm.typed({"name": "USD Coin", "chainId": 1, "verifyingContract": "0x" + USDC.hex()}, message, kinds, "Permit")
    for i, value in enumerate([2**256 - 1, 2**256 - 2, 2**255], 1):
        typed(e, f"attack-{i}.json", permit(value), "E_UNLIMITED_APPROVAL", does=WARN,
              says=["an UNLIMITED permit: message.value is " + str(value)])
    typed(e, "attack-4-another.json", permit(12_500_000, NOBODY_KNOWS), "E_PERMIT_OF_ANOTHER", does=WARN,
          says=["may take 12.5 USDC"])
    return typed(e, "twin.json", permit(12_500_000), says=["message.value 12500000", "may take 12.5 USDC"])


ENTRIES = [e03, e04, e05, e06, e07, e08, e09]
