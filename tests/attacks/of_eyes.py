"""What the eye sees: texts from outside that steer, hide, or look like lines of the review."""
import bitcoin as b
import evm
import message
from bitcoin import COIN, Coin, Pay, back
from corpus import REFUSE, SHOW, WARN, Entry
from evm_rows import transaction, transfer, twin_message, typed, warned_message

NOT_TEXT = "E_MESSAGE_NOT_TEXT"


def mark(char):
    return f"[U+{ord(char):04X}]"


def data_output(data):
    script = b"\x6a" + (bytes([len(data)]) if len(data) < 76 else b"\x4c" + bytes([len(data)])) + data
    return b.request([Coin(COIN)], [Pay(0, script=script), back(99_990_000)])


def text_entry(id_, name, title, source, asked, texts):
    """Each text in a message, in typed data, and burnt on the chain; none reaches the screen as it is."""
    e = Entry(id_, name, title, source, asked)
    number = 0
    for text, marks in texts:
        number += 1
        warned_message(e, f"attack-{number}-message.ur", text.encode(), NOT_TEXT, says=marks)
        typed(e, f"attack-{number}-typed.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": "7", "contents": text}),
              does=SHOW, says=marks)
        e.attack(f"attack-{number}-data.psbt", data_output(text.encode()[:70]), SHOW, says=marks[:1])
    return twin_message(e, "twin.ur", b"Pay the shop.", says=["|Pay the shop.|"])


def t01():
    texts = ["\x1b[2J\x1b[1;1Hto shop", "\x1b]0;title\x07", "\x1b]8;;https://example.org\x1b\\shop\x1b]8;;\x1b\\",
             "\x1b]52;c;cGF5\x07", "\x1bP1$r\x1b\\", "\x1b_G\x1b\\", "a\x08\x08b", "\x7f\x7f"]
    return text_entry("T01", "terminal-escapes", "escape sequences in texts from outside",
                      "CVE-2024-52005; CVE-2003-0063; electrum#4968 (2018-12)", "show escaped",
                      [(text, [mark(next(c for c in text if c < " " or c == "\x7f"))]) for text in texts])


def t02():
    return text_entry("T02", "c1-controls", "control characters of the second row", "svelte-vitals#623 (2026-08)", "show escaped",
                      [(f"pay{c}2Jshop", [f"pay{mark(c)}2Jshop"]) for c in "\u0080\u0085\u0090\u009b\u009d\u009f"])


def t03():
    marks = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    return text_entry("T03", "bidi", "marks that turn the direction of text", "CVE-2021-42574; MetaMask#37056", "show as [U+202E]",
                      [(f"pay{c}pohs", [f"pay{mark(c)}pohs"]) for c in marks])


def rows(*texts):
    """Free text as a review has it: each row between bars, below the one before."""
    return "\n".join(["|" + texts[0] + "|", *(" |" + text + "|" for text in texts[1:])])


def t03b():
    e = Entry("T03b", "letters-from-right-to-left", "letters that make a terminal turn the numbers between them",
              "CVE-2021-42574, the same without marks; UAX #9", "one reading on every screen",
              argued="In lines of ours they are named. Free text keeps them, so that a message in Hebrew or Arabic can be read, in rows "
              "that run one way each: numbers and Latin letters never share a row with them.")
    turned = rows("refund ", "\u05d0", " 5 ", "\u05d0", " 1000 USDC")
    text = "refund \u05d0 5 \u05d0 1000 USDC"
    e.attack("attack-1-message.ur", evm.message(text.encode()), SHOW, digest=evm.message_digest(text.encode()).hex(), says=[turned])
    typed(e, "attack-2-typed.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": "7", "contents": text}), does=SHOW,
          says=[turned])
    typed(e, "attack-3-domain.json", evm.typed(evm.typed()["domain"] | {"name": "USDC \u0628 5 \u0628 9"}), does=SHOW,
          says=[rows("USDC ", "\u0628", " 5 ", "\u0628", " 9")])
    numbers = "\u0627 \u0665 \u0661\u0660"
    e.attack("attack-4-arabic-numbers.ur", evm.message(numbers.encode()), SHOW, digest=evm.message_digest(numbers.encode()).hex(),
             says=[rows("\u0627", " \u0665", " \u0661\u0660")])
    e.attack("attack-5-data.psbt", data_output("to \u05d0 1 \u05d0 2".encode()), SHOW, says=[rows("to ", "\u05d0", " 1 ", "\u05d0", " 2")[1:]])
    e.attack("attack-6-bitcoin-message.ur", message.request(text.encode()), SHOW, says=[turned],
             message=message.digest(text.encode()).hex())
    hebrew, arabic = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd", "\u0645\u0631\u062d\u0628\u0627\u060c \u0643\u064a\u0641"
    twin_message(e, "twin-1-hebrew.ur", hebrew.encode(), says=["|" + hebrew + "|"])
    return twin_message(e, "twin-2-arabic.ur", arabic.encode(), says=["|" + arabic + "|"])


def t05():
    e = Entry("T05", "look-alikes", "letters of another alphabet that look Latin", "general knowledge; UTS #39",
              "mark what is not ASCII in names",
              argued="Marked are words that mix alphabets, everywhere, and in names also words whose letters only look Latin. A name or a "
              "message in one other alphabet stays readable.")
    for i, (name, shown) in enumerate([("USD \u0421oin", "|USD [U+0421]oin|"), ("\u0405\u04bb\u043e\u0440", "|[U+0405][U+04BB][U+043E][U+0440]|"),
                                       ("Un\u03b9swap", "|Un[U+03B9]swap|"), ("\U0001d5e8niswap", "|[U+1D5E8]niswap|"),
                                       ("\u13df\u2c9ein", "|[U+13DF][U+2C9E]in|")], 1):
        typed(e, f"attack-{i}-domain.json", evm.typed(evm.typed()["domain"] | {"name": name}), does=SHOW, says=[shown])
    text = "Pay 5 USD\u0421 to the shop, not to anybody else, and write the invoice to the address that you know."
    e.attack("attack-6-message.ur", evm.message(text.encode()), SHOW, digest=evm.message_digest(text.encode()).hex(),
             says=["Pay 5 USD[U+0421] to the"])
    e.attack("attack-7-data.psbt", data_output("p\u0430y".encode()), SHOW, says=["p[U+0430]y"])
    russian = "\u041f\u043b\u0430\u0447\u0443 5 USDC"
    twin_message(e, "twin-1-russian.ur", russian.encode(), says=["|" + russian + "|"])
    greek = "\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1"
    return typed(e, "twin-2-greek.json", evm.typed(evm.typed()["domain"] | {"name": greek}), says=["|" + greek + "|"])


def t04():
    marks = "\u200b\u200c\u200d\ufeff\u00ad\u2060\u3164\u2800\ufe0f\U000e0041\U000e0101\u180e\u115f\uffa0\U0001d159\ufffc"
    return text_entry("T04", "invisible", "characters that nobody sees", "MetaMask#37056; XCP/extension#324 (2026-08)", "show marked",
                      [(f"pay{c}shop", [f"pay{mark(c)}shop"]) for c in marks])


def t06():
    e = Entry("T06", "newlines", "line ends that push text away or go back over it", "brave#24816", "show as marks")
    texts = {"many": "Pay" + "\n" * 200 + "everything", "return": "Pay all\rPay one", "crlf": "a\r\nb"}
    typed_marks = {"many": "[U+000A]" * 200 + "everything|", "return": "all[U+000D]Pay", "crlf": "a[U+000D][U+000A]b"}
    for i, (name, text) in enumerate(texts.items(), 1):
        typed(e, f"attack-{i}-{name}.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": "7", "contents": text}),
              does=SHOW, says=[typed_marks[name]])
    for i, c in enumerate("\u2028\u2029\u0085\x0b\x0c", 4):
        warned_message(e, f"attack-{i}-separator.ur", f"Pay one{c}Pay all".encode(), NOT_TEXT, says=[f"one{mark(c)}Pay"])
    return twin_message(e, "twin.ur", b"Pay one\nand go", says=["Pay one"])


def t07():
    e = Entry("T07", "forged-lines", "texts that look like lines of the review", "W1 and W2 of the collection",
              "every value on lines that data cannot make")
    fake = " * signed  to           bc1q2cdkeff3l9al9zgd7ejy30gx2dwqqq4mp8m28r"
    forged = "1 BTC\n" + fake + "\n\nfingerprint  " + "0" * 64 + "\n"
    says_not = ["\n * signed to bc1q2cdkeff3l9al9zgd7ejy30gx2dwqqq4mp8m28r", "\nfingerprint " + "0" * 64]
    e.attack("attack-1-message.ur", evm.message(forged.encode()), SHOW, digest=evm.message_digest(forged.encode()).hex(),
             says_not=says_not, says=["0" * 64])
    typed(e, "attack-2-typed.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": "7", "contents": forged}),
          does=SHOW, says_not=says_not, says=["0" * 64])
    bars = "Hello| x |\n * proven  from         me"
    typed(e, "attack-3-bars.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": "7", "contents": bars}),
          does=SHOW, says_not=["\n * proven from me"])
    e.attack("attack-4-data.psbt", data_output(b"x\n * signed  to   me\nfingerprint  0"), SHOW,
             says_not=["\n * signed to me", "\nfingerprint 0"])
    wide = "m" * 58  # the frame of its value, when that stood behind it, began near the edge of the screen
    forged = " * signed    amount  0.001 ETH, to self " * 2
    typed(e, "attack-6-member.json", evm.typed(message={wide: forged}, types={"Mail": evm.members([(wide, "string")])}), does=SHOW,
          says=[f"message.{wide}\n |" + forged[:40].replace("    ", " ").replace("  ", " ") + "|"])
    longest = "m" * 128
    typed(e, "attack-7-long-member.json", evm.typed(message={longest: forged}, types={"Mail": evm.members([(longest, "string")])}),
          does=SHOW, says=["\n > mmm", "mm\n |" + forged[:40].replace("    ", " ").replace("  ", " ") + "|"])
    named = evm.typed(evm.typed()["domain"] | {"name": "Mail\n * local   network      Sepolia"})
    typed(e, "attack-5-domain.json", named, does=SHOW, says_not=["\n * local network Sepolia"], says=["* local network Ethereum"])
    return twin_message(e, "twin.ur", b"1 BTC", says=["|1 BTC|"])


def t08():
    e = Entry("T08", "truncation", "values that are too long for the screen", "BitBox02 5b3aee6fe, 075fa9f49 (2026)", "never cut")
    long_ = "a" * 10_000 + "THE END"
    typed(e, "attack-1-text.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": "7", "contents": long_}),
          does=SHOW, says=["THE END|"])
    e.attack("attack-2-message.ur", evm.message(long_.encode()), SHOW, says=["THE END|"], digest=evm.message_digest(long_.encode()).hex())
    typed(e, "attack-3-number.json", evm.typed(message={"to": "0x" + evm.SHOP.hex(), "amount": str(2**256 - 1), "contents": ""}),
          does=SHOW, says=[f"message.amount {2**256 - 1}\n"])
    data = b"\1" * 2000 + b"\xab\xcd\xef"
    transaction(e, "attack-4-call.txn", "E_CALL_NOT_UNDERSTOOD", does=WARN, data=data, gas=200_000, says=["2003 bytes", "abcdef\n"])
    return twin_message(e, "twin.ur", b"THE END", says=["|THE END|"])


def t09():
    e = Entry("T09", "bad-utf8", "octets that are no text", "general knowledge", "show as hexadecimal")
    texts = [b"pay\xc0\xafx", b"pay\x80x", b"pay\xed\xa0\x80x", b"pay\xf5\x80\x80\x80x", b"pay\xffx", b"pay\0x", b"pay\xe2\x82"]
    for i, text in enumerate(texts, 1):
        e.attack(f"attack-{i}.ur", evm.message(text), WARN, NOT_TEXT, digest=evm.message_digest(text).hex(), says=["pay["])
    for i, escape in enumerate([b"\\ud800", b"\\udc00\\ud800"], len(texts) + 1):
        e.attack(f"attack-{i}-surrogate.json", evm.json_file(evm.typed()).replace(b"Hello", escape), REFUSE, "E_BAD_JSON", status=10)
    e.attack("attack-10-octet.json", evm.json_file(evm.typed()).replace(b"Hello", b"\xff"), REFUSE, "E_BAD_JSON",
             "E_UNKNOWN_PAYLOAD", "E_UNKNOWN_ENCODING", status=10)
    return twin_message(e, "twin.ur", b"pay x", says=["|pay x|"])


def t10():
    e = Entry("T10", "number-formatting", "amounts that programs round", "app-ethereum (>= 2^87 wrong); Coldcard History-Mk3",
              "show exactly")
    ether = [(2**87, "154742504.910672534362390528"), (1, "0.000000000000000001"), (2**64 - 1, "18.446744073709551615"),
             (10**18 + 1, "1.000000000000000001"), (300_000_000_000_000_001, "0.300000000000000001"), (2**53 + 1, "0.009007199254740993")]
    for i, (value, text) in enumerate(ether, 1):
        transaction(e, f"attack-{i}-ether.txn", does=SHOW, value=value, says=[f"value {text} ETH\n"])
    for i, (sat, text) in enumerate([(2_099_999_999_999_999, "20999999.99999999"), (1, "0.00000001"), (10, "0.00000010"),
                                     (123_456_789_012_345, "1234567.89012345"), (30_000_000, "0.30000000")], 7):
        e.attack(f"attack-{i}-bitcoin.psbt", b.request([Coin(sat)], [Pay(sat)]), SHOW, says=[f"* signed amount {text} BTC\n"])
    return transaction(e, "twin.txn", says=["value 0.5 ETH\n"])


# Two programs of 20 octets that differ by this have bech32 addresses with the same first and last four characters.
UNSEEN = bytes.fromhex("0000000000000000000000001efde80000000000")
RESEMBLES = "E_ADDRESS_RESEMBLES"


def bitcoin_twin_of(script):
    return script[:2] + bytes(a ^ d for a, d in zip(script[2:], UNSEEN))


def evm_twin_of(address):
    return address[:2] + bytes(octet ^ 0x5A for octet in address[2:-2]) + address[-2:]


def t11():
    e = Entry("T11", "look-alike", "an address that begins and ends like another one",
              "arXiv 2501.16681 (83.8e6 USD lost); npm chalk and debug (2025-09)",
              "warn when it resembles an entry of the address book; show whole",
              argued="There is no address book. What a request itself names is compared: what is spent, change, all payments, the "
              "address of our key, known tokens; four characters at either end behind what all addresses begin with. "
              "Addresses are always shown whole.")
    shop = b.script_at("m/84'/0'/0'/0/9", "stranger")
    spent, change = Coin(COIN).script, back(1).script
    known = {"spent": spent, "change": change, "payment": shop}
    for i, (name, script) in enumerate(known.items(), 1):
        pays = [Pay(30_000_000), Pay(30_000_000, script=bitcoin_twin_of(script)), back(39_990_000)]
        e.attack(f"attack-{i}-{name}.psbt", b.request([Coin(COIN)], pays), WARN, RESEMBLES,
                 says=["Output 1 pays to bc1q", "and is another address"])
    own = evm.keys.evm_address()
    transaction(e, "attack-4-own.txn", RESEMBLES, does=WARN, to=evm_twin_of(own), says=["looks like 0x"])
    transaction(e, "attack-5-token.txn", RESEMBLES, "E_UNKNOWN_TOKEN", does=WARN, **transfer(1, evm_twin_of(evm.USDC)))
    data = evm.call("transfer(address,uint256)", evm_twin_of(own), 12_500_000)
    transaction(e, "attack-6-recipient.txn", RESEMBLES, does=WARN, **transfer(1) | {"data": data})
    mail = {"to": "0x" + evm_twin_of(evm.SHOP).hex(), "amount": "7", "contents": "Hello"}
    typed(e, "attack-7-typed.json", evm.typed(message=mail), RESEMBLES, does=WARN)
    e.twin("twin-1.psbt", b.request([Coin(COIN)], [Pay(30_000_000), Pay(30_000_000, script=shop), back(39_990_000)]))
    ends = shop[:2] + bytes([shop[2] ^ 0x80]) + bitcoin_twin_of(shop)[3:]
    e.twin("twin-2-other-ends.psbt", b.request([Coin(COIN)], [Pay(30_000_000), Pay(30_000_000, script=ends), back(39_990_000)]))
    return transaction(e, "twin-3-to-ourselves.txn", to=own)


ENTRIES = [t01, t02, t03, t03b, t04, t05, t06, t07, t08, t09, t10, t11]
