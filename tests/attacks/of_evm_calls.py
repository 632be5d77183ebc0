"""What a message, a call or an authorization may be on an EVM network."""
import evm
from corpus import REFUSE, WARN, Entry
from evm import NOBODY_KNOWS, USDC, hex_file
from evm_rows import json_transaction, transaction, transfer, twin_message, warned_message

LOOKS = "E_MESSAGE_LOOKS_LIKE"
UNKNOWN_CALL = "E_CALL_NOT_UNDERSTOOD"
UNKNOWN_TOKEN = "E_UNKNOWN_TOKEN"
UNI, COMP = bytes.fromhex("1f9840a85d5af5bf1d1762f925bdaddc4201f984"), bytes.fromhex("c00e94cb662c3520282e6f5717214004a7f26888")
APES = bytes.fromhex("bc4ca0eda7647a8ab7c2061c2e118a18a936f13d")  # a collection of NFTs


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


def approve(value, token=USDC, signature="approve(address,uint256)"):
    return {"to": token, "value": 0, "gas": 90_000, "data": evm.call(signature, NOBODY_KNOWS, value)}


MORE = "increaseAllowance(address,uint256)"
FEWER = "decreaseAllowance(address,uint256)"
ALL = "setApprovalForAll(address,bool)"


def e11():
    e = Entry("E11", "unlimited-approval", "an approval without end", "ledger-avalanche#416", "show UNLIMITED, warn",
              argued="Unlimited is more than there is of a token, by the table of tokens; of other contracts the largest number of "
              "all, and these are asked about whatever the number is.")
    unlimited = "E_UNLIMITED_APPROVAL"
    ten_billions = 10**10 * 10**6
    for i, value in enumerate([2**256 - 1, 2**256 - 2, 2**255, 2**255 - 1, 10**60, ten_billions], 1):
        transaction(e, f"attack-{i}.txn", unlimited, does=WARN, says=["UNLIMITED USDC", str(value)], **approve(value))
    for i, token in enumerate([UNI, COMP], 7):
        transaction(e, f"attack-{i}-96-bits.txn", unlimited, does=WARN, says=["UNLIMITED"], **approve(2**96 - 1, token))
    for i, value in enumerate([2**256 - 1, ten_billions], 9):
        transaction(e, f"attack-{i}-more.txn", unlimited, does=WARN, says=["UNLIMITED USDC"], **approve(value, signature=MORE))
    transaction(e, "attack-11-unknown.txn", unlimited, UNKNOWN_TOKEN, does=WARN, says=["UNLIMITED", "may take all of it"],
                says_not=["which NFT"], **approve(2**256 - 1, APES))
    transaction(e, "attack-12-unknown-60.txn", UNKNOWN_TOKEN, does=WARN, says_not=["UNLIMITED"], **approve(10**60, APES))
    transaction(e, "attack-13-unknown-more.txn", UNKNOWN_TOKEN, does=WARN, says=["7 smallest units"], **approve(7, APES, MORE))
    transaction(e, "attack-14-all.txn", unlimited, does=WARN, says=["every NFT of this collection", "may take every NFT"],
                **approve(1, APES, ALL))
    transaction(e, "twin-1.txn", says=["12.5 USDC"], says_not=["UNLIMITED"], **approve(12_500_000))
    transaction(e, "twin-2-most.txn", says=["9999999999.999999 USDC"], says_not=["UNLIMITED"], **approve(ten_billions - 1))
    transaction(e, "twin-3-more.txn", says=["12.5 USDC"], says_not=["UNLIMITED"], **approve(12_500_000, signature=MORE))
    transaction(e, "twin-4-fewer.txn", says=["12.5 USDC"], **approve(12_500_000, signature=FEWER))
    transaction(e, "twin-5-nothing.txn", says=["0 USDC"], **approve(0))
    return transaction(e, "twin-6-none.txn", tells=[UNKNOWN_TOKEN], says=["allowance none"], **approve(0, APES, ALL))


def e28():
    e = Entry("E28", "nft-as-an-amount", "one function of two standards: the number is an amount, or which NFT it is",
              "Trezor test_definitions_bad.py; ERC-20 and ERC-721 (approve, transferFrom), CryptoKitties (transfer)",
              "only a known contract is called a token")
    both = ["an amount in its smallest units, or which NFT it is", "* signed number 7: an amount in smallest units, or which NFT"]
    forms = {"approve": approve(7, APES),
             "transfer-from": approve(7, APES) | {"data": evm.call("transferFrom(address,address,uint256)", evm.keys.evm_address(),
                                                                   NOBODY_KNOWS, 7)},
             "transfer": approve(7, APES, "transfer(address,uint256)"),
             "approve-0": approve(0, APES)}
    for i, (name, form) in enumerate(forms.items(), 1):
        of_that_number = "of it: an amount in smallest units, or the NFT of that number"
        says = {"approve": [f"may take 7 {of_that_number}", both[1]], "approve-0": [f"may take 0 {of_that_number}"]}.get(name, both)
        transaction(e, f"attack-{i}-{name}.txn", UNKNOWN_TOKEN, does=WARN, says=says, says_not=["* signed amount", "7 smallest units"],
                    **form)
    bytes_ = evm.call("safeTransferFrom(address,address,uint256,bytes)", evm.keys.evm_address(), NOBODY_KNOWS, 7, 128, 1, 1 << 248)
    transaction(e, "attack-5-with-bytes.txn", UNKNOWN_CALL, does=WARN, **approve(7, APES) | {"data": bytes_})
    safe = evm.call("safeTransferFrom(address,address,uint256)", evm.keys.evm_address(), NOBODY_KNOWS, 7)
    transaction(e, "twin-1-safe.txn", UNKNOWN_TOKEN, says=["* signed NFT 7\n"], **approve(7, APES) | {"data": safe})
    items = evm.call("safeTransferFrom(address,address,uint256,uint256,bytes)", evm.keys.evm_address(), NOBODY_KNOWS, 7, 2, 160, 0)
    transaction(e, "twin-2-items.txn", UNKNOWN_TOKEN, says=["* signed NFT 7\n", "* signed amount 2\n"],
                **approve(7, APES) | {"data": items})
    return transaction(e, "twin-3-known.txn", says=["* local allowance 12.5 USDC"], **approve(12_500_000))


EXEC = "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)"


def safe_call(operation):
    return evm.call(EXEC, NOBODY_KNOWS, 0, 320, operation, 0, 0, 0, 0, 0, 352, 0, 0)


def e14():
    e = Entry("E14", "safe-call-delegates", "a transaction that makes a Safe run code of others as its own", "5afe/safe-react#3115",
              "decode all, refuse a delegatecall", argued="What a Safe is asked to run in one transaction with several calls "
              "(MultiSend) needs a delegatecall, and is refused whole.")
    for i, operation in enumerate([1, 2, 2**255], 1):
        transaction_refused(e, f"attack-{i}.txn", **approve(0, APES) | {"data": safe_call(operation)})
    return transaction(e, "twin.txn", UNKNOWN_CALL, **approve(0, APES) | {"data": safe_call(0)})


def transaction_refused(e, name, **changed):
    e.attack(name, hex_file(evm.transaction(**changed)), REFUSE, "E_SAFE_DELEGATECALL", status=20)


def e12():
    e = Entry("E12", "decimals-lie", "decimals and names of a token from outside", "brave#58500 (2026-08-28)",
              "show base units unless the token is in the list")
    transaction(e, "attack-1-unknown.txn", UNKNOWN_TOKEN, does=WARN, says=["12500000: an amount in smallest"],
                says_not=["12.5", "USDC"], **transfer(12_500_000, NOBODY_KNOWS))
    transaction(e, "attack-2-other-chain.txn", UNKNOWN_TOKEN, does=WARN, says=["12500000: an amount in smallest"],
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


ENTRIES = [e01, e02, e11, e12, e14, e17, e23, e26, e27, e28, e32]
