"""Whether an answer is signed well, by the scripts of this repository that share nothing with coldquill."""
import base64
import contextlib
import io
import pathlib
import tempfile

import neighbours
import keys
import psbt as maps
from neighbours import btc, eth

PARTIAL, TAP_SIGNATURE = 2, 0x13
SIGNATURES = {PARTIAL, TAP_SIGNATURE}


def signed_inputs(request, answer):
    """Puts our signatures where the network has them: {input: (script_sig, witness)}."""
    out = {}
    before, fields = maps.read_maps(request), maps.read_maps(answer)
    for i in range(count_of_inputs(fields)):
        for key, value in fields[1 + i]:
            if (key, value) in before[1 + i]:
                continue  # of somebody else
            if key[0] == TAP_SIGNATURE:
                out[i] = (b"", [value])
            if key[0] == PARTIAL:
                out[i] = (bytes([len(value)]) + value + bytes([len(key) - 1]) + key[1:], [value, key[1:]])
    return out


def without_signatures(fields):
    return [sorted(pair for pair in one if i == 0 or i > count_of_inputs(fields) or pair[0][0] not in SIGNATURES)
            for i, one in enumerate(fields)]


def count_of_inputs(fields):
    return len(maps.parts_of(maps.unsigned(fields))[0])


def check_psbt(request, answer):
    """Every signature in the answer is good for the request; how many there are."""
    wanted, spent = btc.read_psbt(request)
    found = signed_inputs(request, answer)
    for i, (script_sig, witness) in found.items():
        tx = dict(wanted, witness=[[] for _ in wanted["in"]], **{"in": list(wanted["in"])})
        script = spent[i][1]
        nested = script[:2] == b"\xa9\x14"
        redeem = b"\x16\0\x14" + btc.hash160(witness[-1]) if nested else b""
        legacy = script[:3] == b"\x76\xa9\x14"
        tx["in"][i] = (tx["in"][i][0], script_sig if legacy else redeem, tx["in"][i][2])
        tx["witness"][i] = [] if legacy else witness
        btc.check_input(tx, i, spent)
    return len(found)


def check_by_script(module, *contents):
    """The script itself, as a person runs it; the last ones may be words."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        arguments = []
        for i, content in enumerate(contents):
            if isinstance(content, bytes):
                file = pathlib.Path(folder, str(i))
                file.write_bytes(content)
                content = file
            arguments.append(content)
        module.main(*arguments)


def evm_address(result):
    path = result["signatures"][0]["path"]
    return "0x" + keys.evm_address(path).hex()


def check_digest(digest, result):
    signature = bytes.fromhex(result["signatures"][0]["hex"])
    r, s, v = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:64], signature[64:]))
    assert 0 < s <= btc.N // 2, "s must be low"
    who = eth.signer(digest, r, s, v - 27 if v >= 27 else v)
    assert "0x" + who == evm_address(result), "signed by another key"


def check_message(digest, result):
    """A signature by which anybody finds the key (BIP-0137, the header of Electrum)."""
    header, r, s = (int.from_bytes(part, "big") for part in cut(bytes.fromhex(result["signatures"][0]["hex"]), 1, 32, 32))
    assert 31 <= header <= 34, "a header for another form of key"
    assert 0 < s <= btc.N // 2, "s must be low"
    assert "0x" + eth.signer(digest, r, s, header - 31) == evm_address(result), "signed by another key"


def cut(octets, *sizes):
    assert len(octets) == sum(sizes)
    return [octets[sum(sizes[:i]):sum(sizes[:i + 1])] for i in range(len(sizes))]


def check(payload, row, result):
    """payload: the request's octets; row: of expect.json; result: of sign --json."""
    assert result["signatures"], "nothing was signed"
    assert result["complete"] == row.get("complete", result["complete"]), "it is told to be complete, and is not"
    if "digest" in row:
        return check_digest(bytes.fromhex(row["digest"]), result)
    if "message" in row:
        return check_message(bytes.fromhex(row["message"]), result)
    if "unsigned" in row:
        return check_by_script(eth, row["unsigned"].encode(), result["raw"].encode(), evm_address(result))
    request = bytes.fromhex(row["request"]) if "request" in row else payload
    if result["raw"]:  # what signs a message is complete, and no transaction
        check_by_script(btc, request, result["raw"].encode())
    if result["kind"] == "psbt":
        answer = base64.b64decode(result["answer"])
        count = check_psbt(request, answer)
        if payload == request:  # a covert channel otherwise
            assert without_signatures(maps.read_maps(answer)) == without_signatures(maps.read_maps(request)), "more was changed"
        assert count == len(result["signatures"]), "the answer holds other signatures than it says"
    return None
