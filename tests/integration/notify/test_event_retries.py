"""What follows when a program does not accept an event: attempts over a day, the log, and what switches it off."""

import dataclasses
from collections.abc import Iterator

import pytest

from chalicelib.model import now_ms
from chalicelib.notify import jobs
from chalicelib.notify.event_webhooks.sending import PAUSES_SECONDS
from chalicelib.sites import event_webhooks as use_cases
from chalicelib.storage import event_webhooks
from tests.integration import clock
from tests.integration.notify.event_scene import EventScene, event_scene
from tests.targets import answers

SECOND = 1000


@pytest.fixture
def scene() -> Iterator[EventScene]:
    with event_scene() as made:
        yield made


def attempts(scene: EventScene) -> list[int]:
    return [each["attempt"] for each in scene.bodies]


def a_failed_day(scene: EventScene) -> None:
    """A message whose event fails for a day, at the times of the plan."""
    began = now_ms() // SECOND * SECOND
    with clock.stopped_at(began):
        scene.visitor()
    at = began
    for pause in PAUSES_SECONDS:
        at += pause * SECOND
        scene.work.due(at)


def test_an_event_is_tried_for_a_day_at_growing_pauses_and_then_given_up(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(503)
    began = now_ms() // SECOND * SECOND
    seat = scene.shop.visitor()
    seat.send()
    with clock.stopped_at(began):
        scene.deliver(seat)
    due = []
    while scene.work.times:
        (at,) = scene.work.times
        due.append(at - began // SECOND)
        assert scene.work.due(at * SECOND - SECOND) == 0  # not a second sooner
        assert scene.work.due(at * SECOND) == 1
    assert due == [60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400]
    assert attempts(scene) == list(range(1, 12))
    assert len({each["id"] for each in scene.bodies}) == 1
    (delivery,) = scene.deliveries
    assert (delivery["attempts"], delivery["status"], delivery["next_at"]) == (11, 503, None)
    assert delivery["problem"] == "It did not accept the event."


def test_the_log_says_when_the_next_attempt_is_and_ends_it_when_one_succeeds(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(500)
    began = now_ms()
    scene.visitor()
    (delivery,) = scene.deliveries
    assert began + 60_000 <= delivery["next_at"] <= now_ms() + 60_000
    scene.server.answer = answers(204)
    scene.work.run_due()
    (delivery,) = scene.deliveries
    assert (delivery["attempts"], delivery["status"], delivery["problem"], delivery["next_at"]) == (2, 204, None, None)
    assert scene.work.schedules == {}


def test_a_schedule_that_fires_twice_sends_once(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(500)
    scene.visitor()
    (job,) = scene.work.jobs
    for _ in range(2):
        scene.work.run(job)
    assert attempts(scene) == [1, 2]


def test_an_attempt_whose_function_died_before_it_was_noted_is_made_again(scene: EventScene) -> None:
    """At least once: the receiver knows the event by its id."""
    scene.register("message.created")
    seat = scene.shop.visitor()
    seat.send()
    scene.work.deliver(seat.conversation_id)
    (job,) = scene.work.started
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("chalicelib.storage.deliveries.put", died)
        with pytest.raises(RuntimeError):
            scene.work.run(job)
    scene.work.run(job)
    assert [each["id"] for each in scene.bodies] == [scene.bodies[0]["id"]] * 2
    assert [each["attempts"] for each in scene.deliveries] == [1]


def died(*_: object) -> None:
    raise RuntimeError("the function ended here")


def test_410_gone_switches_the_webhook_off_at_once_and_tells_its_owners(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(410)
    scene.visitor()
    assert (scene.webhook["enabled"], scene.webhook["switched_off"]) == (False, "gone")
    assert scene.work.schedules == {}
    (mail,) = scene.work.mails
    assert mail["Subject"] == "A webhook of Fern & Kettle was switched off"
    scene.visitor()
    assert len(scene.server.received) == 1


def test_the_third_event_in_a_row_that_fails_for_a_day_switches_it_off(scene: EventScene) -> None:
    scene.register("message.created")
    assert event_webhooks.change(scene.shop.site.site_id, scene.id, failed_events=2)
    scene.server.answer = answers(500)
    a_failed_day(scene)
    assert len(scene.server.received) == 11
    assert (scene.webhook["enabled"], scene.webhook["switched_off"]) == (False, "failing")
    assert len(scene.work.mails) == 1


def test_one_delivery_ends_the_failures_in_a_row(scene: EventScene) -> None:
    scene.register("message.created")
    assert event_webhooks.change(scene.shop.site.site_id, scene.id, failed_events=2)
    scene.visitor()
    scene.server.answer = answers(500)
    a_failed_day(scene)
    assert scene.webhook["enabled"] is True
    found = event_webhooks.find(scene.shop.site.site_id, scene.id)
    assert found
    assert found.failed_events == 1


def test_a_webhook_that_is_switched_on_again_starts_without_failures(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(410)
    scene.visitor()
    scene.server.answer = answers(200)
    on = scene.owner.call("PATCH", scene.path, {"enabled": True}).body["event_webhook"]
    assert (on["enabled"], on["switched_off"]) == (True, "")
    scene.visitor()
    assert len(scene.server.received) == 2


def test_an_attempt_that_is_planned_is_not_made_for_a_webhook_that_is_off_or_removed(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(500)
    scene.visitor()
    scene.owner.call("PATCH", scene.path, {"enabled": False})
    scene.work.run_due()
    assert [each["next_at"] for each in scene.deliveries] == [None]
    scene.owner.call("PATCH", scene.path, {"enabled": True})
    scene.visitor()
    assert scene.owner.call("DELETE", scene.path).status == 200
    scene.work.run_due()
    assert attempts(scene) == [1, 1]


def test_a_message_that_was_changed_before_the_next_attempt_is_sent_as_it_is_now(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(500)
    seat = scene.visitor("My number is 1234")
    seat.edit(1, "My number is secret", after=1)
    scene.work.run_due()
    assert [each["message"]["body"] for each in scene.bodies] == ["My number is 1234", "My number is secret"]


def test_an_erased_conversation_is_sent_no_more_and_cannot_be_sent_again(scene: EventScene) -> None:
    scene.register()
    scene.server.answer = answers(500)
    seat = scene.visitor("My name is Ada Lovelace")
    deliveries = scene.deliveries
    sent = len(scene.server.received)
    assert scene.owner.call("DELETE", f"/admin/chatbot/{seat.conversation_id}").status == 200
    scene.work.run_due()
    for delivery in deliveries:
        refused = scene.replay(delivery)
        assert (refused.status, refused.body["error"]["code"]) == (409, "event_gone")
        shown = scene.owner.get(f"{scene.path}/deliveries/{delivery['id']}")
        assert shown.body["event"] is None
        assert "Lovelace" not in shown.raw
    assert len(scene.server.received) == sent
    assert scene.work.schedules == {}
    assert {each["problem"] for each in scene.deliveries} == {
        "What the event is about was erased, or is not kept any longer."
    }


def test_the_log_has_no_text_of_the_conversation_and_none_of_the_answer(scene: EventScene) -> None:
    scene.register()
    scene.server.answer = answers(400, b"Cannot read: My name is Ada Lovelace")
    scene.visitor("My name is Ada Lovelace")
    stored = [event_webhooks.of(scene.shop.site.site_id), scene.owner.get(f"{scene.path}/deliveries").raw]
    assert len(scene.deliveries) == 2
    assert "Lovelace" not in str(stored)


def test_an_event_is_sent_again_when_an_owner_asks_for_it(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(500)
    scene.visitor()
    (delivery,) = scene.deliveries
    scene.server.answer = answers(200)
    again = scene.replay(delivery).body["delivery"]
    assert (again["attempts"], again["problem"], again["next_at"]) == (2, None, None)
    scene.work.run_due()  # the attempt that was planned finds it delivered
    assert attempts(scene) == [1, 2]
    assert scene.replay(delivery).body["delivery"]["attempts"] == 3
    assert len({each["id"] for each in scene.bodies}) == 1


def test_a_delivery_that_is_not_in_the_log_is_refused(scene: EventScene) -> None:
    scene.register()
    nowhere = f"{scene.path}/deliveries/1784188800000-ev_nobodys"
    for answer in (scene.owner.get(nowhere), scene.owner.post(f"{nowhere}/replay")):
        assert (answer.status, answer.body["error"]["code"]) == (404, "delivery_not_found")
    assert scene.server.received == []


def test_a_delivery_of_another_webhook_is_refused(scene: EventScene) -> None:
    scene.register("message.created")
    scene.visitor()
    (delivery,) = scene.deliveries
    scene.register("message.created", address=f"{scene.server.url}other")
    assert scene.replay(delivery).body["error"]["code"] == "delivery_not_found"


def test_a_log_is_read_page_by_page(scene: EventScene) -> None:
    scene.register("message.created")
    for _ in range(3):
        scene.visitor()
    first = scene.owner.get(f"{scene.path}/deliveries?limit=2").body
    second = scene.owner.get(f"{scene.path}/deliveries?limit=2&before={first['older']}").body
    assert (len(first["deliveries"]), len(second["deliveries"]), second["older"]) == (2, 1, None)
    at = [each["at"] for each in first["deliveries"] + second["deliveries"]]
    assert at == sorted(at, reverse=True)


def test_an_owner_sends_a_limited_number_of_events(scene: EventScene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_cases, "SENT_AT_MOST", 2)
    scene.register("message.created")
    answers_to = [scene.owner.post(f"{scene.path}/test") for _ in range(3)]
    assert [each.status for each in answers_to] == [200, 200, 429]
    assert answers_to[2].body["error"]["code"] == "too_many_tests"


def test_a_repeated_delivery_that_fails_leaves_the_plan_as_it_is(scene: EventScene) -> None:
    scene.register("message.created")
    scene.server.answer = answers(500)
    scene.visitor()
    (delivery,) = scene.deliveries
    again = scene.replay(delivery).body["delivery"]
    assert (again["attempts"], again["status"], again["next_at"]) == (2, 500, delivery["next_at"])
    scene.work.run_due()
    assert attempts(scene) == [1, 2, 3]


def test_a_test_event_is_sent_at_once_also_while_the_webhook_is_off(scene: EventScene) -> None:
    scene.register()
    scene.owner.call("PATCH", scene.path, {"enabled": False})
    tested = scene.owner.post(f"{scene.path}/test").body["delivery"]
    assert (tested["type"], tested["status"], tested["problem"], tested["conversation_id"]) == ("test", 200, None, None)
    assert scene.types == ["test"]
    assert [each["id"] for each in scene.deliveries] == [tested["id"]]


def test_a_job_keeps_its_form_in_a_schedule() -> None:
    job = jobs.EventAttempt("default", "ew_1", "c_1", "message.edited", at=1, entry=3, target=1, retry=2)
    assert jobs.from_json(jobs.to_json(job)) == job
    assert jobs.to_json(dataclasses.replace(job, retry=3)) != jobs.to_json(job)


def test_each_owner_reads_in_their_own_language_that_a_webhook_was_switched_off(scene: EventScene) -> None:
    assert scene.owner.post("/admin/language", {"language": "nl"}).status == 200
    scene.shop.account("Noor")
    scene.register("message.created")
    scene.server.answer = answers(410)
    scene.visitor()
    assert {mail["Subject"] for mail in scene.work.mails} == {
        "Een webhook van Fern & Kettle is uitgeschakeld",
        "A webhook of Fern & Kettle was switched off",
    }
