"""Every frame on a socket but `typing` is answered once, without an internal error, and the socket stays open."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from chalicelib.api import frames
from chalicelib.api.answers.frames import Team
from chalicelib.api.schemas.frames import Type
from chalicelib.errors import Refusal
from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome
from tests import leaks
from tests.api_client import Shop
from tests.contract.generators import FRAMES
from tests.integration import sockets
from tests.integration.log_lines import logged
from tests.integration.sockets import Socket

CODES = {"frame_invalid", "frame_unknown"}
Posted = list[tuple[str, bytes]]  # the connection and the frame


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> Posted:
    """What the handler posts to the Management API, which accepts it."""
    posts: Posted = []

    def post(endpoint: str, connection_id: str, data: bytes) -> Outcome:
        posts.append((connection_id, data))
        return Outcome.DELIVERED

    monkeypatch.setattr(gateway, "post", post)
    return posts


@pytest.mark.timeout(7200)
def test_any_frame_is_answered_once_in_a_known_shape_without_an_internal_error(
    request: pytest.FixtureRequest, posted: Posted
) -> None:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    hearing = [sockets.visitors(visitor.api), sockets.admins(shop.admin())]
    examples = settings(
        max_examples=request.config.getoption("--frames"),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @examples
    @given(FRAMES)
    def any_frame(frame: str) -> None:
        for socket in hearing:
            check(frame, answer_to(socket, frame, posted))

    any_frame()
    assert answer_to(hearing[0], '{"type":"ping"}', posted) == {"type": "pong"}


def answer_to(socket: Socket, frame: str, posted: Posted) -> dict[str, Any] | None:
    """Sends a frame and returns its one answer, or None. What other sockets receive is an event."""
    posted.clear()
    with logged() as log:
        assert socket.send_frame(frame) == {"statusCode": 200}
    assert not log.errors
    answers = [json.loads(data) for connection_id, data in posted if connection_id == socket.id]
    assert len(answers) <= 1
    assert not leaks.in_answer(answers)
    return answers[0] if answers else None


def check(frame: str, answer: dict[str, Any] | None) -> None:
    if is_typing(frame):
        assert answer is None
        return
    assert answer is not None
    if answer["type"] == "error":
        assert answer.keys() == {"type", "error"}
        assert answer["error"].keys() <= {"code", "message", "field"}
        assert answer["error"]["code"] in CODES
    elif answer["type"] == "resumed":
        assert answer["behind"].keys() <= json.loads(frame)["cursors"].keys()
        assert all(re.fullmatch("c_[A-Za-z0-9_-]{16}", id) for id in answer["behind"])
    elif answer["type"] == "team":
        assert json.loads(frame)["type"] == "viewing"
        assert answer.keys() == Team.__annotations__.keys()
    else:
        assert answer == {"type": "pong"}
        assert json.loads(frame)["type"] == "ping"


def is_typing(frame: str) -> bool:
    try:
        return isinstance(frames.parse(frame), Type)
    except Refusal:
        return False
