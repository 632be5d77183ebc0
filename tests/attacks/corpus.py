"""Entries of the corpus, as they are written and as they are stored (README.md)."""
import json
import pathlib

import neighbours

REFUSE, WARN, SHOW = "refuse", "warn", "show"


class Entry:
    """One way to break a signer. source: where it happened; asked: what the collection asks for."""

    def __init__(self, id_, name, title, source, asked, argued=None, wallet="owner", network=None,
                 options=(), build=None):
        self.id, self.name = id_, name
        self.files = {}
        self.context = {"wallet": wallet, "network": network, "options": list(options)}
        if build:
            self.context["build"] = build
        self.expect = {"id": id_, "title": title, "source": source, "asked": asked, "argued": argued,
                       "attacks": {}, "twins": {}}

    def folder(self):
        return f"{self.id}-{self.name}"

    def put(self, name, payload):
        assert name not in self.files, name
        self.files[name] = payload

    def attack(self, name, payload, does, *reasons, status=None, **more):
        """name: "attack-1-value.psbt"; reasons: of the refusal (one of them), or all that must be acknowledged."""
        if payload is not None:
            self.put(name, payload)
        row = {"does": does, "reasons": list(reasons)} | more
        if does == REFUSE:
            assert status and reasons
            row["status"] = status
        self.expect["attacks"][name] = row
        return self

    def twin(self, name, payload, *reasons, **more):
        """reasons: the acknowledgements that even the honest one needs."""
        self.put(name, payload)
        self.expect["twins"][name] = {"reasons": list(reasons)} | more
        return self

    def stored(self):
        """Every file of the folder, by name."""
        assert self.expect["attacks"] and self.expect["twins"], self.id
        return self.files | {"context.json": as_json(self.context), "expect.json": as_json(self.expect)}


def as_json(value):
    return (json.dumps(value, indent=1, ensure_ascii=True) + "\n").encode()


class Stored:
    """An entry as it lies in the folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.context = json.loads((self.folder / "context.json").read_text())
        self.expect = json.loads((self.folder / "expect.json").read_text())
        self.id = self.expect["id"]

    def attacks(self):
        return self.expect["attacks"].items()

    def twins(self):
        return self.expect["twins"].items()


def all_stored():
    return [Stored(path.parent) for path in sorted(neighbours.HERE.glob("*/expect.json"))]
