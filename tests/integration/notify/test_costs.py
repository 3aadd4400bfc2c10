"""What each invocation of the background functions costs. `dev.py cost` and docs/ use the same table."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chalicelib.model import now_ms
from chalicelib.model.event_webhooks import EventWebhook
from chalicelib.model.webhooks import Webhook
from chalicelib.notify import conversation_sites, schedules
from chalicelib.notify.push import vapid
from chalicelib.storage import event_webhooks, sites, webhooks
from deployment.cost.calls import ALERT_OF_ONE, ALERT_OF_TWO, MENTION, TASKS
from tests.api_client import PASSWORD, Api, Seat, Shop, across, new_client_id
from tests.desk_client import Desk
from tests.integration.background import Background, background, images, record
from tests.integration.metering import metered
from tests.integration.notify.answered import EMAIL, reply_to
from tests.push_service import PushService, new_key, push_service
from tests.targets import TargetServer, answers, target

TEXT = "Is the blue kettle in stock? I would like to have it before Friday."
ANSWER = "It is, and it leaves today if you order it before noon."

Run = Callable[[], object]


class Office:
    """A shop with a webhook. All its admins want alerts, by mail and in one browser."""

    def __init__(self, work: Background, push: PushService, slack: TargetServer) -> None:
        self.work, self.push, self.slack = work, push, slack
        self.shop = Shop()
        assert webhooks.add(self.shop.site.site_id, Webhook("wh_1", "slack", "Ops", slack.url, now_ms()), 5)

    def admin(self, name: str = "Maya") -> Api:
        session = Api().post("/admin/session", {"email": self.shop.account(name), "password": PASSWORD})
        api, browser = Api(session.body["token"]), self.push.browser()
        fields = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
        assert api.post("/admin/session/push", {**fields, "key": vapid.current().public}).status == 200
        return api

    def visitor(self, email: str | None = None) -> Seat:
        visitor = self.shop.visitor()
        assert visitor.send(TEXT).status == 201
        if email:
            assert visitor.api.post("/chatbot/contact", {"email": email}).status == 200
        return visitor

    def answered(self, email: str | None) -> Seat:
        """A visitor whose message an admin has answered."""
        visitor = self.visitor(email)
        assert across(self.admin(), visitor.conversation_id).send(ANSWER, after=1).status == 201
        return visitor

    def last_record(self, visitor: Seat) -> Run:
        """The invocation by the stream, for the last message."""
        last = record(images(visitor.conversation_id)[-1])
        return lambda: self.work.deliver_records([last])

    def check(self, visitor: Seat) -> Run:
        """The invocation by Scheduler, for the last message."""
        self.last_record(visitor)()
        [job] = self.work.jobs
        self.work.schedules.clear()
        return lambda: self.work.run(job)

    @property
    def requests(self) -> int:
        """To everything but DynamoDB."""
        return len(self.work.requests) + len(self.push.server.received) + len(self.slack.received)


def visitors_record(office: Office) -> Run:
    return office.last_record(office.visitor())


def record_of_an_answer(office: Office) -> Run:
    return office.last_record(office.answered(EMAIL))


def record_of_a_later_message(office: Office) -> Run:
    visitor = office.visitor()
    office.last_record(visitor)()
    office.work.schedules.clear()
    assert visitor.send(TEXT, after=1).status == 201
    return office.last_record(visitor)


def record_of_an_answer_that_follows(office: Office) -> Run:
    """The question is counted already, as it is whenever people write one after the other."""
    visitor = office.visitor(EMAIL)
    office.last_record(visitor)()
    office.work.schedules.clear()
    assert across(office.admin(), visitor.conversation_id).send(ANSWER, after=1).status == 201
    return office.last_record(visitor)


def record_of_a_closing(office: Office) -> Run:
    """Of a conversation with one tag."""
    visitor = office.visitor()
    admin = across(office.admin(), visitor.conversation_id)
    tags = {"client_id": new_client_id(), "after": 0, "add": ["delivery"]}
    assert admin.api.post(f"/admin/chatbot/{visitor.conversation_id}/tags", tags).status == 200
    office.last_record(visitor)()
    office.work.schedules.clear()
    assert admin.set_status("closed", after=1).status == 200
    return office.last_record(visitor)


def record_that_comes_again(office: Office) -> Run:
    run = visitors_record(office)
    run()
    office.work.schedules.clear()
    return run


def check_of_a_message_that_was_read(office: Office) -> Run:
    visitor = office.visitor()
    run = office.check(visitor)
    assert across(office.admin(), visitor.conversation_id).mark_read(1).status == 200
    return run


def alert_of_one(office: Office) -> Run:
    office.admin()
    return office.check(office.visitor())


def alert_of_two(office: Office) -> Run:
    office.admin("Noor")
    return alert_of_one(office)


def alert_of_a_mention(office: Office) -> Run:
    visitor = office.visitor()
    maya, noor = (Desk(office.admin(name), visitor.conversation_id) for name in ("Maya", "Noor"))
    assert maya.note(TEXT, mentions=[noor.admin_id]).status == 201
    [job] = office.work.jobs
    office.work.schedules.clear()
    return lambda: office.work.run(job)


def removed_colleague(office: Office) -> Run:
    """Of whom there is one open conversation."""
    visitor = office.visitor()
    maya, noor = (Desk(office.admin(name), visitor.conversation_id) for name in ("Maya", "Noor"))
    assert maya.assign(noor.admin_id).status == 200
    assert maya.api.call("DELETE", f"/admin/team/{noor.admin_id}", {"password": PASSWORD}).status == 200
    [job] = office.work.jobs
    office.work.schedules.clear()
    return lambda: office.work.run(job)


def check_that_finds_no_answer(office: Office) -> Run:
    """The visitor has left no address."""
    return office.check(office.answered(None))


def check_that_mails_an_answer(office: Office) -> Run:
    return office.check(office.answered(EMAIL))


def with_events(office: Office) -> None:
    """The site has a webhook for events, which the server of the other one takes too."""
    webhook = EventWebhook("ew_1", office.slack.url, ("message.created",), "whsec_of_a_test", now_ms())
    assert event_webhooks.add(office.shop.site.site_id, webhook, 5)


def record_with_an_event(office: Office) -> Run:
    with_events(office)
    return record_of_a_later_message(office)


def event_attempt(office: Office) -> Run:
    record_with_an_event(office)()
    *_, job = office.work.started
    return lambda: office.work.run(job)


def event_attempt_that_fails(office: Office) -> Run:
    run = event_attempt(office)
    office.slack.answer = answers(500)
    return run


def received_mail(office: Office) -> Run:
    check_that_mails_an_answer(office)()
    mail, address = reply_to(office.work.mails[-1], "Good, I will order it.")
    return lambda: office.work.receive(mail, address)


SCENARIOS: dict[str, Callable[[Office], Run]] = {
    "record of a visitor's first message": visitors_record,
    "record of a visitor's message": record_of_a_later_message,
    "record of an answer": record_of_an_answer_that_follows,
    "record of an answer, with a message that is not counted yet": record_of_an_answer,
    "record of a closing without an answer, with a tag": record_of_a_closing,
    "record that comes again": record_that_comes_again,
    "check that finds the message read": check_of_a_message_that_was_read,
    ALERT_OF_ONE: alert_of_one,
    ALERT_OF_TWO: alert_of_two,
    MENTION: alert_of_a_mention,
    "open conversations of a removed admin, one of them": removed_colleague,
    "check that finds no answer to send": check_that_finds_no_answer,
    "check that mails an answer": check_that_mails_an_answer,
    "record of a visitor's message, with a webhook for events": record_with_an_event,
    "event that a webhook accepts": event_attempt,
    "event that is to be tried again": event_attempt_that_fails,
    "mail that becomes a message": received_mail,
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    file = tmp_path / "push-key"
    file.write_text(new_key(), encoding="ascii")
    key = vapid.parse(file.read_text(encoding="ascii"))
    monkeypatch.setattr(vapid, "current", lambda: key)
    sites.known.clear()
    settings = {"push_key_file": str(file), "push_public_key": key.public, "private_targets": "yes"}
    with background(**settings) as work, push_service() as push, target(answers(200, b"ok")) as slack:
        yield Office(work, push, slack)


def test_every_task_has_a_scenario() -> None:
    assert SCENARIOS.keys() == TASKS.keys()


@pytest.mark.parametrize("name", TASKS)
def test_an_invocation_costs_what_the_table_says(name: str, office: Office) -> None:
    run = SCENARIOS[name](office)
    mails, scheduled, requests = len(office.work.mails), len(office.work.schedules), office.requests
    sites.known.clear()  # as in a process that has just started
    conversation_sites.known.clear()
    event_webhooks.known.clear()
    schedules.waiting.clear()
    with metered() as bill:
        run()
    task = TASKS[name]
    found = (len(office.work.schedules) - scheduled, len(office.work.mails) - mails, office.requests - requests)
    assert (bill.units, *found) == (task.units, task.schedules, task.mails, task.other_requests), bill
