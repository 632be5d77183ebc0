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
        typed(e, f"twin-{i}.json", evm.typed(domain(chainId=chain)), says=["signed chain id 1\n"],
              options=["--network", "ethereum"])
    return e


def e04():
    e = Entry("E04", "domain-without-type", "a domain whose type is not declared", "MetaMask/accounts#624 (2026-08)",
              "refuse, or one documented rule as in ethers and viem")
    undeclared = evm.typed(declared=False)
    typed(e, "attack-1-derived.json", undeclared, does=SHOW,
          says=["domain EIP712Domain(string name,uint256 chainId,address verifyingContract)", "signed chain id 1"])
    own = evm.typed(domain(shop="a"), declared=False)
    e.attack("attack-2-own-member.json", evm.json_file(own), REFUSE, "E_TYPED_DATA_UNSUPPORTED", status=13)
    typed(e, "attack-3-empty.json", evm.typed({}, declared=False), NOT_BOUND, does=WARN)
    hidden = evm.typed()
    hidden["types"]["EIP712Domain"] = evm.members([("name", "string")])
    e.attack("attack-4-not-declared.json", evm.json_file(hidden), REFUSE, "E_TYPED_DATA_EXTRA", status=20)
    return typed(e, "twin.json", evm.typed(), says=["signed chain id 1"])


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


USD_COIN = {"name": "USD Coin", "version": "2", "verifyingContract": evm.address(USDC)}
PERMIT2 = {"name": "Permit2", "verifyingContract": "0x000000000022d473030f116ddee9f6b43ac78ba3"}
SOMEWHERE = {"name": "Somewhere", "verifyingContract": evm.address(SHOP)}
APPROVE = "approve(address,uint256)"
DETAILS = "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)"
BATCH = "PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)" + DETAILS
UNLIMITED, UNKNOWN_TOKEN = "E_UNLIMITED_APPROVAL", "E_UNKNOWN_TOKEN"
USDT = bytes.fromhex("dac17f958d2ee523a2206206994597c13d831ec7")
UNI = bytes.fromhex("1f9840a85d5af5bf1d1762f925bdaddc4201f984")
APES = bytes.fromhex("bc4ca0eda7647a8ab7c2061c2e118a18a936f13d")  # a collection of NFTs
NOW, LATER = 1_800_000_000, 1_900_000_000


def me():
    return evm.address(evm.keys.evm_address())


def permit(value, owner=None, token=USDC, deadline=2**256 - 1):
    message = {"owner": owner or me(), "spender": evm.address(NOBODY_KNOWS), "value": str(value), "nonce": 0, "deadline": str(deadline)}
    return evm.shape("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
                     USD_COIN | {"verifyingContract": evm.address(token)}, message)


def batch(*rows):
    details = [{"token": evm.address(token), "amount": str(amount), "expiration": LATER, "nonce": 0} for token, amount in rows]
    return evm.shape(BATCH, PERMIT2, {"details": details, "spender": evm.address(NOBODY_KNOWS), "sigDeadline": NOW})


def dai(allowed):
    return evm.shape("Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)",
                     {"name": "Dai Stablecoin", "verifyingContract": "0x6b175474e89094c44da98b954eedeac495271d0f"},
                     {"holder": me(), "spender": evm.address(NOBODY_KNOWS), "nonce": 0, "expiry": 0, "allowed": allowed})


def e09():
    e = Entry("E09", "permit", "an approval as typed data", "slowmist (2023-05); EIP-2612",
              "show as an approval; warn when unlimited",
              argued="It is said in words, and its fields stand beside them as they are. More than there is of a token needs "
              "`E_UNLIMITED_APPROVAL`, once for each row of a batch, and an owner who is not the signer `E_PERMIT_OF_ANOTHER`.")

    def row(name, request, *reasons, says=(), **more):
        return typed(e, name, request, *reasons, understood=True, says=list(says), **more)
    ten_billions = 10**16
    for i, value in enumerate([2**256 - 1, 2**256 - 2, 2**255, 2**255 - 1, 2**254, ten_billions], 1):
        row(f"attack-{i}.json", permit(value), UNLIMITED, does=WARN, says=["allowance UNLIMITED USDC", "may take all of your USDC 0x"])
    row("attack-7-another.json", permit(12_500_000, evm.address(NOBODY_KNOWS)), "E_PERMIT_OF_ANOTHER", does=WARN,
        says=["allowance 12.5 USDC"])
    row("attack-8-96-bits.json", permit(2**96 - 1, token=UNI), UNLIMITED, does=WARN)
    row("attack-9-unknown.json", permit(2**255, token=APES), UNKNOWN_TOKEN, does=WARN, says_not=["UNLIMITED"])
    row("attack-10-unknown-most.json", permit(2**256 - 1, token=APES), UNKNOWN_TOKEN, UNLIMITED, does=WARN)
    row("attack-11-dai.json", dai(True), UNLIMITED, does=WARN, says=["allowance UNLIMITED DAI"])
    row("attack-12-permit2.json", batch((USDC, 2**159 - 1)), UNLIMITED, does=WARN)
    row("attack-13-second-row.json", batch((USDC, 1), (USDT, 2**160 - 1)), UNLIMITED, does=WARN,
        says=["may take all of your USDT 0x", "allowance 0.000001 USDC"])
    row("attack-14-both-rows.json", batch((USDC, 2**160 - 1), (USDT, 2**160 - 1)), UNLIMITED, does=WARN,
        says=["may take all of your USDC 0x", "may take all of your USDT 0x"])
    row("twin-1.json", permit(12_500_000, deadline=NOW), says=[
        "message.value 12500000", "allowance 12.5 USDC",
        "must be submitted before 2027-01-15 08:00:00 UTC; the allowance itself never expires"])
    row("twin-2-dai.json", dai(False), says=["allowance 0 DAI"])
    return row("twin-3-permit2.json", batch((USDC, 1_000_000), (USDT, 2_000_000)),
               says=["allowance 1 USDC", "allowance 2 USDT", "expires 2030-03-17 17:46:40 UTC"])


ITEM = "uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount"
ORDER = ("OrderComponents(address offerer,address zone,OfferItem[] offer,ConsiderationItem[] consideration,uint8 orderType,"
         "uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter)"
         f"ConsiderationItem({ITEM},address recipient)OfferItem({ITEM})")


def item(kind, token, id_, amount, **more):
    return {"itemType": kind, "token": evm.address(token), "identifierOrCriteria": str(id_), "startAmount": str(amount),
            "endAmount": str(amount)} | more


def order(*considerations):
    zero = evm.address(bytes(32))
    return evm.shape(ORDER, SOMEWHERE, {
        "offerer": me(), "zone": evm.address(bytes(20)), "offer": [item(2, APES, 4711, 1)], "consideration": list(considerations),
        "orderType": 0, "startTime": NOW, "endTime": LATER, "zoneHash": zero, "salt": 1, "conduitKey": zero, "counter": 0})


def e10():
    e = Entry("E10", "unknown-typed-data", "typed data that nobody here understands; an order that gives something for nothing",
              "general knowledge (Seaport)", "warn: gives X for nothing, or unknown type")
    nothing = ["anybody may take your NFT 4711 of 0xBC4C", "and you get nothing", "you give NFT 4711 of 0xBC4CA0EdA7647A8aB7C2061c2E118A18a936f13D", "you get nothing"]
    typed(e, "attack-1-nothing.json", order(), does=WARN, says=nothing)
    thief = item(0, bytes(20), 0, evm.ETHER, recipient=evm.address(NOBODY_KNOWS))
    typed(e, "attack-2-to-others.json", order(thief), does=WARN, says=[*nothing, "goes to others 1 ETH, to 0x0011"])
    vote = {"Vote": evm.members([("proposal", "uint256"), ("support", "bool")])}
    typed(e, "attack-3-vote.json", evm.typed(message={"proposal": 7, "support": True}, types=vote, primary="Vote"), does=WARN,
          says=["what it lets somebody do cannot be explained here"])
    named = evm.shape("Permit(address spender,uint256 tokenId,uint256 nonce,uint256 deadline)", SOMEWHERE,
                      {"spender": evm.address(NOBODY_KNOWS), "tokenId": 7, "nonce": 0, "deadline": NOW})
    typed(e, "attack-4-permit-of-an-nft.json", named, "E_PERMIT_NOT_UNDERSTOOD", does=WARN, understood=True)
    mine = item(0, bytes(20), 0, evm.ETHER, recipient=me())
    typed(e, "attack-5-falls-to-nothing.json", order(mine | {"endAmount": "0"}), does=WARN,
          says=["anybody may take your NFT 4711 of 0xBC4C", "at the lowest price you get nothing"])
    typed(e, "attack-6-unknown-token.json", order(item(1, NOBODY_KNOWS, 0, 7, recipient=me())), UNKNOWN_TOKEN, does=WARN,
          says=["you get 7 smallest units of the token 0x0011", "is not in the list of tokens"])
    return typed(e, "twin.json", order(mine, thief), says=["you get 1 ETH", "only part of it is explained above"],
                 says_not=["you get nothing"])


SAFE = ("SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,"
        "address gasToken,address refundReceiver,uint256 nonce)")


def safe(operation=0, data="0x", **changed):
    nobody = evm.address(bytes(20))
    return evm.shape(SAFE, SOMEWHERE, {"to": evm.address(USDC), "value": 0, "data": data, "operation": operation, "safeTxGas": 0,
                                       "baseGas": 0, "gasPrice": 0, "gasToken": nobody, "refundReceiver": nobody, "nonce": 71} | changed)


def e13():
    e = Entry("E13", "safe-delegatecall", "a Safe that runs code of others as its own",
              "Bybit 2025-02-21 (1.5e9 USD); WazirX 2024-07; Radiant 2024-10", "refuse unless the target is on the user's list",
              argued="There is no list: another operation than a call is refused, of a SafeTx, of a transaction (E14) and in any bytes.")
    transfer = evm.word_call("transfer(address,uint256)", NOBODY_KNOWS, 0)
    exec_ = "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)"

    def nested(operation):
        return evm.word_call(exec_, NOBODY_KNOWS, 0, 320, operation, 0, 0, 0, 0, 0, 352, 0, 0)
    requests = [safe(1, transfer), safe(1), safe(2, transfer), safe(0, nested(1)), forward(nested(1))]
    for i, request in enumerate(requests, 1):
        e.attack(f"attack-{i}.json", evm.json_file(request), REFUSE, "E_SAFE_DELEGATECALL", status=20)
    typed(e, "twin-1.json", safe(0, transfer), says=["Call inside: Tokens", "0 USDC"])
    typed(e, "twin-2-coins.json", safe(value=str(evm.ETHER)), understood=True, says=["value 1 ETH"])
    return typed(e, "twin-3-nested.json", safe(0, nested(0)))


def e15():
    e = Entry("E15", "safe-refund", "a Safe that repays gas at any price to anybody", "general knowledge", "show, warn")
    drain = safe(gasPrice=str(evm.ETHER), baseGas=1000, refundReceiver=evm.address(NOBODY_KNOWS))
    typed(e, "attack.json", drain, does=WARN, says=["refund gas at a price of 1000000000000000000", "the Safe also repays gas"])
    return typed(e, "twin.json", safe(baseGas=1000), understood=True)


def forward(data):
    return evm.shape("ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,bytes data)", SOMEWHERE,
                     {"from": me(), "to": evm.address(USDC), "value": 0, "gas": 1_000_000, "nonce": 0, "data": data})


def meta(data):
    return evm.shape("MetaTransaction(uint256 nonce,address from,bytes functionSignature)", USD_COIN,
                     {"nonce": 0, "from": me(), "functionSignature": data})


def operation(data):
    zero = evm.address(bytes(32))
    return evm.shape("PackedUserOperation(address sender,uint256 nonce,bytes initCode,bytes callData,bytes32 accountGasLimits,"
                     "uint256 preVerificationGas,bytes32 gasFees,bytes paymasterAndData)", SOMEWHERE,
                     {"sender": evm.address(USDC), "nonce": 0, "initCode": "0x7702", "callData": data, "accountGasLimits": zero,
                      "preVerificationGas": 0, "gasFees": zero, "paymasterAndData": "0x"})


def anything(data):
    return evm.shape("Relay(address by,bytes[] calls)", SOMEWHERE, {"by": evm.address(SHOP), "calls": ["0x", data]})


def e33():
    e = Entry("E33", "typed-data-with-a-call", "a call that hides in a member of typed data",
              "EIP-2771; ERC-4337; Polygon's MetaTransaction", "one rule for both doors: read it, and ask")
    unlimited = evm.word_call(APPROVE, NOBODY_KNOWS, 2**256 - 1)
    forms = {"forward": forward, "meta": meta, "operation": operation}
    for i, (name, form) in enumerate(forms.items(), 1):
        typed(e, f"attack-{i}-{name}.json", form(unlimited), UNLIMITED, does=WARN,
              says=["Call inside: Approval of tokens", "UNLIMITED USDC", "spender 0x00112233445566778899AABbCCdDeeFf00112233"])
        typed(e, f"attack-{i + 3}-{name}-unknown.json", form("0xdeadbeef00"), does=WARN,
              says=["not understood, selector 0xdeadbeef, 5 bytes", "that a contract may run as a call"])
    typed(e, "attack-7-anything.json", anything(unlimited), UNLIMITED, UNKNOWN_TOKEN, does=WARN, says=["UNLIMITED", "it holds 68 bytes"])
    small = evm.word_call(APPROVE, NOBODY_KNOWS, 12_500_000)
    for i, (name, form) in enumerate(forms.items(), 1):
        typed(e, f"twin-{i}-{name}.json", form(small), says=["12.5 USDC"], says_not=["UNLIMITED"])
    return e


def authorization(value, primary="TransferWithAuthorization", sender=None, token=USDC):
    return evm.shape(f"{primary}(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)",
                     USD_COIN | {"verifyingContract": evm.address(token)},
                     {"from": sender or me(), "to": evm.address(NOBODY_KNOWS), "value": str(value), "validAfter": 0,
                      "validBefore": str(2**256 - 1), "nonce": "0x" + "11" * 32})


def e34():
    e = Entry("E34", "payment-as-typed-data", "a payment of tokens that somebody else hands in", "EIP-3009",
              "show as a payment, in units")
    typed(e, "attack-1.json", authorization(999_999_000_000), understood=True, does=SHOW,
          says=["* local amount 999999 USDC", "* signed to 0x00112233445566778899AABbCCdDeeFf00112233", "valid before after the year 9999"])
    typed(e, "attack-2-another.json", authorization(1, sender=evm.address(SHOP)), "E_PERMIT_OF_ANOTHER", understood=True, does=WARN)
    typed(e, "attack-3-unknown.json", authorization(1, token=SHOP), UNKNOWN_TOKEN, understood=True, does=WARN)
    typed(e, "twin-1.json", authorization(12_500_000, "ReceiveWithAuthorization"), understood=True, says=["amount 12.5 USDC"])
    cancel = evm.shape("CancelAuthorization(address authorizer,bytes32 nonce)", USD_COIN, {"authorizer": me(), "nonce": "0x" + "11" * 32})
    return typed(e, "twin-2-cancel.json", cancel, understood=True, says=["cancels the authorization with the nonce 0x1111"])


ZKSYNC = ("Transaction(uint256 txType,uint256 from,uint256 to,uint256 gasLimit,uint256 gasPerPubdataByteLimit,uint256 maxFeePerGas,"
          "uint256 maxPriorityFeePerGas,uint256 paymaster,uint256 nonce,uint256 value,bytes data,bytes32[] factoryDeps,"
          "bytes paymasterInput)")


def zksync(to, name="zkSync", price=evm.GWEI // 4):
    return evm.shape(ZKSYNC, {"name": name, "version": "2", "chainId": 324}, {
        "txType": 113, "from": str(int(me(), 16)), "to": str(int.from_bytes(to, "big")), "gasLimit": 1_000_000,
        "gasPerPubdataByteLimit": 50_000, "maxFeePerGas": str(price), "maxPriorityFeePerGas": 0, "paymaster": 0, "nonce": 0,
        "value": str(evm.ETHER), "data": "0x", "factoryDeps": [], "paymasterInput": "0x"})


def e35():
    e = Entry("E35", "address-in-a-number", "a transaction as typed data, with addresses in numbers", "zkSync Era, EIP-712 transactions",
              "show addresses; ask")
    thief = "0x00112233445566778899AABbCCdDeeFf00112233"
    typed(e, "attack-1.json", zksync(SHOP), does=WARN,
          says=["* signed to 0xFEFf657807F452805b9A5A85F5A648724c72160f", "* signed value 1 ETH", "fee at most 0.00025 ETH",
                "it is a whole transaction"])
    named = zksync(bytes.fromhex("71c7656ec7ab88b098defb751b7401b5f6d8976f"), "Somewhere")
    typed(e, "attack-2-another-name.json", named, does=WARN, says=["as an address 0x71C7656EC7ab88b098defB751B7401B5f6d8976F"])
    typed(e, "attack-3-fee.json", zksync(SHOP, price=1000 * evm.GWEI), "E_EVM_FEE_HIGH", does=WARN, says=["the fee may be as high as 1 ETH"])
    return typed(e, "twin.json", zksync(NOBODY_KNOWS), says=["* signed to " + thief])


ENTRIES = [e03, e04, e05, e06, e07, e08, e09, e10, e13, e15, e33, e34, e35]
