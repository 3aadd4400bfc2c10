"""Makes each call and each socket event in the scene. Everything is valid except, perhaps, the caller."""

import base64
import json
import secrets
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pyotp

from chalicelib import events
from chalicelib.accounts import forgotten_passwords, team
from chalicelib.chat import conversation_links
from chalicelib.model import Conversation
from chalicelib.realtime import fanout
from chalicelib.storage import conversations
from tests.api_client import PASSWORD, Answer, Api, Seat, across, new_client_id
from tests.desk_client import Desk
from tests.files import png, uploaded
from tests.integration import sockets
from tests.integration.api.story import fixture
from tests.integration.background import background
from tests.integration.mails import by_mail
from tests.integration.rights.scene import SECRET, Scene
from tests.integration.sockets import Socket
from tests.tokens import claims_of

Make = Callable[[Scene, Api], Answer]


def original(scene: Scene, api: Api) -> Answer:
    """The mail of a message, in a conversation of its own."""
    other = scene.shop.visitor()
    with background():
        return api.get(f"/admin/chatbot/{other.conversation_id}/original?id={by_mail(other)}")


def others(scene: Scene, api: Api, method: str = "GET") -> Answer:
    """From another conversation of the scene's visitor, which the scene's one is listed beside."""
    new = scene.shop.visitor(scene.visitor.api.token, conversation_id="new")
    assert new.send("something else").status == 201
    path = f"/admin/chatbot/{new.conversation_id}/others"
    return api.get(path) if method == "GET" else api.post(path, {})


def searched(scene: Scene, api: Api, method: str) -> Answer:
    """The conversation is in the index."""
    with background() as work:
        work.deliver(scene.id)
    return api.get("/admin/search?q=kettle") if method == "GET" else api.post("/admin/search", {"q": "kettle"})


UPLOAD = {"name": "kettle.png", "type": "image/png", "size": 73}


def allowed(path: str) -> Make:
    def make(_: Scene, api: Api) -> Answer:
        with background():
            return api.post(path, UPLOAD)

    return make


def pictured(path: str) -> Make:
    def make(_: Scene, api: Api) -> Answer:
        with background():
            return api.post(path, {"content": base64.b64encode(png(32, 32)).decode()})

    return make


def allowed_across(scene: Scene, api: Api) -> Answer:
    with background():
        return api.post(f"/admin/chatbot/{scene.id}/uploads", UPLOAD)


def with_file(scene: Scene) -> Seat:
    """A conversation of its own on the scene's site, with a file in its first message."""
    seat = scene.shop.visitor()
    assert seat.send("", attachments=[uploaded(seat, png())]).status == 201
    return seat


def own_links(scene: Scene, api: Api, method: str = "GET") -> Answer:
    """The scene's visitor sends a file first."""
    id = 1
    with background():
        if api.token == scene.visitor.api.token:
            sent = scene.visitor.send("", after=1, attachments=[uploaded(scene.visitor, png())])
            id = sent.body["message"]["id"]
        if method == "GET":
            return api.get(f"/chatbot/attachments?id={id}")
        return api.post("/chatbot/attachments", {"id": id})


def links_across(scene: Scene, api: Api, method: str = "GET") -> Answer:
    with background():
        path = f"/admin/chatbot/{with_file(scene).conversation_id}/attachments"
        return api.get(f"{path}?id=1") if method == "GET" else api.post(path, {"id": 1})


def text() -> dict[str, object]:
    return {"client_id": new_client_id(), "body": "hello", "after": 0}


def edited(scene: Scene, api: Api) -> Answer:
    """The caller changes what the caller has just sent, if it could."""
    id = sent(api, "/chatbot/message")
    return api.post(f"/chatbot/messages/{id}/edit", text())


def deleted(scene: Scene, api: Api) -> Answer:
    id = sent(api, "/chatbot/message")
    return api.post(f"/chatbot/messages/{id}/delete", {"client_id": new_client_id(), "after": 0})


def edited_across(scene: Scene, api: Api) -> Answer:
    path = f"/admin/chatbot/{scene.id}"
    return api.post(f"{path}/messages/{sent(api, f'{path}/reply')}/edit", text())


def deleted_across(scene: Scene, api: Api) -> Answer:
    path = f"/admin/chatbot/{scene.id}"
    id = sent(api, f"{path}/reply")
    return api.post(f"{path}/messages/{id}/delete", {"client_id": new_client_id(), "after": 0})


def sent(api: Api, path: str) -> int:
    """The number of a new message; 1 for a caller who may not send one."""
    answer = api.post(path, text())
    return int(answer.body["message"]["id"]) if answer.status == 201 else 1


def started(scene: Scene, api: Api) -> Answer:
    """Whoever calls asks for the scene's conversation."""
    return api.post("/chatbot/session", {"widget_token": scene.shop.site.widget_token, "conversation_id": scene.id})


def installed(scene: Scene, api: Api) -> Answer:
    return api.post("/chatbot/installed", {"widget_token": scene.shop.site.widget_token})


def signed_in(scene: Scene, api: Api) -> Answer:
    return api.post("/admin/session", {"email": scene.shop.account(), "password": PASSWORD})


def refreshed(scene: Scene, api: Api) -> Answer:
    session = Api().post("/admin/session", {"email": scene.shop.account(), "password": PASSWORD})
    return api.post("/admin/session/refresh", {"refresh_token": session.body["refresh_token"]})


def subscribed(_: Scene, api: Api) -> Answer:
    fields = fixture("calls", "admin_push")["request"]["body"]
    return api.post("/admin/session/push", {**fields, "endpoint": f"https://push.example/{secrets.token_hex(6)}"})


def tested(scene: Scene, api: Api) -> Answer:
    subscribed(scene, api)
    with background():
        return api.post("/admin/session/push/test")


def changed_password(_: Scene, api: Api) -> Answer:
    return api.post("/admin/password", {"current": PASSWORD, "password": "a kettle that sings at six"})


def confirmed(_: Scene, api: Api) -> Answer:
    offered = api.post("/admin/second-factor", {"password": PASSWORD})
    if offered.status != 201:
        return api.post("/admin/second-factor/confirm", {"code": "000000"})
    code = pyotp.TOTP(offered.body["secret"]).now()
    return api.post("/admin/second-factor/confirm", {"code": code})


def reset_password(scene: Scene, api: Api) -> Answer:
    colleague = claims_of(scene.shop.admin("Noor").token)["sub"]
    link, _ = team.create_reset_link(scene.shop.site.site_id, colleague)
    return api.post("/admin/password-reset", {"secret": link.text, "password": "a kettle that sings at six"})


def requested_reset(scene: Scene, api: Api) -> Answer:
    """From an address of its own, since requests from one address are limited."""
    caller = Api(api.token, address=f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1")
    with background(), patch.object(forgotten_passwords, "ANSWER_SECONDS", 0):
        return caller.post("/admin/password-reset/request", {"email": scene.shop.account()})


def accepted(scene: Scene, api: Api) -> Answer:
    owner = scene.shop.admin()
    secret = owner.post("/admin/invitations", new_invitation()).body["secret"]
    fields = {"secret": secret, "name": "Olu", "password": "a kettle that sings at six"}
    return api.post("/admin/invitations/accept", fields)


def joined(scene: Scene, api: Api) -> Answer:
    """With an invitation for somebody else, which a member of the team does not need."""
    secret = scene.shop.admin().post("/admin/invitations", new_invitation()).body["secret"]
    return api.post("/admin/invitations/join", {"secret": secret})


def added_site(_: Scene, api: Api) -> Answer:
    fields = {"client_id": new_client_id(), "name": "Second shop", "origins": ["https://second.example"]}
    return api.post("/admin/sites", fields)


def colleague(scene: Scene) -> str:
    """The path of an agent of the scene's team."""
    return f"/admin/team/{claims_of(scene.shop.admin('Noor', role='agent').token)['sub']}"


def invitation(scene: Scene) -> str:
    """The path of an invitation of the scene's owner."""
    answer = scene.shop.admin().post("/admin/invitations", new_invitation())
    return f"/admin/invitations/{answer.body['invitation']['id']}"


def new_invitation() -> dict[str, str]:
    return {"email": new_email(), "role": "agent", "password": PASSWORD}


def new_email() -> str:
    return f"{secrets.token_hex(6)}@shop.example"


def api_token(scene: Scene) -> str:
    """The path of an API token of the scene's site, which has no others: twenty are the most."""
    owner, path = scene.shop.admin(), "/admin/api-tokens"
    for each in owner.get(path).body["api_tokens"]:
        owner.call("DELETE", f"{path}/{each['id']}")
    return f"{path}/{owner.post(path, new_api_token()).body['api_token']['id']}"


def new_api_token() -> dict[str, object]:
    return {"name": "Order desk", "scopes": ["conversations:read"], "password": PASSWORD}


def created_api_token(scene: Scene, api: Api) -> Answer:
    api_token(scene)
    return api.post("/admin/api-tokens", new_api_token())


def new_event_webhook() -> dict[str, object]:
    address = f"https://localhost/{secrets.token_hex(8)}"
    return {"address": address, "types": ["message.created"], "password": PASSWORD}


def event_webhook(scene: Scene) -> str:
    """The path of a webhook for events of the scene's site, which has no others: five are the most."""
    owner, path = scene.shop.admin(), "/admin/event-webhooks"
    for each in owner.get(path).body["event_webhooks"]:
        owner.call("DELETE", f"{path}/{each['id']}")
    return f"{path}/{owner.post(path, new_event_webhook()).body['event_webhook']['id']}"


def added_event_webhook(scene: Scene, api: Api) -> Answer:
    event_webhook(scene)
    return api.post("/admin/event-webhooks", new_event_webhook())


def event_delivery(scene: Scene) -> str:
    """The path of a test event's delivery."""
    path = event_webhook(scene)
    return f"{path}/deliveries/{scene.shop.admin().post(f'{path}/test').body['delivery']['id']}"


def new_webhook() -> dict[str, str]:
    return {"kind": "slack", "name": "Ops", "address": f"https://localhost/{secrets.token_hex(8)}"}


def webhook(scene: Scene) -> str:
    """The path of a webhook of the scene's site, which has no others: five are the most."""
    owner, path = scene.shop.admin(), "/admin/site/webhooks"
    for each in owner.get(path).body["webhooks"]:
        owner.call("DELETE", f"{path}/{each['id']}")
    return f"{path}/{owner.post(path, new_webhook()).body['webhook']['id']}"


def added_webhook(scene: Scene, api: Api) -> Answer:
    webhook(scene)
    return api.post("/admin/site/webhooks", new_webhook())


QUESTION = {"texts": [{"language": "en", "question": "How long does delivery take?", "answer": "Two days."}]}


def question(scene: Scene) -> str:
    """The path of an entry of the FAQ of the scene's site."""
    entry = scene.shop.admin().post("/admin/site/faq/entries", QUESTION).body["entry"]
    return f"/admin/site/faq/entries/{entry['id']}"


REPLY = {"title": "Returns", "text": "For thirty days."}


def new_canned_reply() -> dict[str, str]:
    return {**REPLY, "name": secrets.token_hex(8)}


def canned_reply(scene: Scene) -> str:
    """The path of a canned reply of the scene's site, in its first revision."""
    reply = scene.shop.admin().post("/admin/canned-replies/entries", new_canned_reply()).body["reply"]
    return f"/admin/canned-replies/entries/{reply['id']}"


def canned_replies(scene: Scene, api: Api, method: str = "GET") -> Answer:
    """Reads them after one of the scene's site has got the secret as its text."""
    scene.shop.admin().post("/admin/canned-replies/entries", {**new_canned_reply(), "text": SECRET})
    return api.call(method, "/admin/canned-replies", {} if method == "POST" else None)


def session_of(api: Api) -> str:
    return str(claims_of(api.token)["sid"])


def blocked(scene: Scene, api: Api) -> Answer:
    return api.post("/admin/blocks", {"conversation_id": scene.id, "kind": "visitor", "reason": "Abuse"})


def unblocked(scene: Scene, api: Api) -> Answer:
    """Another visitor of the site is blocked, so that the scene's visitor is not affected."""
    other = scene.shop.visitor()
    other.send()
    fields = {"conversation_id": other.conversation_id, "kind": "visitor"}
    block = scene.shop.admin().post("/admin/blocks", fields).body["block"]
    return api.call("DELETE", f"/admin/blocks/{block['id']}")


def resumed(scene: Scene, api: Api) -> Answer:
    """The caller opens a socket, if it may, and sends the cursor of the scene's conversation."""
    return on_a_socket(api, lambda socket: socket.send_frame({"type": "resume", "cursors": {scene.id: 0}}))


def on_a_socket(api: Api, happens: Callable[[Socket], Any]) -> Answer:
    """Returns what the caller's socket receives, or the refusal of its ticket."""
    tickets = [api.post("/chatbot/ticket"), api.post("/admin/ticket")]
    for ticket in tickets:
        if ticket.status == 201:
            socket = Socket(ticket.body["ticket"])
            assert socket.connect()["statusCode"] == 200
            happens(socket)
            return Answer(200, {}, {}, json.dumps(socket.received))
    return tickets[-1]


def typing_heard(scene: Scene, api: Api) -> Answer:
    """Returns what the caller's socket, which says that it views the scene's conversation, hears of typing there."""

    def happens(socket: Socket) -> None:
        socket.send_frame({"type": "viewing", "conversation_id": scene.id})
        others_type(scene)
        socket.send_frame({"type": "viewing", "conversation_id": None})  # the next call may ask for the team

    answer = on_a_socket(api, happens)
    if answer.status != 200:
        return answer
    heard = [frame for frame in json.loads(answer.raw) if frame["type"] == "Typing"]
    return Answer(200, {}, {}, json.dumps(heard))


def others_type(scene: Scene) -> None:
    """Both sides of the scene's conversation type, each on a socket of its own."""
    for socket in (sockets.visitors(scene.visitor.api), sockets.admins(scene.shop.admin("Olu"))):
        socket.send_frame({"type": "typing", "conversation_id": scene.id})


def viewed(scene: Scene, api: Api) -> Answer:
    """A colleague of the scene views its conversation, and the caller asks for the team."""
    sockets.admins(scene.shop.admin("Olu")).send_frame({"type": "viewing", "conversation_id": scene.id})
    return on_a_socket(api, lambda socket: socket.send_frame({"type": "viewing", "conversation_id": None}))


def heard(scene: Scene, api: Api) -> Answer:
    """The caller opens a socket, if it may, and an event of the scene's conversation is pushed."""
    return on_a_socket(api, lambda _: fanout.publish(scene.audiences, events.messages_read(scene.id, "admin", 1)))


def who_left_an_address(scene: Scene) -> Conversation:
    """A conversation of its own on the scene's site, whose visitor can be reached by mail."""
    seat = scene.shop.visitor()
    seat.send()
    assert seat.api.post("/chatbot/contact", {"email": "ana@home.example"}).status == 200
    conversation = conversations.get(seat.conversation_id)
    assert conversation is not None
    return conversation


def rated(scene: Scene, api: Api) -> Answer:
    """The scene's conversation is closed before its own visitor rates it."""
    if api.token == scene.visitor.api.token:
        assert across(scene.shop.admin(), scene.id).set_status("closed", after=1).status == 200
    return api.post("/chatbot/rating", {"client_id": new_client_id(), "id": 2, "rating": 5, "after": 1})


def transcript(scene: Scene, api: Api) -> Answer:
    """The caller leaves an address first, if it may."""
    api.post("/chatbot/contact", {"email": new_email()})
    with background():
        return api.post("/chatbot/transcript", {"client_id": new_client_id()})


def opened(scene: Scene, api: Api) -> Answer:
    secret = conversation_links.create(who_left_an_address(scene))
    return api.post("/chatbot/link", {"widget_token": scene.shop.site.widget_token, "secret": secret})


def unsubscribed(scene: Scene, api: Api, method: str = "POST") -> Answer:
    conversation = who_left_an_address(scene)
    return api.call(method, f"/chatbot/unsubscribe/{conversation.id}/{conversation.contact_secret}")


def desk_of(scene: Scene, api: Api) -> Desk:
    return Desk(api, scene.id)


def desk_read(scene: Scene, api: Api, method: str = "GET") -> Answer:
    """The log has a note with the scene's secret."""
    assert desk_of(scene, scene.shop.admin("Olu")).note(SECRET).status == 201
    path = f"/admin/chatbot/{scene.id}/desk"
    return api.get(path) if method == "GET" else api.post(path, {})


def linked_across(scene: Scene, api: Api) -> Answer:
    other = scene.shop.visitor()
    assert other.send().status == 201
    return desk_of(scene, api).link(other.conversation_id)


def own_note(scene: Scene, api: Api) -> int:
    """The number of a new note; 1 for a caller who may not write one."""
    answer = desk_of(scene, api).note()
    return int(answer.body["entry"]["id"]) if answer.status == 201 else 1


# The rows of the table in docs/security.md, by their headings there.
CALLS: dict[str, Make] = {
    "POST /chatbot/session": started,
    "POST /chatbot/installed": installed,
    "POST /chatbot/message": lambda _, api: api.post("/chatbot/message", text()),
    "GET /chatbot/messages": lambda _, api: api.get("/chatbot/messages"),
    "POST /chatbot/messages": lambda _, api: api.post("/chatbot/messages", {}),
    "GET /chatbot/conversations": lambda _, api: api.get("/chatbot/conversations"),
    "POST /chatbot/conversations": lambda _, api: api.post("/chatbot/conversations", {}),
    "POST /chatbot/messages/{id}/edit": edited,
    "POST /chatbot/messages/{id}/delete": deleted,
    "POST /chatbot/mark-read": lambda _, api: api.post("/chatbot/mark-read", {"id": 1}),
    "POST /chatbot/ticket": lambda _, api: api.post("/chatbot/ticket"),
    "POST /chatbot/contact": lambda _, api: api.post("/chatbot/contact", {"email": "ana@home.example"}),
    "POST /chatbot/transcript": transcript,
    "POST /chatbot/rating": rated,
    "POST /chatbot/uploads": allowed("/chatbot/uploads"),
    "GET /chatbot/attachments": own_links,
    "POST /chatbot/attachments": lambda scene, api: own_links(scene, api, "POST"),
    "POST /chatbot/link": opened,
    "GET /chatbot/unsubscribe/{conversation_id}/{secret}": lambda scene, api: unsubscribed(scene, api, "GET"),
    "POST /chatbot/unsubscribe/{conversation_id}/{secret}": unsubscribed,
    "POST /admin/session": signed_in,
    "POST /admin/session/refresh": refreshed,
    "DELETE /admin/session": lambda _, api: api.call("DELETE", "/admin/session"),
    "POST /admin/session/push": subscribed,
    "DELETE /admin/session/push": lambda _, api: api.call("DELETE", "/admin/session/push"),
    "POST /admin/session/push/test": tested,
    "GET /admin/sessions": lambda _, api: api.get("/admin/sessions"),
    "DELETE /admin/sessions/{session_id}": lambda scene, api: api.call(
        "DELETE", f"/admin/sessions/{session_of(scene.caller('owner', 'admin'))}"
    ),
    "POST /admin/second-factor": lambda _, api: api.post("/admin/second-factor", {"password": PASSWORD}),
    "POST /admin/second-factor/confirm": confirmed,
    "DELETE /admin/second-factor": lambda _, api: api.call("DELETE", "/admin/second-factor", {"password": PASSWORD}),
    "POST /admin/password": changed_password,
    "POST /admin/language": lambda _, api: api.post("/admin/language", {"language": "de"}),
    "GET /admin/notifications": lambda _, api: api.get("/admin/notifications"),
    "PATCH /admin/notifications": lambda _, api: api.call("PATCH", "/admin/notifications", {"alert_by_mail": True}),
    "POST /admin/picture": pictured("/admin/picture"),
    "POST /admin/site/picture": pictured("/admin/site/picture"),
    "POST /admin/password-reset/request": requested_reset,
    "POST /admin/password-reset": reset_password,
    "POST /admin/invitations/accept": accepted,
    "POST /admin/invitations/join": joined,
    "POST /admin/sites": added_site,
    "GET /admin/chatbot/{conversation_id}/site": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/site"),
    "GET /admin/team": lambda _, api: api.get("/admin/team"),
    "PATCH /admin/team/{admin_id}": lambda scene, api: api.call(
        "PATCH", colleague(scene), {"role": "owner", "password": PASSWORD}
    ),
    "DELETE /admin/team/{admin_id}": lambda scene, api: api.call("DELETE", colleague(scene), {"password": PASSWORD}),
    "POST /admin/team/{admin_id}/password-reset": lambda scene, api: api.post(
        f"{colleague(scene)}/password-reset", {"password": PASSWORD}
    ),
    "POST /admin/invitations": lambda _, api: api.post("/admin/invitations", new_invitation()),
    "GET /admin/invitations": lambda _, api: api.get("/admin/invitations"),
    "DELETE /admin/invitations/{invitation_id}": lambda scene, api: api.call("DELETE", invitation(scene)),
    "DELETE /admin/sessions": lambda _, api: api.call("DELETE", "/admin/sessions"),
    "GET /admin/chatbot": lambda _, api: api.get("/admin/chatbot"),
    "POST /admin/chatbot": lambda _, api: api.post("/admin/chatbot", {}),
    "GET /admin/chatbot/{conversation_id}/messages": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/messages"),
    "POST /admin/chatbot/{conversation_id}/messages": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/messages", {}
    ),
    "POST /admin/chatbot/{conversation_id}/reply": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/reply", text()
    ),
    "POST /admin/chatbot/{conversation_id}/messages/{id}/edit": edited_across,
    "POST /admin/chatbot/{conversation_id}/messages/{id}/delete": deleted_across,
    "POST /admin/chatbot/{conversation_id}/mark-read": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/mark-read", {"id": 1}
    ),
    "POST /admin/chatbot/{conversation_id}/contact": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/contact", {"name": "Ana", "email": new_email()}
    ),
    "POST /admin/chatbot/{conversation_id}/status": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/status", {"client_id": new_client_id(), "status": "closed", "after": 1}
    ),
    "GET /admin/chatbot/{conversation_id}/desk": desk_read,
    "POST /admin/chatbot/{conversation_id}/desk": lambda scene, api: desk_read(scene, api, "POST"),
    "POST /admin/chatbot/{conversation_id}/notes": lambda scene, api: desk_of(scene, api).note(),
    "POST /admin/chatbot/{conversation_id}/notes/{note}/edit": lambda scene, api: desk_of(scene, api).edit(
        own_note(scene, api)
    ),
    "POST /admin/chatbot/{conversation_id}/notes/{note}/delete": lambda scene, api: desk_of(scene, api).delete(
        own_note(scene, api)
    ),
    "POST /admin/chatbot/{conversation_id}/assignee": lambda scene, api: desk_of(scene, api).assign(None),
    "POST /admin/chatbot/{conversation_id}/tags": lambda scene, api: desk_of(scene, api).tag(["vip"]),
    "POST /admin/chatbot/{conversation_id}/snooze": lambda scene, api: desk_of(scene, api).snooze(None),
    "POST /admin/chatbot/{conversation_id}/links": linked_across,
    "GET /admin/counts": lambda _, api: api.get("/admin/counts"),
    "POST /admin/counts": lambda _, api: api.post("/admin/counts", {}),
    "GET /admin/colleagues": lambda _, api: api.get("/admin/colleagues"),
    "POST /admin/colleagues": lambda _, api: api.post("/admin/colleagues", {}),
    "POST /admin/chatbot/{conversation_id}/uploads": allowed_across,
    "GET /admin/chatbot/{conversation_id}/attachments": links_across,
    "POST /admin/chatbot/{conversation_id}/attachments": lambda scene, api: links_across(scene, api, "POST"),
    "POST /admin/ticket": lambda _, api: api.post("/admin/ticket"),
    "POST /admin/presence": lambda _, api: api.post("/admin/presence", {"away": False}),
    "GET /admin/blocks": lambda _, api: api.get("/admin/blocks"),
    "POST /admin/blocks": blocked,
    "DELETE /admin/blocks/{block_id}": unblocked,
    "GET /admin/site": lambda _, api: api.get("/admin/site"),
    "PATCH /admin/site": lambda _, api: api.call("PATCH", "/admin/site", {"greeting": "Good evening."}),
    "POST /admin/site/preview": lambda _, api: api.post("/admin/site/preview", {"look": {}, "language": "en"}),
    "POST /admin/site/widget-token": lambda _, api: api.post("/admin/site/widget-token", {}),
    "POST /admin/site/identity-secret": lambda _, api: api.post("/admin/site/identity-secret", {"password": PASSWORD}),
    "GET /admin/chatbot/{conversation_id}/others": others,
    "POST /admin/chatbot/{conversation_id}/others": lambda scene, api: others(scene, api, "POST"),
    "GET /admin/search": lambda scene, api: searched(scene, api, "GET"),
    "POST /admin/search": lambda scene, api: searched(scene, api, "POST"),
    "GET /admin/chatbot/{conversation_id}/original": original,
    "GET /admin/site/faq": lambda _, api: api.get("/admin/site/faq"),
    "PATCH /admin/site/faq": lambda _, api: api.call("PATCH", "/admin/site/faq", {"name": "Kit"}),
    "POST /admin/site/faq/entries": lambda _, api: api.post("/admin/site/faq/entries", QUESTION),
    "PATCH /admin/site/faq/entries/{entry_id}": lambda scene, api: api.call(
        "PATCH", question(scene), {"suggested": False}
    ),
    "DELETE /admin/site/faq/entries/{entry_id}": lambda scene, api: api.call("DELETE", question(scene)),
    "GET /admin/canned-replies": canned_replies,
    "POST /admin/canned-replies": lambda scene, api: canned_replies(scene, api, "POST"),
    "POST /admin/canned-replies/entries": lambda _, api: api.post("/admin/canned-replies/entries", new_canned_reply()),
    "PATCH /admin/canned-replies/entries/{reply_id}": lambda scene, api: api.call(
        "PATCH", canned_reply(scene), {**new_canned_reply(), "revision": 1}
    ),
    "DELETE /admin/canned-replies/entries/{reply_id}": lambda scene, api: api.call(
        "DELETE", canned_reply(scene), {"revision": 1}
    ),
    "GET /admin/chatbot/{conversation_id}/context": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/context"),
    "GET /admin/api-tokens": lambda _, api: api.get("/admin/api-tokens"),
    "POST /admin/api-tokens": created_api_token,
    "DELETE /admin/api-tokens/{token_id}": lambda scene, api: api.call("DELETE", api_token(scene)),
    "GET /admin/event-webhooks": lambda _, api: api.get("/admin/event-webhooks"),
    "POST /admin/event-webhooks": added_event_webhook,
    "PATCH /admin/event-webhooks/{webhook_id}": lambda scene, api: api.call(
        "PATCH", event_webhook(scene), {"enabled": False}
    ),
    "DELETE /admin/event-webhooks/{webhook_id}": lambda scene, api: api.call("DELETE", event_webhook(scene)),
    "POST /admin/event-webhooks/{webhook_id}/secret": lambda scene, api: api.post(
        f"{event_webhook(scene)}/secret", {"password": PASSWORD}
    ),
    "POST /admin/event-webhooks/{webhook_id}/test": lambda scene, api: api.post(f"{event_webhook(scene)}/test"),
    "GET /admin/event-webhooks/{webhook_id}/deliveries": lambda scene, api: api.get(
        f"{event_webhook(scene)}/deliveries"
    ),
    "GET /admin/event-webhooks/{webhook_id}/deliveries/{delivery_id}": lambda scene, api: api.get(
        event_delivery(scene)
    ),
    "POST /admin/event-webhooks/{webhook_id}/deliveries/{delivery_id}/replay": lambda scene, api: api.post(
        f"{event_delivery(scene)}/replay"
    ),
    "GET /admin/site/webhooks": lambda _, api: api.get("/admin/site/webhooks"),
    "POST /admin/site/webhooks": added_webhook,
    "PATCH /admin/site/webhooks/{webhook_id}": lambda scene, api: api.call("PATCH", webhook(scene), {"name": "Night"}),
    "DELETE /admin/site/webhooks/{webhook_id}": lambda scene, api: api.call("DELETE", webhook(scene)),
    "POST /admin/site/webhooks/{webhook_id}/test": lambda scene, api: api.post(f"{webhook(scene)}/test"),
    "GET /admin/chatbot/{conversation_id}/export": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/export"),
    "DELETE /admin/chatbot/{conversation_id}": lambda scene, api: api.call("DELETE", f"/admin/chatbot/{scene.id}"),
    "GET /admin/audit": lambda _, api: api.get("/admin/audit"),
    "GET /admin/reports": lambda _, api: api.get("/admin/reports?start=0&hours=24"),
    "POST /admin/reports": lambda _, api: api.post("/admin/reports", {"start": 0, "hours": 24}),
    "GET /openapi.json": lambda _, api: api.get("/openapi.json"),
    "socket: receive an event": heard,
    "socket: resume": resumed,
    "socket: typing": typing_heard,
    "socket: view": viewed,
}
