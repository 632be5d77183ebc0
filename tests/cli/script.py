"""The interpreter of the scripts (README.md)."""

import json
import os
import re
import shlex
import subprocess

import files
import laws
import process


class Failure(Exception):
    pass


class Skipped(Exception):
    """The script needs something that this machine does not have."""


OFFLINE = ["/usr/bin/unshare", "--net", "--map-root-user", "--"]


def has_network():
    with open("/proc/net/route", encoding="ascii") as file:
        return len(file.readlines()) > 1


def has_namespaces():
    return subprocess.run([*OFFLINE, "/bin/true"], capture_output=True, check=False).returncode == 0


def decoded(token):
    """The escapes \\xNN, \\uNNNN and \\n in a word of a script."""
    def one(match):
        if match[0] == "\\n":
            return "\n"
        value = int(match[1] or match[2], 16)
        return chr(0xDC00 + value) if match[1] and value >= 0x80 else chr(value)
    return re.sub(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\n", one, token)


def at_path(value, path):
    """.facts[name=to].value, .qr[0], .totals.fee[bitcoin mainnet BTC], .payloads.length"""
    for name, index in re.findall(r"\.([a-z_0-9]+)|\[([^\]]*)\]", path):
        if name == "length":
            value = len(value)
        elif name:
            value = value[name]
        elif "=" in index:
            key, _, wanted = index.partition("=")
            value = next(row for row in value if row[key] == wanted)
        else:
            value = value[index] if isinstance(value, dict) else value[int(index)]
    return value


class Script:
    def __init__(self, path, folder, programs, factor):
        self.path = path
        self.folder = os.path.join(folder, "work")
        self.home = os.path.join(folder, "home")
        os.mkdir(self.folder)
        os.mkdir(self.home)
        self.programs = programs
        self.factor = factor
        with open(path, encoding="utf-8") as file:
            text = file.read()
        lines = files.unpack(text, self.folder)
        self.lines = [(number, line) for number, line in enumerate(lines, 1)
                      if line.strip() and not line.lstrip().startswith("#")]
        self.variables = {"HOME": self.home, "WORK": self.folder}
        self.fed = {}
        self.secrets = []
        self.last = None
        self.forget()

    def forget(self):
        """What holds for one command only."""
        self.stdin = None
        self.output = None
        self.terminal = None
        self.dialogue = []
        self.announced = set()

    def run(self):
        at = 0
        while at < len(self.lines):
            number, line = self.lines[at]
            at += 1
            dialogue = []
            while at < len(self.lines) and self.lines[at][1][0] in " \t":
                dialogue.append(self.lines[at])
                at += 1
            wanted = self.wanted_status(at)
            try:
                self.line(line, dialogue, wanted)
            except (AssertionError, OSError, KeyError, IndexError, ValueError, TypeError,
                    StopIteration) as why:
                raise Failure(self.told(number, line, why)) from why

    def told(self, number, line, why):
        text = f"{self.path}:{number}: {line.strip()}\n  {type(why).__name__}: {why}"
        if self.last is not None:
            text += f"\n  last run: status {self.last.status}"
            text += f"\n  stdout: {self.last.stdout.decode('utf-8', 'replace')[:3000]}"
            text += f"\n  stderr: {self.last.stderr.decode('utf-8', 'replace')[:3000]}"
        return text

    def wanted_status(self, at):
        for _, line in self.lines[at:]:
            word = line.split()
            if word[0] == "status":
                return int(word[1])
            if word[0] == "coldquill":
                break
        return 0

    def words(self, line):
        def value(match):
            return str(self.variables[match[1] or match[2]])
        split = shlex.split(line)
        if split[0] == "make":
            return split  # Python has escapes of its own
        return [decoded(re.sub(r"\$(?:\{(\w+)\}|([A-Z]\w*))", value, word)) for word in split]

    def line(self, line, dialogue, wanted):
        words = self.words(line)
        negated = words[0] == "!"
        verb, *rest = words[1:] if negated else words
        if verb == "coldquill":
            return self.coldquill(rest, dialogue, wanted)
        name = ("not_" if negated else "do_") + verb
        if hasattr(files, name):
            getattr(files, name)(self.folder, *rest)
        elif hasattr(self, name):
            getattr(self, name)(*rest)
        else:
            raise ValueError(f"there is no verb {verb!r}")

    # Running.

    def coldquill(self, arguments, dialogue, wanted):
        secrets_before = len(self.secrets)
        before = laws.state_of([self.folder, self.home])
        given = dict(self.fed)
        if self.stdin is not None:
            given[0] = self.stdin
        environment = {"HOME": self.home, "PATH": "/usr/bin:/bin", "NO_COLOR": "1",
                       "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        program = [os.path.join(self.programs, "coldquill")]
        if "offline" in self.announced:
            program = OFFLINE + program
        run = process.Run([*program, *map(files.encoded, arguments)], self.folder, environment,
                          given, self.terminal, self.output)
        try:
            for number, line in dialogue:
                self.talk(run, self.words(line))
        except AssertionError:
            os.kill(run.pid, 9)
            run.finish()
            raise
        self.last = run.finish()
        after = laws.state_of([self.folder, self.home])
        assert run.status == wanted, f"status {run.status}, not {wanted}"
        laws.check_streams(run, self.secrets, "binary" in self.announced,
                           "words shown" in self.announced)
        laws.check_files(before, after, self.secrets, run.status, "partly" in self.announced)
        laws.check_means(run, self.factor, "costly" in self.announced)
        laws.check_json(run, arguments)
        laws.check_terminal(run)
        if run.terminal:
            run.terminal.close()
        del self.secrets[secrets_before:]
        self.forget()

    def talk(self, run, words):
        verb, *rest = words
        if verb == "see":
            run.terminal.wait_for(re.escape(rest[0]))
        elif verb == "visible":
            run.terminal.wait_until_visible(rest[0])
        elif verb == "gone":
            assert not run.terminal.is_visible(rest[0]), f"it is still on the screen: {rest[0]}"
        elif verb == "learn":
            self.variables[rest[0]] = run.terminal.wait_for(rest[1])[1]
        elif verb == "type":
            run.terminal.type(rest[0] + "\n")
        elif verb == "key":
            run.terminal.type(rest[0])
        elif verb == "secret":
            self.secrets.append(rest[0])
            run.terminal.type(rest[0] + "\n")
        elif verb == "signal":
            os.kill(run.pid, int(rest[0]))
        elif verb == "then":
            self.line(shlex.join(rest), [], 0)
        elif verb == "learn-words":
            self.learn_words(run.terminal)
        elif verb == "confirm-words":
            self.confirm_words(run.terminal)
        else:
            raise AssertionError(f"there is no {verb!r} in a dialogue")

    def learn_words(self, terminal):
        """Writes down the numbered words that are shown."""
        terminal.wait_for("Press Enter")
        rows = re.findall(r"^ +(\d+)  ([a-z]+)\r?$", terminal.text(), flags=re.MULTILINE)
        self.paper = {int(number): word for number, word in rows}
        self.secrets.append(" ".join(self.paper[n] for n in sorted(self.paper)))

    def confirm_words(self, terminal):
        """Answers the three questions."""
        for _ in range(3):
            number = terminal.wait_for(r"Word (\d+) of your paper: ")[1]
            terminal.type(self.paper[int(number)] + "\n")

    # What comes before a command.

    def do_feed(self, number, *text):
        """A secret on this descriptor, for all commands from here on."""
        self.fed.pop(int(number), None)
        self.secrets = [s for s in self.secrets if s not in text]
        if text:
            self.fed[int(number)] = files.encoded(text[0])
            self.secrets.append(text[0])

    def do_stdin(self, name):
        self.stdin = os.open(os.path.join(self.folder, name), os.O_RDONLY)

    def do_into(self, name):
        self.output = name

    def do_terminal(self, size="120x60", apart=""):
        columns, rows = map(int, size.split("x"))
        self.terminal = process.Terminal(columns, rows)
        self.terminal.apart = apart == "apart"

    def do_needs(self, what):
        has = {"network": has_network, "namespaces": has_namespaces}[what]
        if not has():
            raise Skipped(f"{self.path}: skipped, this machine has no {what}")

    def do_announce(self, *what):
        self.announced |= {" ".join(what)}

    # What comes after one.

    def do_status(self, _):
        pass  # looked at when the command ran

    def stream(self, name):
        return getattr(self.last, name).decode("utf-8", "replace")

    def said(self, name):
        """The stream, and again with each sentence that goes on in the next line as one line."""
        text = self.stream(name)
        return text + re.sub("\n {3,}(?!signed  |proven  |claimed |local   |digest  |bulk    | )", " ", text)

    def do_stdout(self, text):
        assert text in self.said("stdout"), "it does not say so"

    def do_stderr(self, text):
        assert text in self.said("stderr"), "it does not say so"

    def do_screen(self, text):
        assert text in self.last.terminal.text(), "it does not show it"

    def not_screen(self, text):
        assert text not in self.last.terminal.text(), "it does"

    def not_stdout(self, text=None):
        said = self.said("stdout")
        assert (text not in said) if text is not None else said == "", "it does"

    def not_stderr(self, text=None):
        said = self.said("stderr")
        assert (text not in said) if text is not None else said == "", "it does"

    def do_json(self, path, test="exists", wanted=""):
        found = at_path(json.loads(self.last.stdout), path)
        if test == "==":
            same = found == wanted or json.dumps(found) == wanted
            assert same, f"{path} is {found!r}"
        elif test == "!=":
            assert found != wanted and json.dumps(found) != wanted, f"{path} is {found!r}"
        elif test == "~":
            assert wanted in str(found), f"{path} is {found!r}"
        else:
            assert test == "exists", f"there is no test {test!r}"

    def do_let(self, name, source, path="."):
        if source == "json":
            self.variables[name] = at_path(json.loads(self.last.stdout), path)
        else:
            self.variables[name] = self.stream(source).strip()
