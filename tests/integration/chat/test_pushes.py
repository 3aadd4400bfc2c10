"""A retry pushes what an earlier call stored and did not push, as long as it is recent."""

import pytest

from chalicelib import model
from chalicelib.chat import pushes
from tests.api_client import Seat, Shop, across, new_client_id
from tests.integration import sockets
from tests.integration.engine import Crash, Forward, failing, interposed, loses_answer, seen
from tests.integration.sockets import Socket


class Scene:
    def __init__(self) -> None:
        self.shop = Shop()
        admin = self.shop.admin()
        self.visitor: Seat = self.shop.visitor()
        self.visitor.send()
        self.maya = across(admin, self.visitor.conversation_id)
        self.open_sockets: list[Socket] = [sockets.visitors(self.visitor.api), sockets.admins(admin)]

    def received(self) -> list[list[tuple[str, int]]]:
        return [[(frame["type"], frame["id"]) for frame in socket.received] for socket in self.open_sockets]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def dies_at_the_fan_out(scene: Scene, client_id: str) -> None:
    """Stores the message. The process dies before it reads the audience."""

    def rule(operation: str, parameters: dict[str, object], forward: Forward) -> dict[str, object]:
        if operation == "Query" and str(parameters["TableName"]).endswith("-connections"):
            raise Crash
        return forward()

    with interposed(rule), pytest.raises(Crash):
        scene.visitor.send("hello?", after=1, client_id=client_id)
    assert scene.received() == [[], []]


def test_a_message_with_a_lost_answer_of_the_store_is_pushed(scene: Scene) -> None:
    with failing("TransactWriteItems", loses_answer) as faults:
        assert scene.visitor.send("hello?", after=1).status == 200
    assert faults
    assert scene.received() == [[("ChatMessageReceived", 2)]] * 2


def test_a_message_whose_process_died_before_the_push_is_pushed_by_the_retry(scene: Scene) -> None:
    client_id = new_client_id()
    dies_at_the_fan_out(scene, client_id)
    assert scene.visitor.send("hello?", after=1, client_id=client_id).status == 200
    assert scene.received() == [[("ChatMessageReceived", 2)]] * 2


def test_a_process_pushes_a_message_once_however_often_it_is_sent(scene: Scene) -> None:
    client_id = new_client_id()
    scene.visitor.send("hello?", after=1, client_id=client_id)
    for _ in range(5):
        with seen() as requests:
            assert scene.visitor.send("hello?", after=1, client_id=client_id).status == 200
        assert [operation for operation, _ in requests] == ["GetItem", "Query"]
    assert scene.received() == [[("ChatMessageReceived", 2)]] * 2


def test_another_process_pushes_a_retried_message_once_more(scene: Scene) -> None:
    client_id = new_client_id()
    scene.visitor.send("hello?", after=1, client_id=client_id)
    pushes.pushed.clear()
    for _ in range(3):
        scene.visitor.send("hello?", after=1, client_id=client_id)
    assert scene.received() == [[("ChatMessageReceived", 2)] * 2] * 2


def test_a_retry_of_an_old_message_is_not_pushed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    client_id = new_client_id()
    dies_at_the_fan_out(scene, client_id)
    monkeypatch.setattr(pushes, "now_ms", lambda: model.now_ms() + pushes.RECENT_MS)
    assert scene.visitor.send("hello?", after=1, client_id=client_id).status == 200
    assert scene.received() == [[], []]


def test_pages_poll_before_a_message_counts_as_old() -> None:
    assert 2 * Shop().site.check_ms <= pushes.RECENT_MS


def test_a_mark_with_a_lost_answer_is_pushed_by_the_retry(scene: Scene) -> None:
    with failing("UpdateItem", loses_answer):
        assert scene.maya.mark_read(1).code == "busy"
    assert scene.received() == [[], []]
    for _ in range(3):
        assert scene.maya.mark_read(1).body["read"]["admin"] == 1
    assert scene.received() == [[("MessagesRead", 1)]] * 2


def test_a_lower_mark_is_not_pushed(scene: Scene) -> None:
    scene.visitor.send("and", after=1)
    with failing("UpdateItem", loses_answer):
        scene.maya.mark_read(2)
    assert scene.maya.mark_read(1).status == 200
    assert scene.received()[1] == [("ChatMessageReceived", 2)]


def test_a_mark_that_a_messages_event_contained_is_not_pushed_again(scene: Scene) -> None:
    scene.maya.send("at your service", after=1)
    assert scene.maya.mark_read(2).status == 200
    assert scene.received()[0] == [("ChatMessageReceived", 2)]


def test_an_old_mark_is_not_pushed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    with failing("UpdateItem", loses_answer):
        scene.maya.mark_read(1)
    monkeypatch.setattr(pushes, "now_ms", lambda: model.now_ms() + pushes.RECENT_MS)
    scene.maya.mark_read(1)
    assert scene.received() == [[], []]


def test_an_interrupted_erasure_is_pushed_by_the_next_one(scene: Scene) -> None:
    path = f"/admin/chatbot/{scene.visitor.conversation_id}"
    with failing("UpdateItem", loses_answer):
        scene.maya.api.call("DELETE", path)
    assert scene.maya.api.call("DELETE", path).status == 200
    assert ("ConversationErased", 1) in scene.received()[0]


def test_the_set_of_pushed_events_is_bounded(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushes, "MOST_KNOWN", 4)
    for number in range(1, 6):
        scene.visitor.send(after=number)
        assert len(pushes.pushed) <= 4 + 3
