"""Which key signs a text for an address, and what the text may be."""
import hashlib

import message as m
import psbt as maps
from bitcoin import COIN, Coin, Pay, back, map_list, own_records, script_at
from corpus import REFUSE, SHOW, WARN, Entry
from evm import hex_file

AGREE = b"I agree."


def signed(e, name, payload, text, **more):
    return e.twin(name, payload, message=m.digest(text).hex(), **more)


def b44():
    e = Entry("B44", "message-digest", "a message that is a digest", "krux#846, 2026-03", "refuse raw; warn of hexadecimal text")
    digest = hashlib.sha256(b"transaction").digest()
    e.attack("attack-1-request.ur", m.request(digest), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-2-command.txt", m.command(digest), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-3-bip322.psbt", m.psbt(digest), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-4-type.ur", m.request(digest, kind=2), REFUSE, "E_UNSUPPORTED_MESSAGE", status=13)
    for i, text in enumerate([digest.hex().encode(), b"0x" + digest.hex().encode()], 5):
        hexadecimal = {"says": ["a hash in hexadecimal"]}
        warned(e, f"attack-{i}-request.ur", m.request(text), text, "E_MESSAGE_LOOKS_LIKE", **hexadecimal)
        warned(e, f"attack-{i}-command.txt", m.command(text), text, "E_MESSAGE_LOOKS_LIKE", **hexadecimal)
        e.attack(f"attack-{i}-bip322.psbt", m.psbt(text), WARN, "E_MESSAGE_LOOKS_LIKE", **hexadecimal)
    return signed(e, "twin.txt", m.command(AGREE), AGREE, says=["|I agree.|"])


def b45():
    e = Entry("B45", "blind-message", "a message that is signed as a payment of nothing, or for coins (BIP-322)",
              "GHSA-5chw-87w3-j9cv (2026-08); Coldcard#773, #797", "refuse; bind message, address and key")
    e.attack("attack-1-not-shown.psbt", m.psbt(AGREE, shown=b""), REFUSE, "E_MESSAGE_MISSING", status=20)
    e.attack("attack-2-another.psbt", m.psbt(b"I owe you everything.", shown=AGREE), REFUSE, "E_MESSAGE_MISMATCH", status=20)
    e.attack("attack-3-behind.psbt", m.psbt(AGREE + b"\n", shown=AGREE), REFUSE, "E_MESSAGE_MISMATCH", status=20)
    e.attack("attack-4-for-another.psbt", m.psbt(AGREE, holds=script_at("m/84'/0'/0'/0/1")), REFUSE, "E_MESSAGE_MISMATCH", status=20)
    e.attack("attack-5-forged-origin.psbt", m.psbt(AGREE, who="stranger", records=own_records("m/84'/0'/0'/0/1", "in")),
             REFUSE, "E_INPUT_FRAUD", status=20)
    ours = Coin(COIN, "m/84'/0'/0'/0/6")
    for i, shown in enumerate([None, b""], 6):
        e.attack(f"attack-{i}-with-coins.psbt", m.psbt(AGREE, shown=shown, more=[ours]), REFUSE, "E_PROOF_OF_FUNDS", status=13)
    e.attack("attack-8-with-coins-of-others.psbt", m.psbt(AGREE, more=[Coin(COIN, who="stranger")]), REFUSE, "E_PROOF_OF_FUNDS", status=13)
    e.attack("attack-9-foreign-first.psbt", m.psbt(AGREE, shown=b"", who="stranger", proof="none", more=[ours]), REFUSE,
             "E_PROOF_OF_FUNDS", status=13)
    e.attack("attack-10-pays.psbt", m.psbt(AGREE, paid=script_at("m/84'/0'/0'/0/9", "stranger")), REFUSE, "E_MESSAGE_MISMATCH", status=20)
    e.attack("attack-11-raw.txn", hex_file(maps.unsigned(maps.read_maps(m.psbt(AGREE)))), REFUSE, "E_MESSAGE_MISSING", status=20)
    e.attack("attack-12-beside.psbt", beside(AGREE), REFUSE, "E_MESSAGE_MISMATCH", status=20)
    e.attack("attack-13-other.psbt", m.psbt(AGREE, who="stranger"), SHOW, says=["|I agree.|"], says_not=["proven your key"])
    # Of a first input that is said to hold something, and of any other form in which we sign for nothing.
    dust = Coin(2_000, "m/84'/0'/0'/0/6")
    legacy = Coin(2_000, "m/44'/0'/0'/0/6")
    for i, coin in enumerate([dust, legacy], 14):
        e.attack(f"attack-{i}-claimed.psbt", m.psbt(AGREE, shown=b"", who="stranger", lie=1, more=[coin]), REFUSE, "E_PROOF_OF_FUNDS", status=13)
    coins = {"path": "m/86'/0'/0'/0/0", "more": [Coin(COIN, "m/86'/0'/0'/0/6")]}
    for i, more in enumerate([coins, {}, {"path": "m/49'/0'/0'/0/0"}], 16):
        e.attack(f"attack-{i}-intent.psbt", m.psbt(AGREE, shown=b"", paid=b"\x6a\0", **more), REFUSE, "E_MESSAGE_MISSING", status=20)
    for i, path in enumerate(["m/84'/0'/0'/0/0", "m/86'/0'/0'/0/0", "m/49'/0'/0'/0/0"], 1):
        e.twin(f"twin-{i}.psbt", m.psbt(AGREE, path), says=["bitcoin message", "|I agree.|"], says_not=["burnt", "fee"])
    return e


def beside(text):
    """A payment that is shown together with a text."""
    fields = map_list([Coin(COIN)], [Pay(60_000_000), back(39_990_000)])
    fields[0].append((m.MESSAGE, text))
    return maps.write_maps(fields)


def b47():
    e = Entry("B47", "message-key", "a message to be signed by a key that is no address's", "general knowledge",
              "refuse: nobody can check such a signature, and keys above addresses have other uses")
    paths = ["m", "m/84'", "m/84'/0'/0'", "m/84'/0'/0'/0", "m/84'/0'/0'/0/0'", "m/84'/0'/0'/0'/0", "m/84'/0'/0'/0/0/0", "m/84/0/0/0/0",
             "m/86'/0'/0'/0/0", "m/48'/0'/0'/2'/0/0", "m/45'/0/0/0", "m/84'/60'/0'/0/0", "m/83696968'/39'/0'/12'/0'"]
    for i, path in enumerate(paths, 1):
        e.attack(f"attack-{i}.txt", m.command(AGREE, path), REFUSE, "E_MESSAGE_KEY", status=13)
    for i, path in enumerate(["m/84'/0'/0'", "m/86'/0'/0'/0/0"], len(paths) + 1):
        e.attack(f"attack-{i}-lines.txt", m.lines(AGREE, path, b"P2TR" if "86" in path else b"P2WPKH"), REFUSE, "E_MESSAGE_KEY", status=13)
        e.attack(f"attack-{i}-request.ur", m.request(AGREE, path), REFUSE, "E_MESSAGE_KEY", status=13)
    signed(e, "twin-1.txt", m.command(AGREE), AGREE, says=[m.address(), "|I agree.|"])
    signed(e, "twin-2.ur", m.request(AGREE), AGREE, says=[m.address()])
    return signed(e, "twin-3-lines.txt", m.lines(AGREE), AGREE, says=[m.address()])


def b48():
    e = Entry("B48", "message-sender", "a message that is signed for another address than was said", "general knowledge",
              "refuse when the address is not that of our key; sign nothing for keys of others")
    next_one = m.address("m/84'/0'/0'/0/1")
    for i, claims in enumerate([next_one, " ", m.address() + " ", "nonsense"], 1):
        e.attack(f"attack-{i}.ur", m.request(AGREE, claims=claims), REFUSE, "E_WRONG_SENDER", status=20)
    e.attack("attack-5-type.txt", m.lines(AGREE, kind=b"P2PKH"), REFUSE, "E_BAD_MESSAGE_REQUEST", status=10)
    e.attack("attack-6-several.ur", m.request(AGREE, keys_asked=2), REFUSE, "E_UNSUPPORTED_MESSAGE", status=13)
    e.attack("attack-7-network.txt", m.command(AGREE), REFUSE, "E_NETWORK_MIX", status=20, options=["--network", "testnet"])
    # Somebody else's: shown as that, and there is nothing to sign.
    e.attack("attack-8-other.ur", m.request(AGREE, who="stranger"), SHOW, says_not=["proven your key", m.address()])
    e.attack("attack-9-other.txt", m.command(AGREE, "00c0ffee/84'/0'/0'/0/0"), SHOW, says_not=["proven your key", m.address()])
    e.attack("attack-10-unnamed.ur", m.request(AGREE, claims=next_one, fingerprint=bytes(4)), SHOW, says_not=["proven your key"])
    signed(e, "twin-1.ur", m.request(AGREE, claims=m.address()), AGREE, says=[m.address()])
    signed(e, "twin-2.ur", m.request(AGREE, claims=m.address().upper(), fingerprint=bytes(4)), AGREE, says=[m.address()])
    signed(e, "twin-3.ur", m.request(AGREE, claims=""), AGREE, says=[m.address()])
    return signed(e, "twin-4.txt", m.command(AGREE, "00000000/84'/0'/0'/0/0"), AGREE, says=[m.address()])


def warned(e, name, payload, text, reason, **more):
    return e.attack(name, payload, WARN, reason, message=m.digest(text).hex(), **more)


def shown(e, name, text, **more):
    return e.attack(name, m.command(text) + b"\n", SHOW, message=m.digest(text).hex(), **more)


def b49():
    e = Entry("B49", "message-hidden", "a message that is not what it looks like, or not seen whole", "general knowledge",
              "show every octet; nothing that steers reaches the screen")
    e.attack("attack-1-latin.txt", b"signmessage m/84h/0h/0h/0/0 ascii:100 \xa3", REFUSE, "E_BAD_MESSAGE_REQUEST", status=10)
    e.attack("attack-2-base64.txt", b"signmessage m/84h/0h/0h/0/0 base64:SSBhZ3JlZS5=", REFUSE, "E_BAD_MESSAGE_REQUEST", status=10)
    for i, (text, mark) in enumerate({"I agree.\x1b[2J\x1b[1;1H": "|I agree.[U+001B][2J[U+001B][1;1H|", "pay\u202epohs": "pay[U+202E]pohs",
                                      "I agree.\0 to all": "|I agree.[U+0000] to all|", "I agree.\u200b": "|I agree.[U+200B]|"}.items(), 3):
        octets = text.encode()
        warned(e, f"attack-{i}.txt", m.command(octets), octets, "E_MESSAGE_NOT_TEXT", says=[mark])
        warned(e, f"attack-{i}-request.ur", m.request(octets), octets, "E_MESSAGE_NOT_TEXT", says=[mark])
        e.attack(f"attack-{i}-bip322.psbt", m.psbt(octets), WARN, "E_MESSAGE_NOT_TEXT", says=[mark])
    other = m.address("m/84'/0'/0'/0/1").encode()
    shown(e, "attack-7-below.txt", AGREE + b"\n" * 100 + b"To everything.", says=["|To everything.|"])
    shown(e, "attack-8-forged.txt", AGREE + b"\n\nFrom\n * proven from " + other, says=["| * proven from " + other.decode() + "|"],
          says_not=["\n * proven from " + other.decode()])
    shown(e, "attack-9-line-end.txt", AGREE + b"\n", says=["9 bytes", "|I agree.|", "||"])
    signed(e, "twin-1.txt", m.command(AGREE) + b"\n", AGREE, says=["8 bytes", "|I agree.|"], says_not=["||"])
    zurich = "Grüezi, Zürich".encode()
    signed(e, "twin-2.txt", m.command(zurich), zurich, says=["|Grüezi, Zürich|"])
    return signed(e, "twin-3.txt", b"signmessage m/84h/0h/0h/0/0 ascii:" + zurich, zurich, says=["|Grüezi, Zürich|"])


ENTRIES = (b44, b45, b47, b48, b49)
