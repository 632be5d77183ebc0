// What ethers, viem and eth-sig-util (version 4) make of requests at the edges of EIP-712.
//
//     node scripts/vectors/eip712_libraries.mjs FOLDER vectors
//
// FOLDER has the three packages under node_modules. Each request is told with the digest of each
// library, null where it refuses, and with our answer: "signed", or the reason of the refusal.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.resolve(process.argv[2]) + "/");
const { TypedDataEncoder } = require("ethers");
const { hashTypedData } = require("viem");
const { TypedDataUtils } = require("@metamask/eth-sig-util");

const libraries = {
  // ethers takes no definition of the domain and finds the primary type by itself
  ethers: ({ types: { EIP712Domain, ...types }, domain, message }) =>
    TypedDataEncoder.hash(domain ?? {}, types, message),
  viem: (request) => hashTypedData(request),
  eth_sig_util: (request) => "0x" + Buffer.from(TypedDataUtils.eip712Hash(request, "V4")).toString("hex"),
};

const members = (list) =>
  list.split(",").filter(Boolean).map((one) => {
    const at = one.lastIndexOf(" ");
    return { type: one.slice(0, at), name: one.slice(at + 1) };
  });
const define = (types) =>
  Object.fromEntries(Object.entries(types).map(([name, list]) => [name, members(list)]));

const address = "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826";
const salt = "0x" + "5a".repeat(32);
const domain = { name: "Ether Mail", version: "1", chainId: 1, verifyingContract: address, salt };
const declared = "string name,string version,uint256 chainId,address verifyingContract,bytes32 salt";
const cases = [];

// types: {Name: "type member,type member"}; the first is the primary type unless another is named.
function add(name, answer, types, message, more = {}) {
  const request = {
    types: { EIP712Domain: [], ...define(types) },
    primaryType: Object.keys(types)[0], domain: {}, message, ...more,
  };
  addText(name, answer, JSON.stringify(request));
}
function addText(name, answer, request) {
  const said = {};
  for (const [library, hash] of Object.entries(libraries)) {
    try {
      said[library] = hash(JSON.parse(request));
    } catch {
      said[library] = null;
    }
  }
  cases.push({ name, answer, request, ...said });
}

const withDomain = (types, values) => ({
  types: { ...(types === null ? {} : { EIP712Domain: members(types) }), ...define({ A: "uint8 a" }) },
  domain: values,
});
const one = (name, answer, types, values) =>
  add("domain: " + name, answer, { A: "uint8 a" }, { a: 1 }, withDomain(types, values));

one("all five members", "signed", declared, domain);
one("not defined, all five members", "signed", null, domain);
one("not defined, two members in another order", "signed", null, { chainId: 5, name: "x" });
one("not defined, no members", "signed", null, {});
one("not defined, a member of its own", "E_TYPED_DATA_UNSUPPORTED", null, { name: "x", more: "y" });
one("not defined, a null", "E_TYPED_DATA_VALUE", null, { name: "x", salt: null });
one("defined in another order", "signed", "uint256 chainId,string name", { name: "x", chainId: 1 });
one("a member of its own", "signed", "string name,string more", { name: "x", more: "y" });
one("contract and salt as text", "signed", "string verifyingContract,string salt",
  { verifyingContract: "cosmos", salt: "0" });
one("chain id as uint64", "E_TYPED_DATA_UNSUPPORTED", "uint64 chainId", { chainId: 1 });
one("chain id as text", "E_TYPED_DATA_UNSUPPORTED", "string chainId", { chainId: "1" });
one("a member that is not defined", "E_TYPED_DATA_EXTRA", "string name", { name: "x", chainId: 1 });
one("a defined member is absent", "E_TYPED_DATA_UNSUPPORTED", "string name,string version", { name: "x" });
one("chain id in hexadecimal", "signed", "uint256 chainId", { chainId: "0x1" });
add("domain: a struct in it", "E_TYPED_DATA_UNSUPPORTED", { A: "uint8 a", B: "uint8 b" }, { a: 1 },
  { types: define({ EIP712Domain: "B b", A: "uint8 a", B: "uint8 b" }), domain: { b: { b: 1 } } });
add("domain: alone", "signed", {}, {},
  { types: define({ EIP712Domain: declared }), domain, primaryType: "EIP712Domain" });
add("domain: alone, without a message", "signed", {}, undefined,
  { types: define({ EIP712Domain: declared }), domain, primaryType: "EIP712Domain" });
add("domain: alone, with a message", "E_TYPED_DATA_EXTRA", {}, { a: 1 },
  { types: define({ EIP712Domain: declared }), domain, primaryType: "EIP712Domain" });
add("domain: its type as a member of the message", "signed", { A: "EIP712Domain d" }, { d: {} });
add("no domain", "signed", { A: "uint8 a" }, { a: 1 }, { domain: undefined });
add("no message", "E_TYPED_DATA", { A: "uint8 a" }, undefined);
add("more at the top", "E_TYPED_DATA_EXTRA", { A: "uint8 a" }, { a: 1 }, { id: 1 });

const person = { Mail: "Person to", Person: "string name,address wallet" };
add("a struct is null", "E_TYPED_DATA_UNSUPPORTED", person, { to: null });
add("a struct is absent", "E_TYPED_DATA_UNSUPPORTED", person, {});
add("a text is null", "E_TYPED_DATA_VALUE", { A: "string a" }, { a: null });
add("a text is absent", "E_TYPED_DATA_UNSUPPORTED", { A: "string a" }, {});
add("an array is absent", "E_TYPED_DATA_UNSUPPORTED", { A: "uint8[] a" }, {});
add("a number is absent", "E_TYPED_DATA_UNSUPPORTED", { A: "uint8 a" }, {});
add("a member too many", "E_TYPED_DATA_EXTRA", { A: "uint8 a" }, { a: 1, b: 2 });
add("a struct without members", "signed", { A: "B b,B[2] c", B: "" }, { b: {}, c: [{}, {}] });
add("a primary type without members", "signed", { A: "" }, {});
add("a type that is not used", "signed", { A: "uint8 a", B: "A a" }, { a: 1 });

add("recursion that ends with empty arrays", "signed", { Node: "uint8 v,Node[] next" },
  { v: 1, next: [{ v: 2, next: [] }, { v: 3, next: [{ v: 4, next: [] }] }] });
add("recursion of two types", "signed", { A: "B[] b", B: "A[] a,string s" },
  { b: [{ a: [{ b: [] }], s: "x" }] });
add("recursion without an end", "E_TYPED_DATA_UNSUPPORTED", { A: "A a" }, { a: { a: {} } });

const ann = { name: "Ann", wallet: address };
add("arrays of arrays", "signed", { A: "uint8[2][3] a,string[][] b,bytes[2][] c,bool[][][1] d" },
  { a: [[1, 2], [3, 4], [5, 6]], b: [["x"], [], ["y", "z"]], c: [["0x", "0x01"]], d: [[[true], []]] });
add("arrays of arrays of structs", "signed",
  { Mail: "Person[][2] to,Person[1] cc", Person: "string name,address wallet" },
  { to: [[ann, ann], []], cc: [ann] });
add("empty arrays", "signed", { A: "uint8[] a,B[] b,B[][] c", B: "C[] c", C: "int8 x" },
  { a: [], b: [], c: [[], []] });
add("an array too short", "E_TYPED_DATA_VALUE", { A: "uint8[3] a" }, { a: [1, 2] });
add("an array too long", "E_TYPED_DATA_VALUE", { A: "uint8[1] a" }, { a: [1, 2] });
add("an array of none", "E_TYPED_DATA", { A: "uint8[0] a" }, { a: [] });
add("a length with a nought first", "E_TYPED_DATA", { A: "uint8[02] a" }, { a: [1, 2] });
add("an array that is an object", "E_TYPED_DATA_VALUE", { A: "uint8[] a" }, { a: { 0: 1 } });

add("a name with a colon", "signed", { "Company:Send": "uint8 a,string[] b" }, { a: 1, b: ["x"] });
add("a name with a colon, and structs", "E_TYPED_DATA_UNSUPPORTED", { "Company:Send": "B b", B: "uint8 b" },
  { b: { b: 1 } });
add("a member's type with a colon", "E_TYPED_DATA_UNSUPPORTED", { A: "B:C b", "B:C": "uint8 b" },
  { b: { b: 1 } });
add("a name with a colon, and its beginning", "E_TYPED_DATA_UNSUPPORTED",
  { "A:B": "uint8 b", A: "uint8 a" }, { b: 1 });
add("a name with a dollar", "signed", { A$: "uint8 $a" }, { $a: 1 });
add("types in the order of their octets", "signed",
  { Z: "b b,_c c,B d,a9 e,a10 f", b: "uint8 x", _c: "uint8 x", B: "uint8 x", a9: "uint8 x", a10: "uint8 x" },
  { b: { x: 1 }, c: { x: 2 }, d: { x: 3 }, e: { x: 4 }, f: { x: 5 } });
add("names that begin as atomic types do", "signed",
  { Z: "intent a,bytesInfo b,uint8x c,stringy d", intent: "uint8 x", bytesInfo: "uint8 x",
    uint8x: "uint8 x", stringy: "uint8 x" },
  { a: { x: 1 }, b: { x: 2 }, c: { x: 3 }, d: { x: 4 } });
for (const name of ["uint7", "uint", "bytes33", "bytes0", "uint264", "address", "uint08"])
  add("a struct that is called " + name, "E_TYPED_DATA", { A: `${name} a`, [name]: "uint8 x" }, { a: { x: 1 } });
for (const type of ["uint7", "uint264", "uint08", "bytes0", "bytes33", "bytes032", "int0", "B", "", "[]",
  "uint8[", "uint8]", "uint8[]x", "uint8[-1]", "uint8 []", "uint256 a", "function", "fixed128x18"])
  add(`a member of type "${type}"`, "E_TYPED_DATA", {}, { a: 1 },
    { types: { EIP712Domain: [], A: [{ name: "a", type }] }, primaryType: "A" });
for (const name of ["a,uint8 b", "a)", "a b", "", "1a", "a.b", "a[0]", "\u00e9"])
  add(`a member called "${name}"`, "E_TYPED_DATA", {}, { [name]: 1 },
    { types: { EIP712Domain: [], A: [{ name, type: "uint8" }] }, primaryType: "A" });
for (const name of ["A(uint8 a)B", "A B", "A,B", "1A", ":A", "A[]", "\u00c4"])
  add(`a type called "${name}"`, "E_TYPED_DATA", { [name]: "uint8 a" }, { a: 1 });
add("a member twice", "E_TYPED_DATA", { A: "uint8 a,uint8 a" }, { a: 1 });
add("a member with another name and type", "E_TYPED_DATA", { A: "uint8 a,string a" }, { a: 1 });

// A value as it stands in the request.
function value(type, text, answer) {
  addText(`${type}: ${text}`, answer === true ? "signed" : answer || "E_TYPED_DATA_VALUE",
    `{"types":{"EIP712Domain":[],"A":[{"name":"a","type":"${type}"}]},"primaryType":"A","domain":{},` +
    `"message":{"a":${text}}}`);
}
for (const bits of [8, 16, 24, 128, 248, 256]) {
  const most = (1n << BigInt(bits)) - 1n, half = 1n << BigInt(bits - 1);
  value(`uint${bits}`, `"${most}"`, true);
  value(`uint${bits}`, `"${most + 1n}"`);
  value(`int${bits}`, `"${half - 1n}"`, true);
  value(`int${bits}`, `"${half}"`);
  value(`int${bits}`, `"-${half}"`, true);
  value(`int${bits}`, `"-${half + 1n}"`);
  value(`int${bits}`, `"-1"`, true);
}
value("uint256", '"0x' + "f".repeat(64) + '"', true);
value("uint256", '"0x1' + "0".repeat(64) + '"');
for (const text of ["0", "255", '"255"', '"0xff"', '"0xFF"', '"0x0ff"', '"0x00"']) value("uint8", text, true);
for (const text of ["256", "-1", "-0", "1e2", "1.0", "1.5", "true", "null", "[]", "{}", '""', '" 1"', '"1 "',
  '"+1"', '"007"', '"-0"', '"0x"', '"0X1"', '"1e2"', '"1.0"', '"ff"', '"0xg"', '"-1"', '"--1"'])
  value("uint8", text);
for (const text of ['"-0"', "-0", '"-0x1"', "-129", '"- 1"', '"-"']) value("int8", text);
value("int8", "-128", true);
value("uint256", "9007199254740991", true);
value("bool", "true", true);
value("bool", "false", true);
for (const text of ["1", "0", '"true"', '"false"', '""', "null", "2"]) value("bool", text);
value("address", `"${address}"`, true);
value("address", `"${address.toLowerCase()}"`, true);
value("address", `"0x${address.slice(2).toUpperCase()}"`, true);
value("address", `"${address.replace("C", "c")}"`, "E_EVM_CHECKSUM");
for (const text of [`"${address}00"`, `"${address.slice(0, -2)}"`, `"${address.slice(2)}"`, '"0x0"', '""', '"vitalik.eth"'])
  value("address", text, "E_BAD_EVM_ADDRESS");
value("address", "1");
value("bytes4", '"0x01020304"', true);
value("bytes4", '"0xABCDEFab"', true);
value("bytes32", `"${salt}"`, true);
for (const text of ['"0x010203"', '"0x0102030405"', '"0x0102030"', '"01020304"', '"0x"', '""', "1", "[1,2,3,4]", "null"])
  value("bytes4", text);
value("bytes", '"0x"', true);
value("bytes", '"0x00ff"', true);
for (const text of ['"0x0"', '""', '"text"', "1", "null", "[1]"]) value("bytes", text);
for (const text of ['""', '"0x00"', '"\\u0000 \\ud83d\\ude00 \\u202e"', '"\u00e9"']) value("string", text, true);
for (const text of ["1", "null", "true", "{}", "[]"]) value("string", text);

const versions = Object.fromEntries(["ethers", "viem", "@metamask/eth-sig-util"].map((name) =>
  [name, JSON.parse(fs.readFileSync(path.join(process.argv[2], "node_modules", name, "package.json"))).version]));
const head = JSON.stringify({
  origin: "computed with the three libraries", licence: "own data", versions,
}).slice(0, -1);
const rows = cases.map((one) => JSON.stringify(one)).join(",\n");
fs.writeFileSync(path.join(process.argv[3], "eip712/libraries.json"), `${head}, "cases": [\n${rows}\n]}\n`);
