"""Makes today's fixtures and contract the baseline that the next version is held against. A step of every release.

.venv/bin/python -m tests.wire.renew
"""

import json
import shutil
from pathlib import Path

import app
from chalicelib import VERSION
from chalicelib.api import openapi

WIRE = Path(__file__).parent
PREVIOUS = WIRE / "previous"
KINDS = ("calls", "events", "frames")


def renew() -> None:
    assert app.app.routes  # all calls are registered
    shutil.rmtree(PREVIOUS, ignore_errors=True)
    for kind in KINDS:
        shutil.copytree(WIRE / kind, PREVIOUS / kind)
    text = json.dumps(openapi.document(), ensure_ascii=False, indent=1, sort_keys=True)
    (PREVIOUS / "openapi.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
    print(f"tests/wire/previous is version {VERSION}. Commit it with the release.")
