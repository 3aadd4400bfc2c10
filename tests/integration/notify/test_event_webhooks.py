"""Events sent to a program: which ones, with which signature, and what a record that comes again changes."""

import dataclasses
import hashlib
import hmac
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.config import config
from chalicelib.model import now_ms
from chalicelib.model.event_webhooks import EVENT_TYPES
from chalicelib.notify import conversation_sites, jobs, outbound
from chalicelib.notify.event_webhooks import content, following, sending
from chalicelib.storage import event_webhooks, sites
from tests.api_client import PASSWORD, Answer, Seat, across
from tests.integration import clock
from tests.integration.api.story import WIRE, assert_alike, fixture
from tests.integration.background import images, record
from tests.integration.log_lines import logged
from tests.integration.notify.event_scene import PATH, EventScene, body_of, event_scene, signed_codes
from tests.targets import answers, target


@pytest.fixture
def scene() -> Iterator[EventScene]:
    with event_scene() as made:
        yield made


def work_on(scene: EventScene) -> Seat:
    """Everything that can happen in a conversation, each delivered before the next."""
    seat = scene.shop.visitor()
    assert seat.send("Is the kettle back?", client_id="v1-7Jq2mK0pXw").status == 201
    scene.deliver(seat)
    admin = scene.admin(seat)
    steps: list[Callable[[], Answer]] = [
        lambda: admin.send("Yes, we have three.", after=1, client_id="a1-9Kq2vLx7Tz"),
        lambda: seat.edit(1, "Is the blue kettle back?", after=2),
        lambda: admin.delete(2, after=3),
        lambda: admin.set_status("closed", after=4),
        lambda: seat.rate(5, 4, after=5, comment="Quick"),
        lambda: admin.set_status("open", after=6),
    ]
    for number, step in enumerate(steps, start=2):
        assert step().status in (200, 201)
        scene.deliver(seat, number)
    return seat


def test_each_thing_that_happens_is_an_event_with_its_number(scene: EventScene) -> None:
    scene.register()
    seat = work_on(scene)
    assert [(each["type"], each["number"]) for each in scene.bodies] == [
        ("conversation.created", 1),
        ("message.created", 1),
        ("message.created", 2),
        ("message.edited", 3),
        ("message.deleted", 4),
        ("conversation.closed", 5),
        ("conversation.rated", 6),
        ("conversation.reopened", 7),
    ]
    assert {each["conversation"]["id"] for each in scene.bodies} == {seat.conversation_id}
    assert len({each["id"] for each in scene.bodies}) == 8


def test_events_are_as_the_fixtures_of_the_documentation_say(scene: EventScene) -> None:
    scene.register()
    work_on(scene)
    scene.owner.post(f"{scene.path}/test")
    found = {each["type"]: each for each in scene.bodies if (each["type"], each["number"]) != ("message.created", 2)}
    named = {name: fixture("webhooks", name) for name in sorted(path.stem for path in (WIRE / "webhooks").iterdir())}
    assert {each["type"] for each in named.values()} == {*EVENT_TYPES, "test"}
    for each in named.values():
        assert_alike(found[each["type"]], each)


def test_a_webhook_receives_the_types_that_were_chosen(scene: EventScene) -> None:
    scene.register("message.deleted", "conversation.rated")
    work_on(scene)
    assert scene.types == ["message.deleted", "conversation.rated"]


def test_an_event_is_signed_with_its_time(scene: EventScene) -> None:
    scene.register("message.created")
    seat = scene.shop.visitor()
    seat.send()
    now = now_ms() // 1000 + 60
    with clock.stopped_at(now * 1000 + 123):
        scene.deliver(seat)
    (received,) = scene.server.received
    seconds, codes = signed_codes(received)
    expected = hmac.new(scene.secret.encode(), b"%d.%s" % (now, received.body), hashlib.sha256).hexdigest()
    assert (seconds, codes) == (now, [expected])
    assert received.headers["porchlight-event"] == "message.created"
    assert received.headers["porchlight-event-id"] == body_of(received)["id"]


def test_a_replaced_secret_signs_for_another_day(scene: EventScene) -> None:
    scene.register("message.created")
    earlier = scene.secret
    rolled = scene.owner.post(f"{scene.path}/secret", {"password": PASSWORD})
    sites.known.clear()
    scene.visitor()
    code = [
        hmac.new(each.encode(), b"%d.%s" % (signed_codes(received)[0], received.body), hashlib.sha256).hexdigest()
        for received in scene.server.received
        for each in (rolled.body["secret"], earlier)
    ]
    assert signed_codes(scene.server.received[0])[1] == code
    later = scene.shop.visitor()
    later.send()
    scene.work.deliver(later.conversation_id)
    with clock.days_later(1.01):
        scene.run()
    assert len(signed_codes(scene.server.received[1])[1]) == 1


def test_records_and_jobs_that_come_again_send_nothing_again(scene: EventScene) -> None:
    scene.register("message.created")
    seat = scene.shop.visitor()
    seat.send()
    records = [record(each) for each in images(seat.conversation_id)]
    for _ in range(3):
        scene.work.deliver_records(records)
    assert len(scene.work.started) == 3
    assert scene.work.run_started() == 3
    assert len(scene.server.received) == 1
    assert [each["attempts"] for each in scene.deliveries] == [1]


def test_two_webhooks_receive_the_same_event_under_one_id(scene: EventScene) -> None:
    with target(answers(500)) as other:
        scene.register("message.created", address=other.url)
        scene.register("message.created")
        scene.visitor()
        assert body_of(other.received[0])["id"] == scene.bodies[0]["id"]
    assert len(scene.server.received) == 1


def test_a_site_without_webhooks_makes_no_further_request(scene: EventScene) -> None:
    seat = scene.shop.visitor()
    seat.send()
    conversation_sites.known.clear()
    scene.deliver(seat)
    assert scene.work.started == []
    requests = [path for _, path in scene.work.requests if "/functions/" in path]
    assert requests == []


def test_messages_of_a_restored_backup_are_no_events(scene: EventScene) -> None:
    scene.register()
    seat = scene.shop.visitor()
    seat.send()
    with clock.days_later(1.01):
        scene.work.deliver(seat.conversation_id)
    assert scene.work.started == []
    scene.work.deliver(seat.conversation_id)
    assert len(scene.work.started) == 2


def test_a_paused_webhook_receives_nothing(scene: EventScene) -> None:
    scene.register()
    assert scene.owner.call("PATCH", scene.path, {"enabled": False}).status == 200
    scene.visitor()
    assert scene.server.received == []
    assert scene.deliveries == []


def test_a_webhook_that_is_paused_before_the_job_runs_receives_nothing(scene: EventScene) -> None:
    scene.register("message.created")
    seat = scene.shop.visitor()
    seat.send()
    scene.work.deliver(seat.conversation_id)
    scene.owner.call("PATCH", scene.path, {"enabled": False})
    assert scene.work.run_started() == 1
    assert scene.server.received == []


def test_notes_tags_and_who_is_assigned_are_in_no_event(scene: EventScene) -> None:
    """The canary test looks at everything; this one, that nothing of the desk even makes an event."""
    scene.register()
    seat = scene.visitor()
    sent = len(scene.server.received)
    note = {"client_id": "note-0001", "after": 0, "body": "Wants a refund", "mentions": []}
    assert scene.owner.post(f"/admin/chatbot/{seat.conversation_id}/notes", note).status == 201
    tag = {"client_id": "tag-00001", "after": 1, "add": ["delivery"]}
    assert scene.owner.post(f"/admin/chatbot/{seat.conversation_id}/tags", tag).status == 200
    assert across(scene.owner, seat.conversation_id).send("Hello", after=1).status == 201
    scene.deliver(seat, 2)
    new = scene.server.received[sent:]
    assert len(new) == 1
    assert b"refund" not in new[0].body
    assert b"delivery" not in new[0].body


def test_a_private_address_receives_nothing_and_the_log_says_why(
    scene: EventScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.register("message.created", address="https://events.shop.example/in")
    seat = scene.shop.visitor()
    seat.send()
    scene.work.deliver(seat.conversation_id)
    (job,) = scene.work.started
    strict = dataclasses.replace(config(), private_targets=False)
    delivery = following.delivery_of(jobs.EventAttempt(**{name: job[name] for name in job if name != "job"}))
    webhook = event_webhooks.find(scene.shop.site.site_id, scene.id)
    assert webhook
    connected: list[Any] = []
    for address in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00:ec2::254"):
        body = content.of(scene.shop.site, delivery)
        assert body
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(outbound, "config", lambda: strict)
            elsewhere.setattr(outbound.socket, "getaddrinfo", lambda *_, at=address, **__: [(2, 1, 6, "", (at, 443))])
            elsewhere.setattr(outbound.socket, "create_connection", lambda *given, **_: connected.append(given))
            tried = sending.post(webhook, delivery, body)
        assert (tried.status, tried.problem) == (0, "events.shop.example is not on the public internet.")
    assert connected == []


def test_a_redirect_is_not_followed(scene: EventScene) -> None:
    with target(answers(307, Location=f"{scene.server.url}latest/meta-data/")) as redirecting:
        scene.register("message.created", address=redirecting.url)
        scene.visitor()
    assert scene.server.received == []
    assert "redirects" in scene.deliveries[0]["problem"]


def test_no_log_line_has_an_address_a_secret_or_a_text(scene: EventScene) -> None:
    scene.server.answer = answers(500, b"the answer of a stranger")
    with logged() as lines:
        scene.register(address=f"{scene.server.url}secret-path")
        scene.visitor("A private question")
    assert len(lines.events("event_not_delivered")) == 2
    for text in ("secret-path", scene.secret, "private question", "stranger"):
        assert text not in lines.text


def test_an_owner_sees_no_secret_after_the_first_answer(scene: EventScene) -> None:
    scene.register()
    assert scene.secret.startswith("whsec_")
    for path in (PATH, "/admin/audit", "/admin/site"):
        assert scene.secret not in scene.owner.get(path).raw
