"""The shapes of JSON that docs/cli.md fixes. Each check names the field that is wrong."""

import base64
import re

SOURCES = {"signed", "proven", "claimed", "local", "digest", "bulk"}
ROLES = {"pays", "receives", "fee", "allowance", "burns"}


def is_hex(value, digits=None):
    return isinstance(value, str) and bool(re.fullmatch("(?:[0-9a-f]{2})*", value)) and (
        digits is None or len(value) == digits)


def need(condition, what, value):
    assert condition, f"JSON: {what} is {value!r}"


def fields(value, names, what):
    need(isinstance(value, dict), what, value)
    for name, kind in names.items():
        need(name in value, f"{what}.{name}", "missing")
        need(isinstance(value[name], kind), f"{what}.{name}", value[name])


def consent_id(value):
    need(value is None or is_hex(value, 64), "consent_id", value)


def error(found):
    fields(found, {"error": dict}, "error")
    fields(found["error"], {"reason": str, "text": str, "where": str, "offset": (int, type(None))},
           "error")
    need(re.fullmatch("E_[A-Z0-9_]+", found["error"]["reason"]), "reason", found["error"]["reason"])


def machine(found):
    need(isinstance(found.get("machine"), list), "machine", found.get("machine"))
    for row in found["machine"]:
        fields(row, {"reason": str, "text": str}, "machine[]")


def money(found):
    fields(found, {"role": str, "amount": str, "unit": dict, "party": str, "unlimited": bool, "at_most": bool}, "money")
    need(found["role"] in ROLES, "role", found["role"])
    need(re.fullmatch("[0-9]+", found["amount"]), "amount", found["amount"])
    fields(found["unit"], {"network": str, "asset": str, "symbol": str, "decimals": int, "source": str}, "unit")


def totals(found):
    fields(found, {"payloads": int, "signatures": int, "sums": list, "remarks": list}, "totals")
    for row in found["sums"]:
        fields(row, {"network": str, "symbol": str}, "sums[]")
        for role in ROLES & row.keys():
            fields(row[role], {"count": int, "unlimited": int, "sum": (dict, type(None))}, "sums[]." + role)


def one_review(found):
    fields(found, {"fingerprint": str, "consent_id": (str, type(None)), "family": str,
                   "network": str, "kind": str, "text": str, "facts": list, "warnings": list},
           "review")
    need(is_hex(found["fingerprint"], 64), "fingerprint", found["fingerprint"])
    consent_id(found["consent_id"])
    for fact in found["facts"]:
        fields(fact, {"name": str, "label": str, "value": str, "raw": str, "source": str,
                      "headline": bool}, "facts[]")
        need(fact["source"] in SOURCES, "source", fact["source"])
        if "money" in fact:
            money(fact["money"])
    for warning in found["warnings"]:
        fields(warning, {"reason": str, "text": str, "acknowledge": bool, "token": (str, type(None))}, "warnings[]")
        need(is_hex(warning["token"], 32) if warning["acknowledge"] else warning["token"] is None, "token", warning["token"])


def review(found):
    machine(found)
    if "payloads" not in found:
        return one_review(found)
    fields(found, {"consent_id": (str, type(None)), "totals": dict, "payloads": list}, "review")
    consent_id(found["consent_id"])
    totals(found["totals"])
    need(len(found["payloads"]) > 1, "payloads", len(found["payloads"]))
    for payload in found["payloads"]:
        one_review(payload)


def signs_a_message(answer):
    """A PSBT with a text in its global map, behind the unsigned transaction (BIP-0322)."""
    if not answer.startswith(b"psbt\xff\1\0"):
        return False
    behind = 8 + answer[7]
    return answer[7] < 0xFD and answer[behind:behind + 2] == b"\1\x09"


def one_result(found):
    fields(found, {"kind": str, "answer": str, "complete": bool, "file": (str, type(None)),
                   "qr": list, "raw": (str, type(None)), "signatures": list}, "result")
    base64.b64decode(found["answer"], validate=True)
    need(found["raw"] is None or is_hex(found["raw"]), "raw", found["raw"])
    # A signed message is complete and no transaction.
    words = (found["kind"] in ("eth-signature", "evm-signature", "btc-signature", "bitcoin-signature") or
             signs_a_message(base64.b64decode(found["answer"])))
    need(found["complete"] or found["raw"] is None, "not complete, and raw", found["raw"])
    need(found["raw"] is not None or not found["complete"] or words, "complete, and raw", found["raw"])
    for signature in found["signatures"]:
        fields(signature, {"path": str, "scheme": str, "hex": str}, "signatures[]")
        need(is_hex(signature["hex"]), "hex", signature["hex"])
    for code in found["qr"]:
        need(isinstance(code, str), "qr[]", code)


def result(found):
    for one in found["payloads"] if "payloads" in found else [found]:
        one_result(one)


def addresses(found):
    if "yours" in found:
        return
    fields(found, {"addresses": list}, "address")
    for row in found["addresses"]:
        fields(row, {"path": str, "address": str}, "addresses[]")


def scanned(found):
    if "cameras" not in found:
        return result(found)
    for row in found["cameras"]:
        fields(row, {"number": int, "path": str, "name": str}, "cameras[]")


SHAPES = {"review": review, "sign": result, "scan": scanned, "combine": result, "address": addresses}


def check(found, arguments, status):
    need(isinstance(found, dict), "the whole", found)
    if "error" in found:
        return error(found)
    need(status == 0 or arguments[0] in ("combine", "sign"), "no error", found)
    SHAPES.get(arguments[0], lambda _: None)(found)
