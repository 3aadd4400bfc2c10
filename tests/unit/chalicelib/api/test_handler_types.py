"""mypy reports a handler whose annotations contradict its route."""

import subprocess
import sys

from devtools.folders import ROOT

# mypy must report the lines that end with "# wrong", and no others.
HANDLERS = """
from chalice import Blueprint
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.sites import Blocked, Blocks
from chalicelib.api.callers import ADMIN, ANYONE, VISITOR
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.conversations import AddBlock
from chalicelib.api.schemas.inbox import InboxQuery
from chalicelib.api.schemas.messages import MarkRead
from chalicelib.model import AdminCaller, VisitorCaller

blueprint = Blueprint(__name__)

@endpoint(blueprint, "GET", "/fits", ADMIN)
def fits(call: Call[AdminCaller, None, None], block_id: str) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "POST", "/fits", VISITOR, body=MarkRead)
def fits_with_body(call: Call[VisitorCaller, MarkRead, None]) -> Ok[Done] | Created[Done]: return Created({})

@endpoint(blueprint, "GET", "/fits-too", ADMIN, query=InboxQuery)
def fits_with_query(call: Call[AdminCaller, None, InboxQuery]) -> Ok[Blocks]: return Ok({"blocks": []})

@endpoint(blueprint, "GET", "/caller", VISITOR)  # wrong
def another_caller(call: Call[AdminCaller, None, None]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "GET", "/no-caller", ANYONE)  # wrong
def no_caller(call: Call[AdminCaller, None, None]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "POST", "/body", ADMIN, body=AddBlock)  # wrong
def another_body(call: Call[AdminCaller, MarkRead, None]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "POST", "/no-body", ADMIN)  # wrong
def no_body(call: Call[AdminCaller, AddBlock, None]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "POST", "/ignored-body", ADMIN, body=AddBlock)  # wrong
def ignored_body(call: Call[AdminCaller, None, None]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "GET", "/query", ADMIN, query=InboxQuery)  # wrong
def another_query(call: Call[AdminCaller, None, MarkRead]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "GET", "/no-query", ADMIN)  # wrong
def no_query(call: Call[AdminCaller, None, InboxQuery]) -> Ok[Done]: return Ok({})

@endpoint(blueprint, "GET", "/no-answer", ADMIN)  # wrong
def no_answer(call: Call[AdminCaller, None, None]) -> Blocks: return {"blocks": []}

@endpoint(blueprint, "GET", "/another-answer", ADMIN)
def another_answer(call: Call[AdminCaller, None, None]) -> Ok[Blocked]: return Ok({"blocks": []})  # wrong

@endpoint(blueprint, "GET", "/another-status", ADMIN)
def another_status(call: Call[AdminCaller, None, None]) -> Ok[Done]: return Created({})  # wrong

def a_field_that_the_body_does_not_have(call: Call[AdminCaller, AddBlock, None]) -> str: return call.body.name  # wrong
"""


def test_annotations_that_contradict_the_route_are_errors() -> None:
    # With the cache of `dev.py check`.
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "-c", HANDLERS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    reported = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    wrong = {number for number, line in enumerate(HANDLERS.split("\n"), 1) if line.endswith("# wrong")}
    assert reported == wrong, done.stdout + done.stderr
