#!/usr/bin/env python3
"""make.py: writes every entry of the corpus, and docs/attack-corpus.md, anew; always the same octets."""
import pathlib
import shutil

import neighbours
import of_bitcoin_amounts
import of_bitcoin_bytes
import of_bitcoin_messages
import of_bitcoin_owners
import of_bitcoin_signing
import of_evm_bytes
import of_evm_calls
import of_evm_typed
import of_eyes
import of_transport
import page

MODULES = (of_bitcoin_amounts, of_bitcoin_bytes, of_bitcoin_messages, of_bitcoin_owners, of_bitcoin_signing, of_evm_bytes, of_evm_calls,
           of_evm_typed, of_eyes, of_transport)


def entries():
    out = [make() for module in MODULES for make in module.ENTRIES]
    assert len({entry.id for entry in out}) == len(out), "an id twice"
    return sorted(out, key=lambda entry: entry.folder())


def files():
    """Every file that is made, by its path below the top of the repository."""
    out = {}
    for entry in entries():
        for name, content in entry.stored().items():
            out[f"tests/attacks/{entry.folder()}/{name}"] = content
    out["docs/attack-corpus.md"] = page.page([entry.expect for entry in entries()]).encode()
    return out


def main():
    for path in neighbours.HERE.glob("*/expect.json"):
        shutil.rmtree(path.parent)
    for name, content in files().items():
        path = pathlib.Path(neighbours.TOP, name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
