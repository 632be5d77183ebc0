"""The layers of docs/architecture.md, proved with the compiler: a forbidden include does not compile.

Looks at the development build (build/dev, or where BUILD_DIR says)."""
import collections
import json
import os
import pathlib
import re
import shlex
import subprocess
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = TOP / os.environ.get("BUILD_DIR", "build/dev")

# A module may include modules of lower rows, and of its own row only what ALSO names.
CHAINS = {path.parent.name for path in TOP.glob("chains/*/CMakeLists.txt")}
LAYERS = [
    {"base"},
    {"crypto", "codec"},
    {"keys", "script"},
    {"model"},
    CHAINS | {"screen", "transport", "qr", "scan_protocol", "scan", "scanner", "film", "vault"},
    {"families"},
    {"flow"},
]
ALSO = {("codec", "crypto"), ("script", "keys"), ("scan", "scan_protocol"),
        ("scanner", "scan_protocol"), ("film", "scan_protocol"),
        ("bitcoin_message", "bitcoin")}  # the addresses that messages are signed for
SECRET_FUNCTIONS = re.compile(
    r"secp256k1_(ec_seckey\w*|ec_privkey\w*|ec_pubkey_create|ecdsa_sign(_recoverable)?|schnorrsig_sign\w*|keypair\w*)\b")

# One module: its folder, its public headers, and the modules it may include.
Module = collections.namedtuple("Module", "folder headers depends")


def modules():
    found = {}
    for lists in [*TOP.glob("src/*/CMakeLists.txt"), *TOP.glob("chains/**/CMakeLists.txt")]:
        text = re.sub(r"#.*", "", lists.read_text())
        for name, body in re.findall(r"cq_module\((\w+)([^)]*)\)", text):
            parts = re.split(r"\b(HEADERS|SOURCES|DEPENDS|LIBRARIES)\b", body)
            lists_of = {key: words.split() for key, words in zip(parts[1::2], parts[2::2])}
            found[name] = Module(lists.parent, lists_of.get("HEADERS", []),
                                 set(lists_of.get("DEPENDS", [])))
    return found


MODULES = modules()
PUBLIC = [f"{name}/{header}" for name, module in MODULES.items() for header in module.headers]


def compile_command(module):
    """The compiler's words for one source of the module, without input and output."""
    target = re.compile(rf"/cq_{module}\.dir/")
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        if target.search(entry["command"]):
            words = [w for w in shlex.split(entry["command"]) if not w.endswith("ccache")]
            return words[:words.index("-o")]
    return None


def visible_headers(module):
    """Asks the compiler, with the module's own flags, which public headers it would find."""
    asked = "\n".join(f"#if __has_include(<coldquill/{header}>)\nvisible {header}\n#endif"
                      for header in PUBLIC)
    out = subprocess.run([*compile_command(module), "-E", "-P", "-x", "c++", "-"], input=asked,
                         text=True, capture_output=True, check=True, cwd=BUILD).stdout
    return set(re.findall(r"^visible (\S+)$", out, re.M))


def sources():
    for folder in ("src", "chains"):
        for path in (TOP / folder).rglob("*"):
            if path.suffix in (".h", ".cpp"):
                yield path


class Layers(unittest.TestCase):
    def test_every_module_sees_the_headers_it_names_and_no_other(self):
        compiled = {name for name in MODULES if compile_command(name)}
        self.assertLess({"base", "vault", "transport", "bitcoin", "flow"}, compiled)
        for name in sorted(compiled):
            with self.subTest(module=name):
                allowed = MODULES[name].depends | {name}
                expected = {h for h in PUBLIC if h.split("/")[0] in allowed}
                self.assertEqual(visible_headers(name), expected)

    def test_a_forbidden_include_does_not_compile(self):
        for module, header in (("vault", "bitcoin/tx.h"), ("bitcoin", "vault/secret.h"), ("evm", "bitcoin/tx.h"),
                               ("transport", "vault/vault.h"), ("scanner", "vault/secret.h")):
            with self.subTest(module=module, header=header):
                self.assertIn(header, PUBLIC)
                done = subprocess.run(
                    [*compile_command(module), "-fsyntax-only", "-x", "c++", "-"], text=True,
                    input=f"#include <coldquill/{header}>\n", capture_output=True, cwd=BUILD)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn("No such file", done.stderr)

    def test_precompiled_headers_hold_none_of_ours(self):
        found = [*BUILD.rglob("cmake_pch.hxx")]
        self.assertLess(1, len(found))
        for header in found:
            for name in re.findall(r"^#include (.*)", header.read_text(), re.M):
                with self.subTest(header=header.parent.name, includes=name):
                    self.assertRegex(name, "^<(?!coldquill/)")

    def test_includes_go_downwards(self):
        row = {name: i for i, names in enumerate(LAYERS) for name in names}
        self.assertEqual(set(row), set(MODULES), "a module without a layer, or a layer without its module")
        for name, module in MODULES.items():
            for other in module.depends:
                if (name, other) not in ALSO:
                    self.assertGreater(row[name], row[other], f"{name} includes {other}")

    def test_private_headers_stay_in_their_room(self):
        for path in sources():
            room = TOP.joinpath(*path.relative_to(TOP).parts[:2])
            for header in re.findall(r'^#include "([^"]+)"', path.read_text(), re.M):
                with self.subTest(source=str(path.relative_to(TOP)), header=header):
                    file = (path.parent / header).resolve()
                    self.assertTrue(file.exists())
                    self.assertTrue(file.is_relative_to(room))

    def test_functions_over_secret_keys_are_called_in_the_vault_alone(self):
        users = {path.relative_to(TOP).parts[1] for path in sources()
                 if SECRET_FUNCTIONS.search(path.read_text())}
        self.assertEqual(users, {"vault"})


if __name__ == "__main__":
    unittest.main()
