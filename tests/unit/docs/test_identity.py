"""docs/identity.md tells the truth: its examples are run, and sign as the server does."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chalicelib.identity import verified
from devtools.setup.python_packages import node

PAGE = (Path(__file__).parents[3] / "docs" / "identity.md").read_text(encoding="utf-8")
SECRET, USER_ID = re.findall(r"With the secret `(.+?)` and the id `(.+?)`", PAGE)[0]
IDS = [USER_ID, "4711", "ada@lind.example", "Müller & Söhne 🫖"]


def example(language: str) -> str:
    (code,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(code)


@pytest.mark.parametrize("id", IDS)
def test_the_python_example_signs_as_the_server_does(id: str) -> None:
    names: dict[str, Any] = {}
    exec(example("python"), names)
    assert names["user_hash"](SECRET, id) == verified.signature(SECRET, id)


@pytest.mark.parametrize("id", IDS)
def test_the_node_example_signs_as_the_server_does(id: str, tmp_path: Path) -> None:
    script = tmp_path / "example.mjs"
    said = f"console.log(userHash({json.dumps(SECRET)}, {json.dumps(id)}));\n"
    script.write_text(example("js") + said, encoding="utf-8")
    run = subprocess.run([node(), script], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == verified.signature(SECRET, id)


def test_what_the_page_says_that_they_say_is_so() -> None:
    assert f"`{verified.signature(SECRET, USER_ID)}`" in PAGE


def test_every_language_that_is_promised_has_an_example() -> None:
    assert all(example(language) for language in ("python", "js", "php", "ruby"))
