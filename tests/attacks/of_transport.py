"""How requests arrive: URs in parts, CBOR, pictures, encodings; and what an answer may carry."""
import base64
import subprocess
import tempfile
import zlib

import bitcoin as b
import evm
import nasty
import pictures
import program
import psbt as maps
import ur
from bitcoin import COIN, Coin, Pay, back
from corpus import REFUSE, Entry

BOMB = {"over_milliseconds": 10, "over_mebibytes": 8}


def plain():
    return b.request([Coin(COIN)], [Pay(60_000_000), back(39_990_000)])


def other():
    return b.request([Coin(COIN)], [Pay(99_990_000)])


def wrapped(psbt):
    """As crypto-psbt has it."""
    return ur.head(2, len(psbt)) + psbt


def parts(psbt, size=120, kind="crypto-psbt", checksum=None):
    cbor = wrapped(psbt)
    pieces = [cbor[at:at + size].ljust(size, b"\0") for at in range(0, len(cbor), size)]
    sum_ = zlib.crc32(cbor) if checksum is None else checksum
    return [ur.part(kind, i, len(pieces), len(cbor), sum_, piece) + b"\n" for i, piece in enumerate(pieces, 1)]


def twin(e, name, payload):
    return e.twin(name, payload, request=plain().hex())


def q01():
    e = Entry("Q01", "sequence-bomb", "a part that announces millions", "SeedSigner#970; bullbitcoin-mobile#2608 (2026-08)",
              "refuse the first frame")
    sizes = [(2**32 - 1, 2**31 - 1), (5_000_000, 100), (100_000, 2**31 - 1), (2, 2**31 - 1)]
    for i, (count, length) in enumerate(sizes, 1):
        e.attack(f"attack-{i}.ur", ur.part("crypto-psbt", 1, count, length, 1, b"x" * 100), REFUSE, "E_UR_TOO_LARGE", "E_BAD_UR",
                 "E_TOO_LARGE", status=12, **BOMB)
    return twin(e, "twin.ur", b"".join(parts(plain())))


def q02():
    e = Entry("Q02", "mixed-streams", "parts of two messages", "fountain codes", "never a mixed result")
    ours, theirs = parts(plain()), parts(other() + b"x" * (len(plain()) - len(other())))
    assert len(ours) == len(theirs) > 2
    mixes = {"first": [theirs[0]] + ours[1:], "last": ours[:-1] + [theirs[-1]], "behind": ours + theirs[:1],
             "before": theirs[:1] + ours, "between": ours[:1] + theirs[1:2] + ours[1:]}
    for i, (name, mix) in enumerate(mixes.items(), 1):
        e.attack(f"attack-{i}-{name}.ur", b"".join(mix), REFUSE, "E_PARTS_MIXED", status=10)
    return twin(e, "twin.ur", b"".join(reversed(ours)))


def q03():
    e = Entry("Q03", "type-switched", "another type in the middle of the stream", "the UR registry", "refuse")
    ours = parts(plain())
    e.attack("attack-1.ur", b"".join(ours[:1] + parts(plain(), kind="bytes")[1:]), REFUSE, "E_PARTS_MIXED", status=10)
    e.attack("attack-2.ur", b"".join(ours) + evm.message(b"Hello"), REFUSE, "E_PARTS_MIXED", status=10)
    return twin(e, "twin.ur", b"".join(ours))


def q04():
    e = Entry("Q04", "checksum", "a message that is not the one announced", "UR CRC-32", "refuse")
    ours = parts(plain())
    altered = plain()[:60] + bytes([plain()[60] ^ 1]) + plain()[61:]
    e.attack("attack-1-message.ur", b"".join(parts(altered, checksum=zlib.crc32(wrapped(plain())))), REFUSE, "E_UR_CHECKSUM", status=10)
    e.attack("attack-2-sum.ur", b"".join(parts(plain(), checksum=1)), REFUSE, "E_UR_CHECKSUM", status=10)
    text = ur.single("crypto-psbt", wrapped(plain()))
    spoilt = text[:80] + (b"ae" if text[80:82] != b"ae" else b"ad") + text[82:]
    e.attack("attack-3-single.ur", spoilt, REFUSE, "E_BAD_BYTEWORDS", status=10)
    e.attack("attack-4-part.ur", ours[0][:-5] + b"aeae\n" + b"".join(ours[1:]), REFUSE, "E_BAD_BYTEWORDS", status=10)
    return twin(e, "twin.ur", text + b"\n")


def q05():
    e = Entry("Q05", "bytewords", "words and letters that are none", "BCR-2020-012", "refuse")
    text = ur.single("crypto-psbt", wrapped(plain()))
    bad = {"word": text[:40] + b"zz" + text[42:], "odd": text[:-1], "mixed-case": text[:60] + text[60:].upper(),
           "space": text[:40] + b" " + text[40:], "digit": text[:40] + b"11" + text[42:], "empty": b"ur:crypto-psbt/"}
    for i, (name, payload) in enumerate(bad.items(), 1):
        e.attack(f"attack-{i}-{name}.ur", payload + b"\n", REFUSE, "E_BAD_BYTEWORDS", "E_BAD_UR", "E_UNKNOWN_PAYLOAD", status=10)
    return twin(e, "twin.ur", text.upper() + b"\n")


def q06():
    e = Entry("Q06", "cbor-bombs", "CBOR that grows", "duo-labs/webauthn#66; nitrokey-fido2#36; Trezor dd7afbc3df", "refuse in < 5 ms",
              argued="Measured for the whole program, with and without the bomb: 10 ms.")
    bombs = {"depth": b"\x81" * 10_000 + b"\0", "array": b"\x9b\x7f" + b"\xff" * 7, "most": b"\x9b" + b"\xff" * 8,
             "map": b"\xbb\x7f" + b"\xff" * 7, "endless": b"\x5f" * 1000, "endless-array": b"\x9f" * 1000, "string": b"\x5b" + b"\xff" * 8,
             "text": b"\x7b\x7f" + b"\xff" * 7, "tags": b"\xc1" * 10_000 + b"\0"}
    for i, (name, cbor) in enumerate(bombs.items(), 1):
        deep = name in ("depth", "tags", "map")
        e.attack(f"attack-{i}-{name}.ur", ur.single("eth-sign-request", cbor) + b"\n", REFUSE, "E_TOO_LARGE", "E_TRUNCATED", "E_BAD_CBOR",
                 "E_NOT_CANONICAL", status=12 if deep else 10, **BOMB)
    digest = evm.message_digest(b"Hello").hex()
    return e.twin("twin.ur", evm.message(b"Hello"), digest=digest)


def q07():
    e = Entry("Q07", "cbor-not-canonical", "CBOR that can be read in two ways", "RFC 8949", "refuse")
    data = b"Hello"
    rows = [b"\x02" + ur.head(2, len(data)) + data, b"\x03\x03", b"\x04\x01", b"\x05" + evm.cbor_path(evm.PATH)]

    def request(*all_, head=None, behind=b""):
        return ur.single("eth-sign-request", (head or ur.head(5, len(all_))) + b"".join(all_) + behind) + b"\n"
    cases = {"twice": request(*rows, rows[1]), "twice-other": request(*rows, b"\x03\x01"), "behind": request(*rows, behind=b"\0"),
             "long-int": request(rows[0], b"\x03\x18\x03", *rows[2:]), "long-size": request(b"\x02\x58\x05" + data, *rows[1:]),
             "long-key": request(b"\x18" + rows[0], *rows[1:]), "endless": request(*rows, head=b"\xbf", behind=b"\xff"),
             "wrong-tag": request(*rows[:3], rows[3].replace(b"\xd9\x01\x30", b"\xd9\x01\x31")),
             "text-for-bytes": request(b"\x02\x65" + data, *rows[1:]), "order": None, "float": request(rows[0], b"\x03\xf9\x42\0", *rows[2:])}
    status = {"long-int": 11, "long-size": 11, "long-key": 11}
    for i, (name, payload) in enumerate(((n, p) for n, p in cases.items() if p), 1):
        e.attack(f"attack-{i}-{name}.ur", payload, REFUSE, "E_BAD_CBOR", "E_NOT_CANONICAL", "E_DUPLICATE_KEY", "E_TRAILING_DATA",
                 status=status.get(name, 10))
    return e.twin("twin.ur", request(*rows), digest=evm.message_digest(data).hex())


def picture(content):
    """A QR code of this text, as coldquill draws it."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/x.psbt", "wb") as file:
            file.write(content)
        subprocess.run([program.BUILD / "coldquill", "qr", "show", "x.psbt", "--fragment", "600", "--scale", "3", "--qr-png", "q.png"],
                       cwd=folder, check=True, capture_output=True)
        with open(folder + "/q.png", "rb") as file:
            return file.read()


def bbqr(payload, encoding=b"Z", each=1000):
    """The parts of a PSBT as BBQr, a line each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -10)
    octets = packer.compress(payload) + packer.flush() if encoding == b"Z" else payload
    text = octets.hex().upper().encode() if encoding == b"H" else base64.b32encode(octets).rstrip(b"=")
    pieces = [text[at:at + each] for at in range(0, len(text), each)]

    def two(number):
        digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return bytes([digits[number // 36], digits[number % 36]])
    return [b"B$" + encoding + b"P" + two(len(pieces)) + two(i) + piece + b"\n" for i, piece in enumerate(pieces)]


def q08():
    e = Entry("Q08", "bbqr-geometry", "parts of a BBQr that do not fit one another", "Coldcard 66de08fc, testing/test_bbqr.py",
              "refuse, and begin anew")
    ours, theirs = ([part.strip() for part in bbqr(psbt, b"2", 160)] for psbt in (plain(), other().ljust(len(plain()), b"x")))
    assert len(theirs) == len(ours) > 2
    cases = {"short-middle": [ours[0], ours[1][:-8], *ours[2:]], "long-last": [*ours[:-1], ours[-1] + b"A" * 160],
             "runt-first": [ours[0][:8] + ours[0][-8:], *ours[1:]], "long-first": [ours[0] + b"A" * 8, *ours[1:]],
             "stale-tail": ours + theirs[1:2], "stale-head": theirs[:1] + ours}
    for i, (name, texts) in enumerate(cases.items(), 1):
        stale = name.startswith("stale")
        reasons = ["E_PARTS_CONTRADICT", "E_PARTS_MIXED"] if stale else ["E_BAD_PART"]
        e.attack(f"attack-{i}-{name}.txt", b"\n".join(texts) + b"\n", REFUSE, *reasons, status=10)
    twin(e, "twin-1.txt", b"\n".join(reversed(ours)) + b"\n")
    return twin(e, "twin-2.txt", b"\n".join(ours + ours[:1]) + b"\n")


def q09():
    e = Entry("Q09", "zlib-bomb", "what is compressed grows a thousandfold", "Krux 26.04.0; Coldcard 0c3d52cf",
              "refuse at the cap, not after")
    zeros = [2 << 20, 64 << 20]
    for i, size in enumerate(zeros, 1):
        e.attack(f"attack-{i}-bbqr.txt", b"".join(bbqr(bytes(size), each=4000)), REFUSE, "E_TOO_LARGE", status=12, **BOMB)
    for i, size in enumerate(zeros, 3):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        packed = packer.compress(bytes(size)) + packer.flush()
        cbor = b"\xa1\x01" + ur.head(2, len(packed)) + packed
        e.attack(f"attack-{i}-keystone.ur", ur.single("keystone-sign-request", cbor) + b"\n", REFUSE, "E_TOO_LARGE", status=12, **BOMB)
    endless = b"B$ZP0100" + base64.b32encode(b"\x00\xff\xff\x00\x00" * 500).rstrip(b"=")
    e.attack("attack-5-endless.txt", endless + b"\n", REFUSE, "E_BAD_DEFLATE", status=10, **BOMB)
    return twin(e, "twin.txt", b"".join(bbqr(plain(), each=80)))


def q10():
    e = Entry("Q10", "part-headers", "heads of parts that lie about their number", "Krux 26.04.0; sparrow 059f1e88", "refuse")
    ours = bbqr(plain(), b"2", 160)
    assert len(ours) > 3
    text = base64.b64encode(plain())
    three = [text[at:at + len(text) // 3 + 1] for at in range(0, len(text), len(text) // 3 + 1)]
    specter = [b"p%dof3 %s\n" % (i, piece) for i, piece in enumerate(three, 1)]
    unknown, mixed, contradict = "E_UNKNOWN_PAYLOAD", "E_PARTS_MIXED", "E_PARTS_CONTRADICT"
    cases = {"total-zero": (ours[0][:4] + b"0000" + ours[0][8:], unknown), "index-beyond": (ours[0][:6] + b"ZZ" + ours[0][8:], unknown),
             "total-changes": (ours[0] + ours[1][:4] + b"ZZ" + ours[1][6:], mixed),
             "type-changes": (ours[0] + ours[1][:3] + b"T" + ours[1][4:], mixed),
             "encoding-changes": (ours[0] + ours[1][:2] + b"H" + ours[1][3:], mixed),
             "same-number": (ours[0] + ours[1][:6] + ours[0][6:8] + ours[1][8:], contradict),
             "million": (b"p1of1000000 " + text + b"\n", unknown), "zero": (b"p0of3 " + text + b"\n", unknown),
             "beyond": (b"p4of3 " + text + b"\n", unknown), "other-total": (specter[0] + specter[1].replace(b"of3", b"of4"), mixed),
             "twice": (b"".join(specter) + b"p2of3 " + b"A" * 40 + b"\n", contradict),
             "no-digest": (b"".join(b"ur:bytes/%dof2//tyqqqqqqqq\n" % i for i in (1, 2)), "E_BAD_PART")}
    for i, (name, (payload, reason)) in enumerate(cases.items(), 1):
        e.attack(f"attack-{i}-{name}.txt", payload, REFUSE, reason, status=10, **BOMB)
    twin(e, "twin-1-bbqr.txt", b"".join(reversed(ours)))
    return twin(e, "twin-2-specter.txt", b"".join(reversed(specter)))


def q12():
    e = Entry("Q12", "two-codes", "two QR codes in one picture", "measured: a reader took the first in silence", "refuse or ask")
    one, two = picture(plain()), picture(other())
    e.attack("attack-1-left.png", pictures.beside(one, two), REFUSE, "E_TWO_CODES", status=10)
    e.attack("attack-2-right.png", pictures.beside(two, one), REFUSE, "E_TWO_CODES", status=10)
    return twin(e, "twin.png", pictures.write(pictures.read(one)))


def q13():
    e = Entry("Q13", "images-that-hang", "pictures that make a reader hang or crash",
              "CVE-2023-40889; throneproj/Throne#1745 (246x246 dots, 90 s); zxing-cpp#267, #572, #773, #1078", "refuse in < 3 s",
              argued="The published pictures are drawn anew, and none is copied. That a scanner which dies takes nothing with it is "
              "tested in tests/scanner.")
    for i, (name, image) in enumerate(nasty.quick().items(), 1):
        e.attack(f"attack-{i}-{name}.png", image, REFUSE, "E_NO_CODE", "E_BAD_PICTURE", status=10, milliseconds=1500, mebibytes=256)
    for name, image in nasty.hanging().items():
        e.attack(f"attack-slow-{name}.png", image, REFUSE, "E_SCANNER_FAILED", status=40, ended_after=5)
    return twin(e, "twin.png", nasty.beside_noise(picture(plain())))


def q14():
    e = Entry("Q14", "picture-bombs", "a picture of millions of dots in few octets", "CVEs of stb_image", "refuse on the header")
    for i, (width, height) in enumerate([(30_000, 30_000), (2**31 - 1, 1), (1, 2**31 - 1), (65_536, 65_536)], 1):
        many = min(width, height) > 1  # the others no PNG may have
        e.attack(f"attack-{i}.png", pictures.header(width, height), REFUSE, "E_PICTURE_TOO_LARGE" if many else "E_BAD_PICTURE",
                 status=12 if many else 10, **BOMB)
    return twin(e, "twin.png", pictures.write(pictures.read(picture(plain()))))


XPRV = ("xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi")
WIF = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
ZOO = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"


def q15():
    e = Entry("Q15", "secret-as-payload", "words or private keys where a request is expected", "SeedQR formats",
              "refuse, and never echo")
    e.context["secrets"] = [ZOO, XPRV, WIF, "2047" * 11 + "2037", ZOO.upper(), ZOO.title()]
    from_words = [("words", ZOO), ("seedqr", "2047" * 11 + "2037"), ("words-lines", ZOO.replace(" ", "\n"))]
    more = [("words-upper", ZOO.upper()), ("words-title", ZOO.title()), ("words-spaces", "\n\n  " + ZOO.replace(" ", "  \t\r\n ") + " \n")]
    for i, (name, text) in [*enumerate(from_words, 1), *enumerate(more, 6)]:
        e.attack(f"attack-{i}-{name}.txt", text.encode() + b"\n", REFUSE, "E_SECRET_IN_PAYLOAD", status=20)
    for i, (name, text) in enumerate([("xprv", XPRV), ("wif", WIF)], 4):
        e.attack(f"attack-{i}-{name}.txt", text.encode() + b"\n", REFUSE, "E_SECRET_IN_PAYLOAD", "E_PRIVATE_KEY_IN_PAYLOAD", status=20)
    return twin(e, "twin.txt", base64.b64encode(plain()))


def q16():
    e = Entry("Q16", "links", "a link or command where a request is expected", "general knowledge", "no action")
    links = {"https://example.org/sign?x=1": "E_LINK", "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP": "E_LINK",
             "file:///etc/passwd": "E_LINK", "$(reboot)": "E_UNKNOWN_PAYLOAD", "bitcoin:?amount=1": "E_PAYMENT_LINK",
             f"ethereum:0x{evm.SHOP.hex()}@1?value=1e18": "E_PAYMENT_LINK", "addwallet ours&wpkh([00000000/84h]xpub6)": "E_WALLET_TEXT"}
    e.context["secrets"] = ["JBSWY3DPEHPK3PXP"]
    for i, (link, reason) in enumerate(links.items(), 1):
        status = 10 if reason == "E_UNKNOWN_PAYLOAD" else 13
        e.attack(f"attack-{i}.txt", link.encode() + b"\n", REFUSE, reason, status=status, says_not=["example.org", "passwd"])
    return twin(e, "twin.txt", base64.b64encode(plain()) + b"\n")


def f01():
    e = Entry("F01", "not-a-file", "a link, pipe, device or socket in the place of a file", "general knowledge",
              "refuse without hanging")
    for i, special in enumerate(["link", "pipe", "device", "socket", "loop"], 1):
        e.attack(f"attack-{i}-{special}", None, REFUSE, "E_NOT_A_FILE", status=40, special=special)
    return e.twin("twin.psbt", plain())


def f02():
    e = Entry("F02", "huge-file", "a file of a tebibyte that takes no room", "general knowledge", "refuse by size first")
    e.attack("attack-1-sparse", None, REFUSE, "E_TOO_LARGE", status=12, special="sparse", **BOMB)
    return e.twin("twin.psbt", plain())


def f07():
    e = Entry("F07", "ambiguous-encoding", "a file that could be several things", "Coldcard ChangeLog (2026-08)",
              "one documented detection, or refuse")
    text = base64.b64encode(plain())
    cases = {"utf-16": (text.decode().encode("utf-16"), "E_UNKNOWN_ENCODING", 13), "mark": (b"\xef\xbb\xbf" + text, "E_UNKNOWN_ENCODING", 13),
             "base64-of-hex": (base64.b64encode(plain().hex().encode()), "E_UNKNOWN_PAYLOAD", 10),
             "base64-twice": (base64.b64encode(text), "E_UNKNOWN_PAYLOAD", 10),
             "hex-of-base64": (text.hex().encode(), "E_UNKNOWN_PAYLOAD", 10), "prefix": (b"PSBT: " + text, "E_UNKNOWN_PAYLOAD", 10)}
    for i, (name, (payload, reason, status)) in enumerate(cases.items(), 1):
        e.attack(f"attack-{i}-{name}.txt", payload, REFUSE, reason, status=status)
    twin(e, "twin-1-base64.txt", text)
    return twin(e, "twin-2-hex.txt", plain().hex().encode() + b"\n")


def f10():
    e = Entry("F10", "covert-channel", "an answer that carries more than signatures", "general knowledge",
              "the request and listed fields only",
              argued="Every twin of a PSBT is held to it: all fields of the request are kept, and nothing but signatures is added. "
              "A field that is unknown is shown, and kept as it is.")
    unknown = maps.with_field(maps.with_field(plain(), 0, b"\xf0channel", b"\x2a" * 40), 1, b"\xf1x", b"y")
    e.attack("attack-1-unknown.psbt", unknown, "show", says=["claimed unknown global: f06368616e6e656c = " + "2a" * 40])
    proprietary = maps.with_field(plain(), 2, b"\xfc\x04coin\x01", b"z" * 40)
    e.attack("attack-2-proprietary.psbt", proprietary, "show", says=["claimed unknown output 0: fc04636f696e01 = " + "7a" * 40])
    return e.twin("twin.psbt", plain())


ENTRIES = [q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q12, q13, q14, q15, q16, f01, f02, f07, f10]
