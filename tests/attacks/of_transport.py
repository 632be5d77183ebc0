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


def bbqr(psbt, size, kind="P"):
    """Encoding 2, as texts of so many characters of data."""
    data = base64.b32encode(psbt).decode().rstrip("=")
    pieces = [data[at:at + size] for at in range(0, len(data), size)]
    return [f"B$2{kind}{len(pieces):02d}{i:02d}{piece}" for i, piece in enumerate(pieces)]


def q08():
    e = Entry("Q08", "bbqr-geometry", "parts of a BBQr that do not fit one another", "Coldcard 66de08fc, testing/test_bbqr.py",
              "refuse, and begin anew")
    ours, theirs = bbqr(plain(), 160), bbqr(other().ljust(len(plain()), b"x"), 160)
    assert 3 <= len(ours) < 10 and len(theirs) == len(ours)
    cases = {"short-middle": [ours[0], ours[1][:-8], *ours[2:]], "long-last": [*ours[:-1], ours[-1] + "A" * 160],
             "runt-first": [ours[0][:8] + ours[0][-8:], *ours[1:]], "long-first": [ours[0] + "A" * 8, *ours[1:]]}
    for i, (name, texts) in enumerate(cases.items(), 1):
        e.attack(f"attack-{i}-{name}.txt", "\n".join(texts).encode() + b"\n", REFUSE, "E_BAD_PART", status=10)
    stale = {"stale-tail": ours + theirs[1:2], "stale-head": theirs[:1] + ours}
    for i, (name, texts) in enumerate(stale.items(), len(cases) + 1):
        e.attack(f"attack-{i}-{name}.txt", "\n".join(texts).encode() + b"\n", REFUSE, "E_PARTS_CONTRADICT", "E_PARTS_MIXED", status=10)
    twin(e, "twin-1.txt", "\n".join(reversed(ours)).encode() + b"\n")
    return twin(e, "twin-2.txt", "\n".join(ours + ours[:1]).encode() + b"\n")


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
    links = ["https://example.org/sign?x=1", "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP", "file:///etc/passwd", "$(reboot)", "bitcoin:?amount=1"]
    for i, link in enumerate(links, 1):
        e.attack(f"attack-{i}.txt", link.encode() + b"\n", REFUSE, "E_UNKNOWN_PAYLOAD", status=10)
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


ENTRIES = [q01, q02, q03, q04, q05, q06, q07, q08, q12, q13, q14, q15, q16, f01, f02, f07, f10]
