"""Requests of EVM networks as rows of an entry, with what is signed in the end."""
import evm
from corpus import WARN
from evm import GWEI, SHOP, USDC, hex_file


def twin_message(e, name, text, *reasons, **more):
    return e.twin(name, evm.message(text), *reasons, digest=evm.message_digest(text).hex(), **more)


def warned_message(e, name, text, *reasons, **more):
    return e.attack(name, evm.message(text), WARN, *reasons, digest=evm.message_digest(text).hex(), **more)


def transaction(e, name, *reasons, does=None, says=(), says_not=(), tells=(), kind="1559", **changed):
    """A transaction as hexadecimal text that is signed; a twin when does is None."""
    raw = evm.transaction(kind, **changed)
    more = {"says": list(says), "says_not": list(says_not), "tells": list(tells), "unsigned": raw.hex()}
    if does is None:
        return e.twin(name, hex_file(raw), *reasons, **more)
    return e.attack(name, hex_file(raw), does, *reasons, **more)


NOT_UNDERSTOOD = "E_TYPED_DATA_NOT_UNDERSTOOD"


def typed(e, name, request, *reasons, does=None, understood=False, **more):
    """understood: everything that the request does is put into words; what is not is asked about, always."""
    more["digest"] = evm.typed_digest(request).hex()
    if not understood:
        reasons, does = (*reasons, NOT_UNDERSTOOD), does and WARN
    if does is None:
        return e.twin(name, evm.json_file(request), *reasons, **more)
    return e.attack(name, evm.json_file(request), does, *reasons, **more)


def domain(**changed):
    out = {"name": "Mail", "chainId": 1, "verifyingContract": "0x" + SHOP.hex()} | changed
    return {name: value for name, value in out.items() if value is not None}


def transfer(amount, token=USDC):
    return {"to": token, "value": 0, "gas": 90_000, "data": evm.call("transfer(address,uint256)", SHOP, amount)}


def json_transaction(**more):
    out = {"chainId": 1, "nonce": 3, "gas": 90_000, "maxFeePerGas": 30 * GWEI, "maxPriorityFeePerGas": GWEI,
           "to": "0x" + USDC.hex(), "data": "0x" + transfer(12_500_000)["data"].hex()}
    return evm.json_file(out | more)
