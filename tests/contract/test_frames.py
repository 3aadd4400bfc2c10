"""Whatever a socket says, it hears one answer, stays open, and nothing breaks."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings

from tests.calling import Shop
from tests.contract.made_up import FRAMES
from tests.integration import sockets
from tests.integration.log_lines import logged
from tests.integration.management_api import management_api
from tests.integration.sockets import Socket

CODES = {"frame_invalid", "frame_unknown"}


@pytest.mark.timeout(3600)
def test_any_frame_is_answered_once_in_a_known_shape_and_breaks_nothing(request: pytest.FixtureRequest) -> None:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    hearing = [sockets.visitors(visitor.api), sockets.admins(shop.admin())]

    @settings(
        max_examples=request.config.getoption("--frames"),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(FRAMES)
    def any_frame(frame: str) -> None:
        for socket in hearing:
            said(socket, frame)

    any_frame()
    hearing[0].say({"type": "ping"})
    assert hearing[0].heard[-1] == {"type": "pong"}


def said(socket: Socket, frame: str) -> None:
    management_api().posted[socket.id].clear()
    with logged() as log:
        assert socket.say(frame) == {"statusCode": 200}
    assert not log.errors
    (answer,) = socket.heard
    if answer["type"] == "error":
        assert answer.keys() == {"type", "error"}
        assert answer["error"].keys() <= {"code", "message", "field"}
        assert answer["error"]["code"] in CODES
    elif answer["type"] == "resumed":
        cursors = json.loads(frame)["cursors"]
        assert {id: last for id, last in cursors.items() if id in answer["behind"]}.keys() == answer["behind"].keys()
        assert all(re.fullmatch("c_[A-Za-z0-9_-]{16}", id) for id in answer["behind"])
    else:
        assert answer == {"type": "pong"}
        assert json.loads(frame)["type"] == "ping"
