"""The shipped programs themselves: hardened, linked with known libraries, without a network call."""
import re
import subprocess
import unittest

from program import BUILD, TOP

RUN_TIME = {"libc.so.6", "libgcc_s.so.1", "libm.so.6", "libstdc++.so.6", "ld-linux-x86-64.so.2"}
# docs/dependencies.md says what each is for.
LIBRARIES = {
    "coldquill": {"libz.so.1", "libnettle.so.8", "libqrcodegencpp.so.1", "libseccomp.so.2", "libsecp256k1.so.1",
                  "libsodium.so.23", "libutf8proc.so.2"},
    "coldquill-scanner": {"libZXing.so.2", "libjpeg.so.62", "libnettle.so.8", "libpng16.so.16", "libseccomp.so.2",
                          "libutf8proc.so.2"},
    "coldquill-film": {"libavcodec.so.59", "libavformat.so.59", "libavutil.so.57", "libZXing.so.2", "libjpeg.so.62",
                       "libpng16.so.16", "libseccomp.so.2", "libutf8proc.so.2"},
}
# What a program calls to reach a network, or to load code that nobody listed.
FORBIDDEN = {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "send",
             "sendto", "sendmsg", "sendmmsg", "recv", "recvfrom", "recvmsg", "getaddrinfo",
             "gethostbyname", "res_query", "dlopen", "dlmopen", "system", "popen"}


def readelf(*options):
    return subprocess.run(["readelf", "-W", *options], text=True, capture_output=True, check=True).stdout


def imported(path):
    listed = subprocess.run(["nm", "-D", "--undefined-only", path], text=True, capture_output=True,
                            check=True).stdout
    return {line.split()[-1].split("@")[0] for line in listed.splitlines()}


def each_program(test):
    def run(self):
        for name in LIBRARIES:
            with self.subTest(program=name):
                test(self, name, str(BUILD / name))
    return run


class Programs(unittest.TestCase):
    @each_program
    def test_position_independent(self, _, path):
        self.assertRegex(readelf("-h", path), r"Type:\s+DYN")
        self.assertRegex(readelf("-d", path), r"FLAGS_1.*\bPIE\b")

    @each_program
    def test_full_relro(self, _, path):
        self.assertIn("GNU_RELRO", readelf("-l", path))
        self.assertRegex(readelf("-d", path), r"FLAGS_1.*\bNOW\b")

    @each_program
    def test_no_memory_is_writable_and_executable(self, _, path):
        rights = re.findall(r"^\s+(\w+)(?:\s+0x\w+){5}\s+([RWE ]{3})\s", readelf("-l", path), re.M)
        self.assertIn(("GNU_STACK", "RW "), rights)
        self.assertFalse([r for r in rights if "W" in r[1] and "E" in r[1]])

    @each_program
    def test_stack_protector_and_fortify(self, _, path):
        names = imported(path)
        self.assertIn("__stack_chk_fail", names)
        self.assertTrue([name for name in names if re.fullmatch(r"__\w+_chk", name)])

    @each_program
    def test_control_flow_protection(self, name, _):
        # The mark of the whole file is lost to Debian's own start-up code; the landing pads stay.
        endbr64 = b"\xf3\x0f\x1e\xfa"
        self.assertGreater((BUILD / name).read_bytes().count(endbr64), 100)

    @each_program
    def test_no_library_path_of_its_own(self, _, path):
        self.assertNotRegex(readelf("-d", path), r"\((RPATH|RUNPATH)\)")

    @each_program
    def test_exactly_these_libraries(self, name, path):
        needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", readelf("-d", path)))
        self.assertEqual(needed - RUN_TIME, LIBRARIES[name])

    @each_program
    def test_no_network_call(self, _, path):
        self.assertEqual(imported(path) & FORBIDDEN, set())

    @each_program
    def test_no_path_of_the_build_machine(self, name, _):
        self.assertNotIn(str(TOP).encode(), (BUILD / name).read_bytes())

    @each_program
    def test_the_doors_for_tests_are_not_in_there(self, name, _):
        self.assertNotIn(b"vault_testing", (BUILD / name).read_bytes())


if __name__ == "__main__":
    unittest.main()
