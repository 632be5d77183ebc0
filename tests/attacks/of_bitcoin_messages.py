"""Which key signs a text for an address, and what the text may be."""
import hashlib

import message as m
from corpus import REFUSE, SHOW, WARN, Entry

AGREE = b"I agree."


def signed(e, name, payload, text, **more):
    return e.twin(name, payload, message=m.digest(text).hex(), **more)


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
    for i, claims in enumerate([next_one, "", m.address() + " ", "nonsense"], 1):
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
    return signed(e, "twin-3.txt", m.command(AGREE, "00000000/84'/0'/0'/0/0"), AGREE, says=[m.address()])


def warned(e, name, payload, text, reason, **more):
    return e.attack(name, payload, WARN, reason, message=m.digest(text).hex(), **more)


def shown(e, name, text, **more):
    return e.attack(name, m.command(text) + b"\n", SHOW, message=m.digest(text).hex(), **more)


def b49():
    e = Entry("B49", "message-hidden", "a message that is not what it looks like, or not seen whole", "general knowledge",
              "refuse a bare hash; show every octet; nothing that steers reaches the screen")
    digest = hashlib.sha256(b"transaction").digest()
    e.attack("attack-1-digest.ur", m.request(digest), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-2-digest.txt", m.command(digest), REFUSE, "E_RAW_DIGEST", status=20)
    e.attack("attack-3-type.ur", m.request(digest, kind=2), REFUSE, "E_UNSUPPORTED_MESSAGE", status=13)
    e.attack("attack-4-latin.txt", b"signmessage m/84h/0h/0h/0/0 ascii:100 \xa3", REFUSE, "E_BAD_MESSAGE_REQUEST", status=10)
    e.attack("attack-5-base64.txt", b"signmessage m/84h/0h/0h/0/0 base64:SSBhZ3JlZS5=", REFUSE, "E_BAD_MESSAGE_REQUEST", status=10)
    hexadecimal = digest.hex().encode()
    warned(e, "attack-6-hex.txt", m.command(hexadecimal), hexadecimal, "E_MESSAGE_LOOKS_LIKE", says=["a hash in hexadecimal"])
    for i, (text, mark) in enumerate({"I agree.\x1b[2J\x1b[1;1H": "|I agree.[U+001B][2J[U+001B][1;1H|", "pay\u202epohs": "pay[U+202E]pohs",
                                      "I agree.\0 to all": "|I agree.[U+0000] to all|", "I agree.\u200b": "|I agree.[U+200B]|"}.items(), 7):
        octets = text.encode()
        warned(e, f"attack-{i}.txt", m.command(octets), octets, "E_MESSAGE_NOT_TEXT", says=[mark])
        warned(e, f"attack-{i}-request.ur", m.request(octets), octets, "E_MESSAGE_NOT_TEXT", says=[mark])
    other = m.address("m/84'/0'/0'/0/1").encode()
    shown(e, "attack-11-below.txt", AGREE + b"\n" * 100 + b"To everything.", says=["|To everything.|"])
    shown(e, "attack-12-forged.txt", AGREE + b"\n\nFrom\n * proven from " + other, says=["| * proven from " + other.decode() + "|"],
          says_not=["\n * proven from " + other.decode()])
    shown(e, "attack-13-line-end.txt", AGREE + b"\n", says=["9 bytes", "|I agree.|", "||"])
    signed(e, "twin-1.txt", m.command(AGREE) + b"\n", AGREE, says=["8 bytes", "|I agree.|"], says_not=["||"])
    zurich = "Grüezi, Zürich".encode()
    signed(e, "twin-2.txt", m.command(zurich), zurich, says=["|Grüezi, Zürich|"])
    return signed(e, "twin-3.txt", b"signmessage m/84h/0h/0h/0/0 ascii:" + zurich, zurich, says=["|Grüezi, Zürich|"])


ENTRIES = (b47, b48, b49)
