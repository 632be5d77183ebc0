"""What is borrowed from elsewhere in the repository: nothing of it is copied."""
import importlib.util
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path.append(str(TOP / "tests/cli"))


def script(name):
    """A script whose name is no Python identifier, as a module."""
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), TOP / "scripts" / (name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


btc = script("check-signatures")
eth = script("check-evm-signature")
fingerprint = script("fingerprint")
