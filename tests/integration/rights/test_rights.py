"""Every call and every kind of caller, against the one table in docs/security.md."""

from collections.abc import Callable
from pathlib import Path

import pytest

import app
from chalicelib.api import registry
from tests.api_client import Answer, Api
from tests.integration.rights.calls import CALLS
from tests.integration.rights.scene import CALLERS, SECRET, Scene

PAGE = (Path(__file__).parents[3] / "docs" / "security.md").read_text(encoding="utf-8")


def table() -> dict[str, dict[str, str]]:
    """The table of the page, by call and caller."""
    section = PAGE.partition("## Who may call what")[2].partition("\n## ")[0]
    heading, _, *rows = [cells(line) for line in section.splitlines() if line.startswith("|")]
    return {row[0].strip("`"): dict(zip(heading[1:], row[1:], strict=True)) for row in rows}


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


TABLE = table()
CELLS = [(call, caller, expected) for call, row in TABLE.items() for caller, expected in row.items()]
SIMPLE = {f"POST {call.path}" for call in registry.CALLS if call.simple and call.takes_token}
POSTED_READS = {f"POST {call.path}" for call in registry.CALLS if call.name.endswith("_by_post")}
NOT_OF_A_CONVERSATION = ("/original", "/attachments", "/colleagues", "/counts", "/reports", "/site")
# With the token in the body. The other callers differ in what their tokens say, which is read in one place.
SIMPLE_CALLERS = {"visitor", "another visitor", "agent", "expired"}
SIMPLE_CELLS = [cell for cell in CELLS if cell[0] in SIMPLE and cell[1] in SIMPLE_CALLERS]


def test_the_table_has_every_call_of_the_app_and_every_kind_of_caller() -> None:
    routes = {f"{method} {path}" for path, methods in app.app.routes.items() for method in methods}
    documented = {call for call in TABLE if not call.startswith("socket")}
    assert documented == routes, "add the call to the table in docs/security.md and to calls.py"
    assert TABLE.keys() == CALLS.keys()
    assert all(list(row) == list(CALLERS) for row in TABLE.values())
    assert len(SIMPLE) > 10


@pytest.fixture(scope="module")
def untouched() -> Scene:
    """Shared by all callers that are refused."""
    return Scene()


@pytest.mark.parametrize(("call", "caller", "expected"), CELLS, ids=lambda value: value)
def test_each_caller_may_do_what_the_table_allows_and_no_more(
    call: str, caller: str, expected: str, untouched: Scene
) -> None:
    compare(call, caller, expected, untouched, lambda api: api)


@pytest.mark.parametrize(("call", "caller", "expected"), SIMPLE_CELLS, ids=lambda value: value)
def test_it_is_the_same_for_a_page_whose_token_is_in_the_body(
    call: str, caller: str, expected: str, untouched: Scene
) -> None:
    compare(call, caller, expected, untouched, lambda api: Api(api.token, api.origin, simple=True))


def compare(call: str, caller: str, expected: str, untouched: Scene, form: Callable[[Api], Api]) -> None:
    scene = Scene() if expected == "yes" else untouched
    # A call that ends the caller's own session, or changes the password, gets a caller of its own.
    ends = expected == "own" and call.startswith(("DELETE /admin/se", "POST /admin/password", "POST /admin/sec"))
    api = CALLERS[caller](scene, side_of(call)) if ends else scene.caller(caller, side_of(call))
    answer = CALLS[call](scene, form(api))
    if expected in ("yes", "own"):
        assert answer.status in (200, 201), answer
    else:
        status, code = expected.split()
        assert (answer.status, answer.code) == (int(status), code.strip("`"))
    if expected != "yes":
        assert not shows(answer, scene)
        assert [message["body"] for message in scene.visitor.drained()] == [SECRET]
    elif call.startswith(("GET /chatbot", "GET /admin/chatbot", "socket")) or call in POSTED_READS:
        assert shows(answer, scene) or call.endswith(NOT_OF_A_CONVERSATION)


def side_of(call: str) -> str:
    return "visitor" if "/chatbot/" in call and "/admin" not in call else "admin"


def shows(answer: Answer, scene: Scene) -> bool:
    """Returns whether the answer contains anything of the scene's conversation."""
    return SECRET in answer.raw or scene.id in answer.raw
