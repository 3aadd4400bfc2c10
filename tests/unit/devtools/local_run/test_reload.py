"""What an edit leads to."""

from pathlib import Path
from typing import cast

import pytest

from devtools.local_run.reload import Builder, Gateway, Sources, follow


class Done:
    """Stands for the gateway and the builder. `names`: what they were told to do."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def restart(self) -> None:
        self.names.append("restart the gateway")

    def load_again(self) -> None:
        self.names.append("load the functions")

    def build_again(self) -> None:
        self.names.append("build the pages")


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (["chalicelib/chat/messages.py"], ["load the functions"]),
        (["app.py"], ["load the functions"]),
        (["devtools/local_run/sockets.py"], ["restart the gateway"]),
        (["deployment/templates/gateway_responses.json"], ["restart the gateway"]),
        (["chalicelib/config.py", "devtools/local_run/rest.py"], ["restart the gateway"]),
        (["admin_static/app.js", "widget/panel.css"], ["build the pages"]),
        (["devtools/pages/build.mjs"], ["build the pages"]),
        (["client/wire.d.ts", "chalicelib/events.py"], ["build the pages", "load the functions"]),
        ([], []),
    ],
)
def test_an_edit_replaces_only_what_was_made_from_it(edited: list[str], expected: list[str]) -> None:
    done = Done()
    follow({Path(name) for name in edited}, cast(Gateway, done), cast(Builder, done))
    assert done.names == expected


def test_caches_are_no_edits() -> None:
    from watchfiles import Change

    sources = Sources()
    assert sources(Change.modified, "/project/chalicelib/config.py")
    assert not sources(Change.modified, "/project/chalicelib/__pycache__/config.cpython-311.pyc")
