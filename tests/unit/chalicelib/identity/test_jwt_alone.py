import subprocess
import sys

import pytest

from chalicelib.identity.jwt_alone import hidden
from devtools.folders import ROOT

LOADED = "import sys, app; print([name for name in sys.modules if name.partition('.')[0] in {packages} or {notify}])"


def test_the_api_starts_without_the_packages_and_modules_of_the_background_work() -> None:
    packages = {"cryptography", "http_ece", "html2text", "mailparser_reply"}
    program = LOADED.format(packages=packages, notify="name.startswith('chalicelib.notify')")
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_api_starts_without_the_packages_that_only_a_sign_in_needs() -> None:
    program = LOADED.format(packages={"argon2", "_argon2_cffi_bindings", "pyotp"}, notify=False)
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_hidden_package_can_be_imported_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with hidden("colorsys"), pytest.raises(ModuleNotFoundError):
        import colorsys
    import colorsys

    assert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_a_package_that_is_loaded_already_stays() -> None:
    with hidden("json"):
        import json

        assert json.dumps([]) == "[]"
