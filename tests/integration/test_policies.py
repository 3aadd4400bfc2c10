"""Each function's policy allows the function's requests and nothing more. All tests of these folders also check that it
allows them."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from unittest.mock import patch

import pytest

from chalicelib import mail as server_mail
from chalicelib.chat import sockets as chat_sockets
from chalicelib.failures import TryLater
from chalicelib.model import now_ms
from chalicelib.model.event_webhooks import EVENT_TYPES, EventWebhook
from chalicelib.model.webhooks import Webhook
from chalicelib.notify.push import vapid
from chalicelib.realtime import fanout, gateway
from chalicelib.storage import admins, connections, conversations, event_webhooks, sessions, sites, uploads, webhooks
from deployment.release import service_models
from tests import functions, iam
from tests.api_client import PASSWORD, Shop, across
from tests.desk_client import Desk
from tests.files import png, uploaded
from tests.functions import POLICIES
from tests.integration import sockets
from tests.integration.background import background, images, record
from tests.integration.notify.answered import EMAIL, Answered, reply_to
from tests.integration.rights.calls import CALLS
from tests.integration.rights.scene import Scene
from tests.push_service import new_key, push_service
from tests.targets import answers, target
from tests.tokens import claims_of

# Lambda itself writes logs, reads the stream and fills the queue of dead letters; here the keys are in files.
UNUSED_HERE = ("logs:", "sqs:", "ssm:")
STREAM = "/stream/"
# They change the scene, or end its owner's session.
NEED_OWN_SCENE = ("DELETE", "second-factor", "password", "blocks", "rating", "status")

pytestmark = pytest.mark.timeout(600)  # the first to run makes all the calls


@pytest.fixture(scope="module")
def used() -> set[tuple[str, str, str]]:
    """Makes every call, and all kinds of socket events."""
    functions.requests.clear()
    shared = Scene()
    for call, make in CALLS.items():
        scene = Scene() if any(word in call for word in NEED_OWN_SCENE) else shared
        caller = ("visitor", "visitor") if "/chatbot/" in call and "/admin" not in call else ("owner", "admin")
        assert make(scene, scene.caller(*caller)).status in (200, 201), call
    an_owner_becomes_an_agent(shared)
    an_admin_polls_for_changes(shared)
    sockets_resume_close_and_are_blocked(shared)
    a_message_that_nobody_reads_becomes_a_mail(Scene())
    several_visitors_wait_and_a_mail_is_refused()
    a_browser_that_is_gone_gets_a_push(Scene())
    an_answer_by_mail_is_answered_by_mail()
    an_address_bounces()
    large_audiences_are_handed_over()
    a_webhook_gets_an_alert(Scene())
    a_program_fails_to_take_an_event(Scene())
    a_site_gets_another_name_and_token(Scene())
    a_colleague_is_mentioned(Scene())
    a_colleague_is_removed(Scene())
    files_are_sent_and_deleted(Scene())
    words_are_indexed_and_searched()
    # Whoever has the address of a mail gets it with the rights of the function that made the address.
    signed = {
        ("api", "s3:GetObject", iam.received_mail()),
        ("api", "s3:GetObject", iam.files("attachments/")),
        ("api", "s3:PutObject", iam.files("pending/")),
    }
    return {(each.function, each.action, without_id(each.resource)) for each in functions.requests} | signed


def words_are_indexed_and_searched() -> None:
    """A visitor gives two names with messages, then a third one and none by themselves."""
    shop = Shop()
    seat, admin = shop.visitor(), shop.admin()
    with background() as work:
        for after, name in enumerate(("Ana", "Bea")):
            assert seat.send("the blue kettle", after=after, contact={"name": name, "email": None}).status == 201
            work.deliver(seat.conversation_id)
    for name in ("Cleo", None):
        assert seat.api.post("/chatbot/contact", {"name": name, "email": None}).status == 200
    assert len(admin.post("/admin/search", {"q": "blue kettle"}).body["messages"]) == 2


def an_owner_becomes_an_agent(scene: Scene) -> None:
    other = claims_of(scene.shop.admin("Noor").token)["sub"]
    wanted = {"role": "agent", "password": PASSWORD}
    assert scene.caller("owner", "admin").call("PATCH", f"/admin/team/{other}", wanted).status == 200


def an_admin_polls_for_changes(scene: Scene) -> None:
    owner = scene.caller("owner", "admin")
    cursor = owner.get("/admin/chatbot").body["cursor"]
    assert owner.get(f"/admin/chatbot?since={cursor}").status == 200


def sockets_resume_close_and_are_blocked(scene: Scene) -> None:
    owner, visitor = scene.caller("owner", "admin"), scene.visitor.api
    resume = {"type": "resume", "cursors": {scene.id: 0}}
    admins = sockets.admins(owner)
    sessions.known.clear()
    with patch.object(chat_sockets, "CHECK_SECONDS", 0):
        admins.send_frame(resume)
        admins.send_frame({"type": "viewing", "conversation_id": scene.id})
        admins.send_frame({"type": "ping", "away": True})
        admins.send_frame({"type": "typing", "conversation_id": scene.id})
    colleague = sockets.admins(scene.shop.admin("Olu"))
    admins.close()
    colleague.close()
    blocks, block = "/admin/blocks", {"conversation_id": scene.id, "kind": "visitor"}
    missed = sockets.visitors(visitor)
    with patch.object(gateway, "close"), patch.object(connections, "forget"):
        answer = owner.post(blocks, block)
    sites.known.clear()
    missed.send_frame(resume)
    owner.call("DELETE", f"{blocks}/{answer.body['block']['id']}")
    sockets.visitors(visitor)
    owner.post(blocks, block)


def several_visitors_wait_and_a_mail_is_refused() -> None:
    shop = Shop(alert_after_seconds=0)
    admin = admins.get(shop.account())
    assert admin is not None
    with background() as work:
        for _ in range(2):
            seat = shop.visitor()
            seat.send()
            work.deliver(seat.conversation_id)
        work.refusals = [(400, "MessageRejected")]
        work.run_due()
        shop.visitor().send()
        work.run({"job": "held_alerts", "site_id": admin.first_site, "admin_id": admin.id, "until": 0})
        assert [mail["To"] for mail in work.mails] == [admin.email] * 2


def a_message_that_nobody_reads_becomes_a_mail(scene: Scene) -> None:
    scene.shop.admin("Noor")
    with background() as work:
        sites.known.clear()
        work.deliver(scene.id)
        jobs = work.jobs
        sites.known.clear()
        work.refusals = [(503, "ServiceUnavailableException")] * 4
        work.run_due()  # cannot send, so it is scheduled again
        work.run_due()
        for job in jobs:  # delivered twice
            work.run(job)
        assert work.mails
        across(scene.shop.admin(), scene.id).send("An answer", after=1)  # its reply time is kept
        work.deliver(scene.id)


def a_browser_that_is_gone_gets_a_push(scene: Scene) -> None:
    owner = scene.caller("owner", "admin")
    with push_service() as service, NamedTemporaryFile("w") as file:
        file.write(new_key())
        file.flush()
        key = vapid.parse(Path(file.name).read_text()).public
        settings = {"push_key_file": file.name, "push_public_key": key, "private_targets": "yes"}
        with background(**settings) as work, patch.object(vapid, "current", lambda: vapid.parse(vapid.text())):
            browser = service.browser()
            fields = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth, "key": key}
            assert owner.post("/admin/session/push", fields).status == 200
            assert owner.post("/admin/session/push/test").status == 200
            service.answers(410)
            sites.known.clear()
            work.run_due()
            assert browser.requests


def an_answer_by_mail_is_answered_by_mail() -> None:
    with background() as work:
        scene = Answered(work)
        sites.known.clear()
        scene.answer("Yes, we have three.", after=1)
        sites.known.clear()
        (mail,) = scene.minutes(3)
        dashboard = sockets.admins(scene.admin)
        other = scene.shop.visitor()
        other.send()
        block = {"conversation_id": other.conversation_id, "kind": "visitor"}
        assert scene.admin.post("/admin/blocks", block).status == 201
        for number, text in enumerate(["Then I take all three.", "And the red one.", ""]):
            reply, recipient = reply_to(mail, text, id=f"<{number}@home.example>")
            if not text:
                reply.set_content("")
            sites.known.clear()
            failing = patch.object(server_mail, "send", side_effect=TryLater("SES")) if not text else nullcontext()
            with sockets_are_gone() if number else nullcontext(), failing, suppress(TryLater):
                work.receive(reply, recipient)
        for _ in range(2):  # Lambda calls again, and once more than needed
            work.receive_again()
        assert dashboard.received
        assert scene.visitor.drained()[-1]["body"] == "And the red one."
        assert work.mails[-1]["To"] == EMAIL  # why the last one is no message
        assert len(work.mails) == 2
        assert scene.admin.call("DELETE", f"/admin/chatbot/{scene.id}").status == 200


def an_address_bounces() -> None:
    with background() as work:
        for seen in (True, False):
            scene = Answered(work)
            dashboard = sockets.admins(scene.admin)
            other = scene.shop.visitor()
            other.send()
            block = {"conversation_id": other.conversation_id, "kind": "visitor"}
            assert scene.admin.post("/admin/blocks", block).status == 201
            work.suppressed.put(EMAIL, "BOUNCE")
            scene.answer("Yes, we have three.", after=1)
            sites.known.clear()
            with nullcontext() if seen else sockets_are_gone():
                assert scene.minutes(3) == []
            assert dashboard.received


def large_audiences_are_handed_over() -> None:
    """By the API, by a mail that becomes a message, and by a job that finds that an address bounces."""
    with background() as work, patch.object(fanout, "SMALL", 0):
        scene = Answered(work)
        dashboard = sockets.admins(scene.admin)
        scene.answer("Yes, we have three.", after=1)
        (mail,) = scene.minutes(3)
        reply, recipient = reply_to(mail, "Then I take all three.", id="<large@home.example>")
        work.receive(reply, recipient)
        other = Answered(work)
        sockets.admins(other.admin)
        work.suppressed.put(EMAIL, "BOUNCE")
        other.answer("Yes, we have three.", after=1)
        other.minutes(3)
        work.push_handed_over(again=True)
        assert dashboard.received
        with sockets_are_gone():
            work.push_handed_over()


@contextmanager
def sockets_are_gone() -> Iterator[None]:
    with (
        patch.object(gateway, "outcome_of", lambda _: gateway.Outcome.GONE),
        patch.object(fanout, "HANDSHAKE_SECONDS", -1),
    ):
        yield


def a_program_fails_to_take_an_event(scene: Scene) -> None:
    """Its second attempt is the last one."""
    with target(answers(500)) as program, background(private_targets="yes") as work:
        site_id = scene.shop.site.site_id
        webhook = EventWebhook("ew_1", program.url, EVENT_TYPES, "whsec_of_a_test", now_ms())
        assert event_webhooks.add(site_id, webhook, 5)
        sites.known.clear()
        assert scene.visitor.send("Is anybody there?", after=1).status in (200, 201)
        work.deliver(scene.id)
        work.run_started()
        program.answer = answers(410)
        work.run_due()
        assert [each.enabled for each in event_webhooks.of(site_id)] == [False]


def a_webhook_gets_an_alert(scene: Scene) -> None:
    with target(answers(200, b"ok")) as slack, background(private_targets="yes") as work:
        site_id = scene.shop.site.site_id
        assert webhooks.add(site_id, Webhook("wh_1", "slack", "Ops", slack.url, now_ms()), 5)
        work.deliver(scene.id)
        work.run_due()
        assert slack.received


def a_site_gets_another_name_and_token(scene: Scene) -> None:
    """Its pages' settings are written, and those of the old token deleted."""
    owner = scene.caller("owner", "admin")
    with background():
        assert owner.call("PATCH", "/admin/site", {"name": "Teapots"}).status == 200
        assert owner.post("/admin/site/widget-token", {"overlap_days": 0}).status == 201


def a_colleague_is_mentioned(scene: Scene) -> None:
    other = Desk(scene.shop.admin("Noor"), scene.id)
    with background() as work:
        assert Desk(scene.caller("owner", "admin"), scene.id).note(mentions=[other.admin_id]).status == 201
        work.run_due()
        assert work.mails


def a_colleague_is_removed(scene: Scene) -> None:
    """While the job takes the conversation from them, another colleague writes a note in it."""
    owner, noor = Desk(scene.caller("owner", "admin"), scene.id), Desk(scene.shop.admin("Noor"), scene.id)
    assert owner.assign(noor.admin_id).status == 200
    before = conversations.get(scene.id)
    assert before is not None
    assert owner.note(after=before.desk_id).status == 201
    with background() as work:
        path = f"/admin/team/{noor.admin_id}"
        assert owner.api.call("DELETE", path, {"password": PASSWORD}).status == 200
        with patch.object(conversations, "many", lambda ids: [before] if list(ids) else []):
            work.run_due()
            work.run_due()
    assert owner.state()["assignee_id"] is None


def files_are_sent_and_deleted(scene: Scene) -> None:
    owner = scene.caller("owner", "admin")
    with background() as work:
        for after in (1, 2):
            ids = [uploaded(scene.visitor, png())]
            failing = patch.object(uploads, "keep", lambda *_: False) if after == 2 else nullcontext()
            with failing:
                assert scene.visitor.send("", after=after, attachments=ids).status == 201
        sites.known.clear()
        assert work.deliver(scene.id) == {"batchItemFailures": []}
        assert work.deliver_records([record(images(scene.id)[1], "REMOVE")]) == {"batchItemFailures": []}
        uploaded(scene.visitor, png())
        assert Desk(owner, scene.id).note().status == 201
        assert owner.call("DELETE", f"/admin/chatbot/{scene.id}").status == 200


def without_id(resource: str) -> str:
    head, sockets_of, _ = resource.partition("/@connections/")
    return f"{head}{sockets_of}*" if sockets_of else resource


@pytest.mark.parametrize("function", iam.FUNCTIONS)
def test_a_policy_allows_what_its_function_requests_and_nothing_more(
    used: set[tuple[str, str, str]], function: str
) -> None:
    pairs = POLICIES[function].pairs()
    allowed = {pair for pair in pairs if not pair[0].startswith(UNUSED_HERE) and STREAM not in pair[1]}
    assert {(action, resource) for name, action, resource in used if name == function} == allowed


def test_the_release_has_the_operations_that_the_server_calls_through_botocore(used: set[tuple[str, str, str]]) -> None:
    kept = {(service, operation) for service, names in service_models.OPERATIONS.items() for operation in names}
    assert used
    assert functions.operations == kept
