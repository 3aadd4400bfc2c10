"""Nothing of the desk leaves the team: a note, a tag and a colleague's name that occur nowhere else are searched for in
everything that a visitor can ask for or receive, and in everything that goes through other people's servers."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.model import now_ms
from chalicelib.model.event_webhooks import EVENT_TYPES, EventWebhook
from chalicelib.model.webhooks import Webhook
from chalicelib.notify.push import vapid
from chalicelib.storage import event_webhooks, sites, webhooks
from tests.api_client import Api, Shop, across, new_client_id
from tests.desk_client import Desk
from tests.integration import sockets
from tests.integration.background import Background, background
from tests.integration.log_lines import logged
from tests.integration.notify.answered import Answered
from tests.integration.rights.calls import CALLS
from tests.integration.rights.scene import Scene
from tests.integration.sockets import Socket
from tests.push_service import Browser, new_key, push_service
from tests.targets import answers, target

NOTE, EDITED, TAG, NAME = "xqnote the key is under the mat", "xqedited it moved", "xqtag", "Xqassignee"
CANARIES = ("xqnote", "xqedited", "xqtag", "xqassignee", "under the mat")

VISITORS_CALLS = [call for call in CALLS if "/chatbot/" in call and "/admin" not in call]


def sings(text: str) -> list[str]:
    """The canaries in a text."""
    return [canary for canary in CANARIES if canary in text.lower()]


def work_at_the_desk(shop: Shop, id: str) -> Desk:
    """Everything that the team can do with a conversation. Needs `background`. Returns the author's side."""
    colleague = Desk(shop.admin(NAME, role="agent"), id)
    maya = Desk(shop.admin(), id)
    made = [
        maya.note(NOTE, mentions=[colleague.admin_id]),
        maya.edit(1, f"{NOTE} {EDITED}", after=1),
        maya.tag([TAG, "other"], after=2),
        maya.assign(colleague.admin_id, after=3),
        maya.snooze(now_ms() + 3600_000, after=4),
        maya.snooze(None, after=5),
        colleague.note(f"{NOTE} again", after=6),
        colleague.delete(7, after=7),
    ]
    assert {answer.status for answer in made} <= {200, 201}
    return maya


def test_the_canary_sings_where_an_admin_looks() -> None:
    """So that the tests below would find it."""
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    with background():
        maya = work_at_the_desk(shop, visitor.conversation_id)
    assert sings(maya.page().raw) == list(CANARIES)
    assert sings(maya.api.get("/admin/chatbot").raw) == ["xqtag"]


@pytest.fixture(scope="module")
def worked_on() -> Scene:
    return new_scene()


def new_scene() -> Scene:
    scene = Scene()
    with background():
        work_at_the_desk(scene.shop, scene.id)
    return scene


@pytest.mark.parametrize("call", VISITORS_CALLS)
def test_no_call_of_a_visitor_returns_it(worked_on: Scene, call: str) -> None:
    scene = new_scene() if call.endswith("/rating") else worked_on  # it closes the conversation at its first message
    answer = CALLS[call](scene, scene.caller("visitor", "visitor"))
    assert answer.status in (200, 201)
    assert sings(answer.raw) == []


def test_no_event_on_a_visitors_socket_has_it() -> None:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    heard, team = sockets.visitors(visitor.api), sockets.admins(shop.admin("Noor"))
    with background():
        maya = work_at_the_desk(shop, visitor.conversation_id)
    admin = across(maya.api, visitor.conversation_id)
    admin.send("An answer", after=1)
    admin.set_status("closed", after=2)
    visitor.send("One more thing", after=3)
    admin.mark_read(4)
    for frame in frames(visitor.conversation_id):
        heard.send_frame(frame)
    assert len(heard.received) > 4
    assert sings(text_of(heard)) == []
    assert sings(text_of(team)) == list(CANARIES)
    with background():
        assert maya.api.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert sings(text_of(heard)) == []


def frames(id: str) -> list[dict[str, Any]]:
    return [
        {"type": "resume", "cursors": {id: 0}},
        {"type": "typing", "conversation_id": id},
        {"type": "viewing", "conversation_id": id},
        {"type": "ping"},
    ]


def text_of(socket: Socket) -> str:
    return str(socket.received)


def test_no_mail_push_webhook_transcript_export_file_or_log_has_it(tmp_path: Path) -> None:
    with logged() as lines, surroundings() as (work, hook, browser_of):
        scene = Answered(work, alert_after_seconds=0)
        site_id = scene.shop.site.site_id
        assert webhooks.add(site_id, Webhook("wh_1", "slack", "Ops", hook.url, now_ms()), 5)
        events = EventWebhook("ew_1", f"{hook.url}events", EVENT_TYPES, "whsec_of_a_test", now_ms())
        assert event_webhooks.add(site_id, events, 5)
        sites.known.clear()
        noor = scene.shop.admin("Noor")
        browser = browser_of(noor)
        work_at_the_desk(scene.shop, scene.id)
        work.run_due()
        scene.answer("Yes, we have three.", after=1)
        assert scene.visitor.api.post("/chatbot/transcript", {"client_id": new_client_id()}).status == 200
        answered = scene.minutes(3)
        assert scene.visitor.send("Then I take all three.", after=2).status == 201
        sites.known.clear()
        work.deliver(scene.id)
        work.run_due()
        work.run_due()
        scene.maya.set_status("closed", after=3)
        work.deliver(scene.id)
        work.run_started()
        exported = scene.admin.get(f"/admin/chatbot/{scene.id}/export?since_id=0")
        assert scene.admin.call("PATCH", "/admin/site", {"name": "Teapots"}).status == 200
        stored = [each.read_text(errors="ignore") for each in work.objects.folder.rglob("*") if each.is_file()]
    subjects = [str(mail["Subject"]) for mail in work.mails]
    assert len(answered) >= 2  # the answer and the transcript
    assert any("mentioned you" in subject for subject in subjects)
    assert any("waiting" in subject for subject in subjects)
    assert {each.path for each in hook.received} == {"/", "/events"}
    sent = [each.headers["porchlight-event"] for each in hook.received if each.path == "/events"]
    assert {"conversation.created", "message.created", "conversation.closed"} <= {*sent}
    assert browser.notifications
    assert exported.status == 200
    assert stored
    mails = [without_recipient(mail) for mail in work.mails]
    assert [sings(text) for text in mails if sings(text)] == []
    for received in hook.received:
        assert sings(received.body.decode()) == []
    assert sings(str(browser.notifications)) == []
    assert sings(exported.raw) == []
    assert [sings(text) for text in stored if sings(text)] == []
    assert sings(lines.text) == []


def without_recipient(mail: EmailMessage) -> str:
    """Everything that the mail says. A colleague who gets one may be addressed by name."""
    parts = [str(part.get_content()) for part in mail.walk() if not part.is_multipart()]
    headers = [f"{name}: {value}" for name, value in mail.items() if name.lower() != "to"]
    return "\n".join([*headers, *parts])


@contextmanager
def surroundings() -> Iterator[tuple[Background, Any, Any]]:
    """The background work with a webhook's server and a push service. The last one subscribes an admin's browser."""
    with push_service() as service, target(answers(200, b"ok")) as hook, NamedTemporaryFile("w") as file:
        file.write(new_key())
        file.flush()
        key = vapid.parse(Path(file.name).read_text()).public
        settings = {"push_key_file": file.name, "push_public_key": key, "private_targets": "yes"}
        with background(**settings) as work, patch.object(vapid, "current", lambda: vapid.parse(vapid.text())):

            def browser_of(admin: Api) -> Browser:
                browser = service.browser()
                fields = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth, "key": key}
                assert admin.post("/admin/session/push", fields).status == 200
                return browser

            yield work, hook, browser_of
