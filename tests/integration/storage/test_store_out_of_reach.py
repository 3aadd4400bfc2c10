"""When the store throttles or cannot be reached, at any step of a call, the answer is `busy`."""

import json
from collections.abc import Callable

import pytest

from chalicelib.chat import append
from tests.api_client import PASSWORD, Answer, Api, Seat, Shop, across
from tests.integration.engine import Rule, failing, refuses, unreachable
from tests.integration.log_lines import logged
from tests.integration.sockets import Socket, admins

FAULTS = {"throttled": refuses("ThrottlingException"), "no answer": unreachable}


class Scene:
    def __init__(self) -> None:
        self.shop = Shop()
        self.visitor: Seat = self.shop.visitor()
        for number in range(3):
            self.visitor.send(after=number)
        self.email = self.shop.account()
        self.admin = self.shop.admin()
        self.maya = across(self.admin, self.visitor.conversation_id)
        self.ticket = ""

    def new_ticket(self) -> None:
        self.ticket = self.admin.post("/admin/ticket").body["ticket"]

    def start_session(self) -> Answer:
        return Api().post("/chatbot/session", {"widget_token": self.shop.site.widget_token})

    def sign_in(self) -> Answer:
        return Api().post("/admin/session", {"email": self.email, "password": PASSWORD})

    def connect(self) -> Answer:
        answer = Socket(self.ticket).connect()
        return Answer(answer["statusCode"], json.loads(answer.get("body", "{}")), {"retry-after": "-"}, "")


# Each call, and its operations.
CALLS: dict[str, tuple[Callable[[Scene], Answer], list[str]]] = {
    "session": (Scene.start_session, ["GetItem"]),
    "sign-in": (Scene.sign_in, ["GetItem"]),
    "message": (lambda scene: scene.visitor.send(after=1), ["GetItem", "Query", "TransactWriteItems"]),
    "reply": (lambda scene: scene.maya.send(after=1), ["GetItem", "Query", "TransactWriteItems"]),
    "messages": (lambda scene: scene.visitor.messages(), ["GetItem", "Query"]),
    "mark-read": (lambda scene: scene.maya.mark_read(3), ["GetItem", "UpdateItem"]),
    "visitor's ticket": (lambda scene: scene.visitor.api.post("/chatbot/ticket"), ["GetItem", "PutItem"]),
    "admin's ticket": (lambda scene: scene.admin.post("/admin/ticket"), ["PutItem"]),
    "inbox": (lambda scene: scene.admin.get("/admin/chatbot"), ["Query"]),
    "inbox since": (lambda scene: scene.admin.get("/admin/chatbot?since=MTc4NDE4ODc5NTAwMA"), ["Query"]),
    "connect": (Scene.connect, ["DeleteItem", "PutItem"]),
}


STEPS = [(name, operation) for name, (_, operations) in CALLS.items() for operation in operations]


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene()


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "PAUSE_SECONDS", 0)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize(("name", "operation"), STEPS)
def test_a_call_is_answered_busy_and_logs_no_error(scene: Scene, name: str, operation: str, fault: Rule) -> None:
    call, _ = CALLS[name]
    scene.new_ticket()
    with failing(operation, *[fault] * 50) as applied, logged() as log:
        answer = call(scene)
    assert applied
    assert (answer.status, answer.code) == (503, "busy")
    assert answer.headers["retry-after"]
    assert not log.errors


def test_every_call_works_while_the_store_works(scene: Scene) -> None:
    scene.new_ticket()
    assert {call(scene).status for call, _ in CALLS.values()} <= {200, 201}


def test_a_socket_that_closes_while_the_store_is_unreachable_logs_no_error(scene: Scene) -> None:
    socket = admins(scene.admin)
    with failing("GetItem", unreachable), logged() as log:
        assert socket.close()["statusCode"] == 200
    assert not log.errors


def test_messages_that_cannot_be_pushed_are_stored() -> None:
    visitor = Shop().visitor()
    with failing("Query", unreachable):
        assert visitor.send().status == 201
    assert visitor.messages().body["last_id"] == 1
