#!/usr/bin/env python3
"""Test vectors about typed data (EIP-712), in the project's own shape.

    scripts/vectors/eip712.py PUBLISHED vectors

PUBLISHED holds the files as they were published (see "origin" in what is written). Only facts are
taken over: requests and results. The output depends on the input alone.
"""
import collections
import json
import pathlib
import re
import sys


def write(target, origin, licence, cases, **more):
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = {"origin": origin, "licence": licence, **more}
    head = json.dumps(whole, ensure_ascii=False)[:-1]
    rows = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    text = f'{head}, "cases": [\n{rows}\n]}}\n'
    json.loads(text)
    assert len(text.encode()) < 1 << 20, target
    target.write_text(text, encoding="utf-8")


def read(source, name):
    return json.loads((source / name).read_text("utf-8"))


def mail(source, out):
    row = read(source, "eip712/eip712-mail-example.json")
    case = {
        "name": "mail", "request": row["typedData"], "encode_type": row["encodeType"],
        "type_hash": row["typeHash"], "encoded": row["encodeData"],
        "message_hash": row["structHash"], "domain_hash": row["domainSeparator"],
        "digest": row["digest"], "address": row["address"],
        "signature": f"{row['r']}{row['s'][2:]}{row['v']:02x}",
    }
    write(out / "eip712/mail.json", "ethereum/EIPs: assets/eip-712/Example.js", "CC0-1.0", [case])


# As published: the definition of EIP712Domain is left out and derived.
def ethers(source, out):
    cases = []
    for row in read(source, "ethers/typed-data.json"):
        case = {
            "name": row["name"],
            "request": {"types": row["types"], "primaryType": row["primaryType"],
                        "domain": row["domain"], "message": row["data"]},
            "encoded": row["encoded"], "digest": row["digest"],
        }
        case.update({theirs: row[theirs] for theirs in ("privateKey", "signature") if theirs in row})
        cases.append(case)
    write(out / "eip712/ethers.json", "ethers-io/ethers.js: testcases/typed-data.json.gz", "MIT",
          cases)


# 'signTypedData > V4 > example data > type "int8" > should sign "255" (type "number")'
#   -> 'int8: 255 as number'; other tests keep what they say behind "should".
def short_name(test):
    found = re.search(r'type "(\w+)" > should (?:fail to )?\w+ (".*") \(type "(\w+)"\)$', test)
    if found:
        return f"{found[1]}: {found[2]} as {found[3]}"
    found = re.search(r"array of all (\w+) example data$", test)
    if found:
        return f"{found[1]}: all of them in an array"
    last = test.split(" > ")[-1]
    return re.sub(r"^should (throw an error when|\w+) ", "", last)


def case_of(suite, row):
    case = {"suite": suite, "name": short_name(row["test"])}
    if suite in ("encodeType", "hashType"):
        case.update(types=row["types"], primaryType=row["primaryType"])
    elif suite in ("encodeData", "hashStruct"):  # beside a domain without members
        case["request"] = {"types": row["types"], "primaryType": row["primaryType"], "domain": {},
                           "message": row["data"]}
    else:
        case["request"] = row["data"] if suite == "signTypedData" else row["typedData"]
    if "error" in row:
        case["error"] = row["error"]
    else:
        case["result"] = row["result"]
    if "privateKey" in row:
        case["key"] = row["privateKey"]
    return case


def eth_sig_util(source, out):
    published = read(source, "eip712/eth-sig-util.json")
    cases, others = [], collections.Counter()
    for suite, rows in published.items():
        for row in rows:
            if row.get("version", "V4") == "V4" and suite != "typedSignatureHash":
                cases.append(case_of(suite, row))
            else:
                others[row["version"]] += 1
    total = sum(len(rows) for rows in published.values())
    assert len(cases) + sum(others.values()) == total
    write(out / "eip712/eth-sig-util.json", "MetaMask/eth-sig-util: src/sign-typed-data.test.ts",
          "ISC", cases, of_other_schemes=others)


def trezor(source, out):
    published = read(source, "trezor/ethereum-sign_typed_data.json")
    cases = []
    for row in published["tests"]:
        given = row["parameters"]
        cases.append({
            "name": row["name"], "version_4": given["metamask_v4_compat"],
            "words": published["setup"]["mnemonic"], "path": given["path"],
            "request": given["data"], "message_hash": given["message_hash"],
            "domain_hash": given["domain_separator_hash"], "address": row["result"]["address"],
            "signature": row["result"]["sig"],
        })
    write(out / "eip712/trezor.json",
          "trezor/trezor-firmware: common/tests/fixtures/ethereum/sign_typed_data.json",
          "LGPL-3.0 (facts)", cases)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for make in (mail, ethers, eth_sig_util, trezor):
        make(source, out)


if __name__ == "__main__":
    main()
