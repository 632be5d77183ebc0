"""The shipped program (in build/release, or where BUILD_DIR says), and requests to run it on."""
import json
import os
import pathlib
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = TOP / os.environ.get("BUILD_DIR", "build/release")
REQUESTS = sorted(path.parent for path in TOP.glob("vectors/requests/*/expect.json"))


def is_bitcoin(request):
    return (request / "request.psbt").exists()


# Whole transactions: of Bitcoin, and of EVM networks.
BITCOIN = [request for request in REQUESTS if is_bitcoin(request)]
EVM = [request for request in REQUESTS if (request / "request.txn").exists()]


def file_of(request):
    """The request as one file, in its own format."""
    return request / ("request.psbt" if is_bitcoin(request) else "request.ur")


def expected(request):
    return json.loads((request / "expect.json").read_text())


def run(*arguments, words=None):
    """The finished process. The words go through a descriptor, as always."""
    command, descriptors = [BUILD / "coldquill", *map(str, arguments)], []
    if words is not None:
        ours, theirs = os.pipe()
        os.write(theirs, words.encode())
        os.close(theirs)
        command += ["--words-fd", str(ours)]
        descriptors = [ours]
    try:
        return subprocess.run(command, capture_output=True, pass_fds=descriptors, timeout=60)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def run_json(*arguments, words=None, status=0):
    done = run(*arguments, "--json", words=words)
    assert done.returncode == status, (arguments, done)
    return json.loads(done.stdout)


def acknowledgements(review):
    return [word for warning in review["warnings"] if warning["acknowledge"]
            for word in ("--ack", warning["token"])]
