"""The conversation in the fixtures of tests/wire, created on the real server as far as a fixture needs it."""

import dataclasses
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyotp

from chalicelib import audit
from chalicelib.accounts import team
from chalicelib.chat import conversation_links
from chalicelib.model import Limits, now_ms
from chalicelib.model.event_webhooks import EventDelivery
from chalicelib.model.reports import SITE, Case, Count, of_person, of_tag
from chalicelib.storage import admins, conversations, deliveries, reports, sites
from tests.api_client import PASSWORD, Api, Seat, Shop, across, new_client_id
from tests.files import png, uploaded
from tests.integration import sockets
from tests.integration.background import background
from tests.integration.mails import by_mail
from tests.tokens import claims_of

WIRE = Path(__file__).parents[2] / "wire"

# Fields whose values differ from run to run: only their types and presence are compared.
VARYING = {
    "value",
    "widget_token",
    "previous_widget_token_until",
    "identity_secret",
    "token",
    "ticket",
    "expires_at",
    "conversation_id",
    "created_at",
    "last_at",
    "sent_at",
    "received_at",
    "cursor",
    "older",
    "reach",
    "waiting_since",
    "exported_at",
    "changed_at",
    "version",
    "url",
    "sender_id",
    "face",
    "picture",
    "at",
    "target",
    "email",
    "refresh_token",
    "device_token",
    "admin_id",
    "assignee_id",
    "site_id",
    "other_id",
    "links",
    "mentions",
    "until",
    "snoozed_until",
    "secret",
    "uri",
    "recovery_codes",
    "refresh_expires_at",
    "session_id",
    "used_at",
    "created_by",
    "address",
    "device",
    # of a delivery
    "event_id",
    "link",
    "ms",
    "next_at",
    "previous_secret_until",
    "tried_at",
    "socket_url",
    # of the form of an upload
    "key",
    "policy",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-signature",
}


def fixture(kind: str, name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((WIRE / kind / f"{name}.json").read_text(encoding="utf-8"))
    return value


class Story:
    """The conversation of the fixtures, as far as the fixture under test needs it."""

    def __init__(self) -> None:
        self.shop = Shop(limits=Limits())
        self.visitor: Seat = self.shop.visitor()
        self.email = self.shop.account("Maya")
        signed_in = Api().post("/admin/session", {"email": self.email, "password": PASSWORD})
        self.entry = signed_in.body
        self.admin = Api(signed_in.body["token"])
        self.maya = across(self.admin, self.visitor.conversation_id)
        self.olu = f"{secrets.token_hex(6)}@shop.example"
        self.code = self.link = self.first = ""
        self.noor = self.reset = self.invitation = self.secret = ""
        self.noor_online: sockets.Socket | None = None
        self.block_id = self.webhook = self.question = self.canned = self.api_token = self.event_webhook = ""

    def with_block(self) -> None:
        self.with_message()
        fields = {
            **fixture("calls", "admin_block")["request"]["body"],
            "conversation_id": self.visitor.conversation_id,
        }
        self.block_id = self.admin.post("/admin/blocks", fields).body["block"]["id"]

    def with_api_token(self) -> None:
        fields = fixture("calls", "admin_api_token_create")["request"]["body"]
        self.api_token = self.admin.post("/admin/api-tokens", fields).body["api_token"]["id"]

    def with_event_webhook(self) -> None:
        fields = fixture("calls", "admin_event_webhook_add")["request"]["body"]
        self.event_webhook = self.admin.post("/admin/event-webhooks", fields).body["event_webhook"]["id"]

    def with_event_webhook_that_leads_nowhere(self) -> None:
        self.with_event_webhook()
        address = {"address": "https://localhost/", "password": PASSWORD}
        assert self.admin.call("PATCH", f"/admin/event-webhooks/{self.event_webhook}", address).status == 200

    def with_delivery(self) -> None:
        self.with_message()
        self.with_event_webhook_that_leads_nowhere()
        wanted = fixture("calls", "admin_event_deliveries")["response"]["body"]["deliveries"][0]
        number = wanted.pop("number")
        stored = EventDelivery(self.event_webhook, **{**wanted, "conversation_id": self.visitor.conversation_id})
        deliveries.put(dataclasses.replace(stored, entry=number))

    def with_webhook(self) -> None:
        fields = fixture("calls", "admin_webhook_add")["request"]["body"]
        self.webhook = self.admin.post("/admin/site/webhooks", fields).body["webhook"]["id"]

    def with_faq(self) -> None:
        fields = fixture("calls", "admin_faq_add")["request"]["body"]
        self.question = self.admin.post("/admin/site/faq/entries", fields).body["entry"]["id"]

    def with_canned_reply(self) -> None:
        fields = fixture("calls", "admin_canned_reply_add")["request"]["body"]
        self.canned = self.admin.post("/admin/canned-replies/entries", fields).body["reply"]["id"]

    def with_webhook_that_leads_nowhere(self) -> None:
        self.with_webhook()
        address = {"address": "https://localhost/"}
        assert self.admin.call("PATCH", f"/admin/site/webhooks/{self.webhook}", address).status == 200

    def has_identity_secret(self) -> None:
        sites.put(dataclasses.replace(self.shop.site, identity_secret="the identity secret of the fixtures"))

    def with_hours(self) -> None:
        self.replayed(fixture("calls", "admin_site_hours")["request"])

    def with_message(self) -> None:
        self.visitor.send(**fixture("calls", "visitor_message")["request"]["body"])

    def with_context(self) -> None:
        """The site collects what the visitor's page says."""
        collects = {"visitor_context": True}
        assert self.admin.call("PATCH", "/admin/site", collects).status == 200

    def with_stored_context(self) -> None:
        self.with_context()
        self.visitor.send(**fixture("calls", "visitor_message_context")["request"]["body"])

    def with_reply(self) -> None:
        self.with_message()
        self.maya.send(**fixture("calls", "admin_reply")["request"]["body"])

    def with_two(self) -> None:
        """The visitor is in a second conversation, with a message of its own."""
        self.with_reply()
        self.first = self.visitor.conversation_id
        self.visitor = self.shop.visitor(self.visitor.api.token, conversation_id="new")
        assert self.visitor.send("Do you mend teapots?").status == 201

    def with_changes(self) -> None:
        self.with_reply()
        self.visitor.mark_read(2)
        self.visitor.edit(1, **fixture("calls", "visitor_edit")["request"]["body"])
        self.maya.delete(2, **{**fixture("calls", "admin_delete")["request"]["body"], "after": 3})

    def at_the_desk(self) -> None:
        """A message, and a colleague to mention."""
        self.with_noor()
        self.with_message()

    def with_note(self) -> None:
        self.at_the_desk()
        assert self.replayed(fixture("calls", "admin_note")["request"]).status == 201

    def with_desk(self) -> None:
        """The desk log of the fixtures: a note, and two tags."""
        self.with_note()
        tagged = fixture("calls", "admin_desk")["response"]["body"]["entries"][1]
        fields = {"client_id": tagged["client_id"], "add": tagged["added"], "after": 1}
        assert self.maya.api.post(f"/admin/chatbot/{self.visitor.conversation_id}/tags", fields).status == 200

    def assigned(self) -> None:
        """By Noor, to herself."""
        self.with_message()
        noor = self.shop.admin("Noor", role="agent")
        self.noor = str(claims_of(noor.token)["sub"])
        fields = {"client_id": new_client_id(), "assignee_id": self.noor, "after": 0}
        assert noor.post(f"/admin/chatbot/{self.visitor.conversation_id}/assignee", fields).status == 200

    def at_hand(self) -> None:
        """Maya takes care of a conversation with a tag."""
        self.with_message()
        desk = f"/admin/chatbot/{self.visitor.conversation_id}"
        own = str(claims_of(self.admin.token)["sub"])
        for path, fields in (("assignee", {"assignee_id": own, "after": 0}), ("tags", {"add": ["vip"], "after": 1})):
            assert self.admin.post(f"{desk}/{path}", {"client_id": new_client_id(), **fields}).status == 200

    def closed(self) -> None:
        self.with_reply()
        assert self.replayed(fixture("calls", "admin_status")["request"]).status == 200

    def with_contact(self) -> None:
        self.with_message()
        self.visitor.api.post("/chatbot/contact", fixture("calls", "visitor_contact")["request"]["body"])

    def with_index(self) -> None:
        self.with_contact()
        with background() as work:
            work.deliver(self.visitor.conversation_id)

    def with_link(self) -> None:
        self.with_contact()
        conversation = conversations.get(self.visitor.conversation_id)
        assert conversation
        self.link = conversation_links.create(conversation)

    def with_mail(self) -> None:
        self.with_message()
        by_mail(self.visitor)

    def with_attachment(self) -> None:
        with background():
            assert self.visitor.send("", attachments=[uploaded(self.visitor, png())]).status == 201

    def with_read_mark(self) -> None:
        self.with_reply()
        self.visitor.mark_read(2)

    def with_offered_factor(self) -> None:
        secret = self.admin.post("/admin/second-factor", {"password": PASSWORD}).body["secret"]
        self.code = pyotp.TOTP(secret).now()

    def with_push(self) -> None:
        assert self.admin.post("/admin/session/push", fixture("calls", "admin_push")["request"]["body"]).status == 200

    def with_noor(self) -> None:
        self.noor = str(claims_of(self.shop.admin("Noor", role="agent").token)["sub"])

    def with_bouncing_noor(self) -> None:
        self.with_noor()
        email = next(each["email"] for each in self.admin.get("/admin/team").body["admins"] if each["id"] == self.noor)
        noor = admins.get(email)
        assert noor is not None
        admins.note_mail_refused(noor, "bounced", "Mail to this address bounces.", 1795000000000)

    def with_noor_online(self) -> None:
        self.noor_online = sockets.admins(self.shop.admin("Noor", role="agent"))

    def with_reset_link(self) -> None:
        self.with_noor()
        self.reset = team.create_reset_link(self.shop.site.site_id, self.noor)[0].text

    def with_invitation(self) -> None:
        answer = self.admin.post("/admin/invitations", {"email": self.olu, "role": "agent", "password": PASSWORD})
        self.invitation, self.secret = answer.body["invitation"]["id"], answer.body["secret"]

    def with_invitation_elsewhere(self) -> None:
        fields = {"email": self.email, "role": "agent", "password": PASSWORD}
        self.secret = Shop().admin().post("/admin/invitations", fields).body["secret"]

    def with_report(self) -> None:
        """A conversation of 16 July 2026, with an answer after three minutes, which was closed an hour later."""
        at, later, maya = 1784188800000, 1784192400000, of_person(str(claims_of(self.admin.token)["sub"]))
        waited = [Count(at, SITE, metric) for metric in ("b", "v", "v", "w")]
        answered = [Count(at, maya, metric) for metric in ("m", "f54")]
        closed = [
            Count(later, subject, metric) for subject in (maya, of_tag("delivery")) for metric in ("c", "r83", "5")
        ]
        case = Case(self.visitor.conversation_id, self.shop.site.site_id)
        counts = [*waited, *answered, *closed, Count(later, of_tag("delivery"), "f54")]
        assert reports.count(case, dataclasses.replace(case, counted_id=4), counts, at)

    def with_audit_entries(self) -> None:
        (entry,) = fixture("calls", "admin_audit")["response"]["body"]["entries"]
        about = {name: entry[name] for name in ("actor", "action", "target", "address")}
        for _ in range(2):
            audit.record(self.shop.site.site_id, **about, **entry["details"])

    def replayed(self, request: dict[str, Any], *, simple: bool = False) -> Any:
        """Sends a fixture's request, with its ids and secrets replaced by those of this story.

        `simple`: as a page sends it, without a preflight.
        """
        own = {
            "<visitor token>": self.visitor.api.token,
            "<admin token>": self.admin.token,
            "<device token>": self.entry["device_token"],
            "c_5hXb0mJt2QyVwR8s": self.first or self.visitor.conversation_id,
            "c_9fTq2mWz4RkXv7La": self.visitor.conversation_id,
            "b_6f1a0c93d2b47e58": self.block_id,
            "wh_3f9a1c7b2d4e6a80": self.webhook,
            "at_3f9a1c7b2d4e6a80": self.api_token,
            "ew_3f9a1c7b2d4e6a80": self.event_webhook,
            "q_5e1f7a3b9c2d": self.question,
            "r_5e1f7a3b9c2d": self.canned,
            "maya@shop.example": self.email,
            "rt_a_9kQ2vLx7.s_4mTz8QwR1nYc.uV2xK9bLq0sHfJ5tD7wE3rGyNzA8pMcXi1oSjQkTvBU": self.entry["refresh_token"],
            "s_4mTz8QwR1nYc": self.entry["session_id"],
            "olu@shop.example": self.olu,
            "492039": self.code,
            "<secret of a link>": self.link,
            "1784275200000": now_ms() + 3600_000,
            "pr_default.a_4Lw8sNq1.Zb7cN1xQv5RtYm3KpWj8LsHd0GfEa2UoTi6XyBkVwJr": self.reset,
            "in_default.i_7Hq2vLx0TzMc.nK4xR8tYw2QmVb6JpZ0sLd3FhGc9AeUo1iTjXyBkWvE": self.secret,
            "a_4Lw8sNq1": self.noor,
            "i_7Hq2vLx0TzMc": self.invitation,
            "pl_default_5f2d9c1b7a3e4d60": self.shop.site.widget_token,
        }
        text = json.dumps(request)
        for theirs, ours in own.items():
            text = text.replace(theirs, str(ours))
        ready = json.loads(text)
        headers = ready.get("headers", {})
        token = headers.pop("Authorization", "").removeprefix("Bearer ") or None
        api = Api(token, origin=None, simple=simple)
        with background():
            if ready.get("body", {}).get("attachments"):
                ready["body"]["attachments"] = [uploaded(self.visitor, png())]
            return api.call(ready["method"], ready["path"], ready.get("body"), **headers)


STAGES: dict[str, Callable[[Story], None]] = {
    "visitor_session": lambda story: None,
    "widget_installed": lambda story: None,
    "visitor_session_hours": Story.with_hours,
    "visitor_session_identity": Story.has_identity_secret,
    "visitor_session_ignored": Story.has_identity_secret,
    "visitor_session_new": Story.with_reply,
    "visitor_conversations": Story.with_two,
    "visitor_conversations_posted": Story.with_two,
    "admin_others": Story.with_two,
    "admin_others_posted": Story.with_two,
    "admin_search": Story.with_index,
    "admin_search_posted": Story.with_index,
    "visitor_session_bot": Story.with_faq,
    "visitor_message": lambda story: None,
    "visitor_message_bot": Story.with_faq,
    "visitor_message_context": Story.with_context,
    "visitor_message_simple": lambda story: None,
    "visitor_messages": Story.with_reply,
    "visitor_messages_posted": Story.with_reply,
    "visitor_messages_empty": Story.with_read_mark,
    "visitor_messages_empty_posted": Story.with_read_mark,
    "visitor_messages_changed": Story.with_changes,
    "visitor_edit": Story.with_reply,
    "visitor_delete": Story.with_reply,
    "admin_edit": Story.with_reply,
    "admin_delete": Story.with_reply,
    "visitor_mark_read": Story.with_reply,
    "visitor_ticket": Story.with_message,
    "visitor_contact": Story.with_message,
    "visitor_transcript": Story.with_contact,
    "visitor_upload": lambda story: None,
    "visitor_message_attachment": lambda story: None,
    "visitor_attachments": Story.with_attachment,
    "visitor_attachments_posted": Story.with_attachment,
    "visitor_rating": Story.closed,
    "admin_status": Story.with_reply,
    "admin_contact": Story.with_message,
    "admin_desk": Story.with_desk,
    "admin_desk_posted": Story.with_desk,
    "admin_note": Story.at_the_desk,
    "admin_note_edit": Story.with_note,
    "admin_note_delete": Story.with_note,
    "admin_assignee": Story.at_the_desk,
    "admin_assignee_meanwhile": Story.assigned,
    "admin_tags": Story.with_desk,
    "admin_snooze": Story.with_message,
    "admin_links": Story.with_two,
    "admin_colleagues": Story.with_noor,
    "admin_counts": Story.with_message,
    "admin_counts_posted": Story.with_message,
    "admin_inbox_filtered": Story.at_hand,
    "admin_colleagues_posted": Story.with_noor,
    "admin_inbox_closed": Story.closed,
    "admin_upload": Story.with_message,
    "admin_attachments": Story.with_attachment,
    "admin_attachments_posted": Story.with_attachment,
    "visitor_link": Story.with_link,
    "admin_session": lambda story: None,
    "admin_session_known_device": lambda story: None,
    "admin_session_refresh": lambda story: None,
    "admin_session_end": lambda story: None,
    "admin_push": lambda story: None,
    "admin_push_end": lambda story: None,
    "admin_push_test": Story.with_push,
    "admin_sessions": lambda story: None,
    "admin_sessions_end_one": lambda story: None,
    "admin_sessions_end": lambda story: None,
    "admin_second_factor": lambda story: None,
    "admin_second_factor_confirm": Story.with_offered_factor,
    "admin_second_factor_end": lambda story: None,
    "admin_team": Story.with_bouncing_noor,
    "admin_team_role": Story.with_noor,
    "admin_team_remove": Story.with_noor,
    "admin_team_password_reset": Story.with_noor,
    "admin_invite": lambda story: None,
    "admin_invitations": Story.with_invitation,
    "admin_invitation_withdraw": Story.with_invitation,
    "admin_invitation_accept": Story.with_invitation,
    "admin_invitation_join": Story.with_invitation_elsewhere,
    "admin_site_add": lambda story: None,
    "admin_find_site": Story.with_message,
    "admin_password": lambda story: None,
    "admin_password_reset": Story.with_reset_link,
    "admin_password_reset_request": lambda story: None,
    "admin_language": lambda story: None,
    "admin_notifications": lambda story: None,
    "admin_notifications_change": lambda story: None,
    "admin_picture": lambda story: None,
    "admin_picture_remove": lambda story: None,
    "admin_site_picture": lambda story: None,
    "admin_inbox": Story.with_message,
    "admin_inbox_posted": Story.with_message,
    "admin_inbox_since": lambda story: None,
    "admin_inbox_since_posted": lambda story: None,
    "admin_messages": Story.with_message,
    "admin_messages_posted": Story.with_message,
    "admin_reply": Story.with_message,
    "admin_mark_read": Story.with_message,
    "admin_ticket": lambda story: None,
    "admin_presence": Story.with_noor_online,
    "admin_block": Story.with_message,
    "admin_blocks": Story.with_block,
    "admin_unblock": Story.with_block,
    "admin_site": lambda story: None,
    "admin_site_change": lambda story: None,
    "admin_site_hours": lambda story: None,
    "admin_site_look": lambda story: None,
    "admin_site_preview": lambda story: None,
    "admin_site_widget_token": lambda story: None,
    "admin_site_identity_secret": lambda story: None,
    "admin_faq": Story.with_faq,
    "admin_faq_add": lambda story: None,
    "admin_faq_change": Story.with_faq,
    "admin_faq_entry_change": Story.with_faq,
    "admin_faq_remove": Story.with_faq,
    "admin_canned_replies": Story.with_canned_reply,
    "admin_canned_replies_posted": Story.with_canned_reply,
    "admin_canned_reply_add": lambda story: None,
    "admin_canned_reply_change": Story.with_canned_reply,
    "admin_canned_reply_remove": Story.with_canned_reply,
    "admin_api_tokens": Story.with_api_token,
    "admin_api_token_create": lambda story: None,
    "admin_api_token_revoke": Story.with_api_token,
    "admin_event_webhooks": Story.with_event_webhook,
    "admin_event_webhook_add": lambda story: None,
    "admin_event_webhook_change": Story.with_event_webhook,
    "admin_event_webhook_remove": Story.with_event_webhook,
    "admin_event_webhook_secret": Story.with_event_webhook,
    "admin_event_webhook_test": Story.with_event_webhook_that_leads_nowhere,
    "admin_event_deliveries": Story.with_delivery,
    "admin_event_delivery": Story.with_delivery,
    "admin_event_delivery_replay": Story.with_delivery,
    "admin_webhooks": Story.with_webhook,
    "admin_webhook_add": lambda story: None,
    "admin_webhook_change": Story.with_webhook,
    "admin_webhook_test": Story.with_webhook_that_leads_nowhere,
    "admin_webhook_remove": Story.with_webhook,
    "admin_audit": Story.with_audit_entries,
    "admin_reports": Story.with_report,
    "admin_reports_posted": Story.with_report,
    "admin_original": Story.with_mail,
    "admin_context": Story.with_stored_context,
    "admin_export": Story.with_message,
    "admin_erase": Story.with_reply,
    "refused": lambda story: None,
}


def assert_alike(given: Any, wanted: Any, at: str = "") -> None:
    """Compares keys, types, and the values that do not vary, recursively."""
    assert type(given) is type(wanted), at
    if isinstance(wanted, dict):
        assert given.keys() == wanted.keys(), at
        for name in wanted:
            assert_alike(given[name], wanted[name], f"{at}.{name}")
    elif isinstance(wanted, list):
        assert len(given) == len(wanted), at
        for index, pair in enumerate(zip(given, wanted, strict=True)):
            assert_alike(*pair, at=f"{at}[{index}]")
    elif at.rpartition(".")[2].partition("[")[0] not in VARYING and not (
        at.endswith(".id") and isinstance(wanted, str)
    ):
        assert given == wanted, at
