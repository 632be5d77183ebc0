"""What a message, a call or an authorization may be on an EVM network."""
import evm
from corpus import REFUSE, SHOW, WARN, Entry
from evm import NOBODY_KNOWS, USDC, hex_file
from evm_rows import json_transaction, transaction, transfer, twin_message, warned_message

LOOKS = "E_MESSAGE_LOOKS_LIKE"
UNKNOWN_CALL = "E_CALL_NOT_UNDERSTOOD"


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
              "whoever asked; its form is recognised, and that needs an acknowledgement.")
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
    says = ["an authorization that hands the account over (EIP-7702)"]
    warned_message(e, "attack-7-message.ur", alone, LOOKS, says=says)
    digest = evm.eth.keccak(alone)
    e.attack("attack-8-digest.ur", evm.message(digest), REFUSE, "E_RAW_DIGEST", status=20)
    any_chain = b"\5" + evm.rlp([0] + authorization[1:])
    warned_message(e, "attack-9-any-chain.ur", any_chain, LOOKS, says=says)
    warned_message(e, "attack-10-hex.ur", b"0x" + alone.hex().encode(), LOOKS, says=[says[0] + " in hexadecimal"])
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


def e32():
    e = Entry("E32", "lost-coins", "coins to where nobody can use them", "general knowledge", "warn")
    transaction(e, "attack-1-nobody.txn", "E_TO_NOBODY", does=WARN, to=bytes(20))
    transaction(e, "attack-2-token.txn", "E_TO_TOKEN_CONTRACT", does=WARN, to=USDC)
    data = evm.call("transfer(address,uint256)", USDC, 5)
    transaction(e, "attack-3-token-itself.txn", "E_TO_TOKEN_CONTRACT", does=WARN, **transfer(1) | {"data": data})
    transaction(e, "attack-4-with-value.txn", "E_VALUE_WITH_CALL", does=WARN, **transfer(1) | {"value": 1})
    return transaction(e, "twin.txn")


ENTRIES = [e01, e02, e11, e12, e17, e23, e26, e27, e32]
