"""Makes each call and each socket event in the scene. Everything is valid except, perhaps, the caller."""

from tests.api_client import PASSWORD, new_client_id
from tests.integration.rights import account_calls as accounts
from tests.integration.rights import conversation_calls as conversations
from tests.integration.rights import socket_calls as sockets
from tests.integration.rights.scene import Make

# The rows of the table in docs/security.md, by their headings there.
CALLS: dict[str, Make] = {
    "POST /chatbot/session": conversations.started,
    "POST /chatbot/installed": conversations.installed,
    "POST /chatbot/message": lambda _, api: api.post("/chatbot/message", conversations.text()),
    "GET /chatbot/messages": lambda _, api: api.get("/chatbot/messages"),
    "POST /chatbot/messages": lambda _, api: api.post("/chatbot/messages", {}),
    "GET /chatbot/conversations": lambda _, api: api.get("/chatbot/conversations"),
    "POST /chatbot/conversations": lambda _, api: api.post("/chatbot/conversations", {}),
    "POST /chatbot/messages/{id}/edit": conversations.edited,
    "POST /chatbot/messages/{id}/delete": conversations.deleted,
    "POST /chatbot/mark-read": lambda _, api: api.post("/chatbot/mark-read", {"id": 1}),
    "POST /chatbot/ticket": lambda _, api: api.post("/chatbot/ticket"),
    "POST /chatbot/contact": lambda _, api: api.post("/chatbot/contact", {"email": "ana@home.example"}),
    "POST /chatbot/transcript": conversations.transcript,
    "POST /chatbot/rating": conversations.rated,
    "POST /chatbot/uploads": conversations.allowed("/chatbot/uploads"),
    "GET /chatbot/attachments": conversations.own_links,
    "POST /chatbot/attachments": lambda scene, api: conversations.own_links(scene, api, "POST"),
    "POST /chatbot/link": conversations.opened,
    "GET /chatbot/unsubscribe/{conversation_id}/{secret}": lambda scene, api: conversations.unsubscribed(
        scene, api, "GET"
    ),
    "POST /chatbot/unsubscribe/{conversation_id}/{secret}": conversations.unsubscribed,
    "POST /admin/session": accounts.signed_in,
    "POST /admin/session/refresh": accounts.refreshed,
    "DELETE /admin/session": lambda _, api: api.call("DELETE", "/admin/session"),
    "POST /admin/session/push": accounts.subscribed,
    "DELETE /admin/session/push": lambda _, api: api.call("DELETE", "/admin/session/push"),
    "POST /admin/session/push/test": accounts.tested,
    "GET /admin/sessions": lambda _, api: api.get("/admin/sessions"),
    "DELETE /admin/sessions/{session_id}": lambda scene, api: api.call(
        "DELETE", f"/admin/sessions/{accounts.session_of(scene.caller('owner', 'admin'))}"
    ),
    "POST /admin/second-factor": lambda _, api: api.post("/admin/second-factor", {"password": PASSWORD}),
    "POST /admin/second-factor/confirm": accounts.confirmed,
    "DELETE /admin/second-factor": lambda _, api: api.call("DELETE", "/admin/second-factor", {"password": PASSWORD}),
    "POST /admin/password": accounts.changed_password,
    "POST /admin/language": lambda _, api: api.post("/admin/language", {"language": "de"}),
    "GET /admin/notifications": lambda _, api: api.get("/admin/notifications"),
    "PATCH /admin/notifications": lambda _, api: api.call("PATCH", "/admin/notifications", {"alert_by_mail": True}),
    "POST /admin/picture": accounts.pictured("/admin/picture"),
    "POST /admin/site/picture": accounts.pictured("/admin/site/picture"),
    "POST /admin/password-reset/request": accounts.requested_reset,
    "POST /admin/password-reset": accounts.reset_password,
    "POST /admin/invitations/accept": accounts.accepted,
    "POST /admin/invitations/join": accounts.joined,
    "POST /admin/sites": accounts.added_site,
    "GET /admin/chatbot/{conversation_id}/site": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/site"),
    "GET /admin/team": lambda _, api: api.get("/admin/team"),
    "PATCH /admin/team/{admin_id}": lambda scene, api: api.call(
        "PATCH", accounts.colleague(scene), {"role": "owner", "password": PASSWORD}
    ),
    "DELETE /admin/team/{admin_id}": lambda scene, api: api.call(
        "DELETE", accounts.colleague(scene), {"password": PASSWORD}
    ),
    "POST /admin/team/{admin_id}/password-reset": lambda scene, api: api.post(
        f"{accounts.colleague(scene)}/password-reset", {"password": PASSWORD}
    ),
    "POST /admin/invitations": lambda _, api: api.post("/admin/invitations", accounts.new_invitation()),
    "GET /admin/invitations": lambda _, api: api.get("/admin/invitations"),
    "DELETE /admin/invitations/{invitation_id}": lambda scene, api: api.call("DELETE", accounts.invitation(scene)),
    "DELETE /admin/sessions": lambda _, api: api.call("DELETE", "/admin/sessions"),
    "GET /admin/chatbot": lambda _, api: api.get("/admin/chatbot"),
    "POST /admin/chatbot": lambda _, api: api.post("/admin/chatbot", {}),
    "GET /admin/chatbot/{conversation_id}/messages": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/messages"),
    "POST /admin/chatbot/{conversation_id}/messages": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/messages", {}
    ),
    "POST /admin/chatbot/{conversation_id}/reply": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/reply", conversations.text()
    ),
    "POST /admin/chatbot/{conversation_id}/messages/{id}/edit": conversations.edited_across,
    "POST /admin/chatbot/{conversation_id}/messages/{id}/delete": conversations.deleted_across,
    "POST /admin/chatbot/{conversation_id}/mark-read": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/mark-read", {"id": 1}
    ),
    "POST /admin/chatbot/{conversation_id}/contact": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/contact", {"name": "Ana", "email": accounts.new_email()}
    ),
    "POST /admin/chatbot/{conversation_id}/status": lambda scene, api: api.post(
        f"/admin/chatbot/{scene.id}/status", {"client_id": new_client_id(), "status": "closed", "after": 1}
    ),
    "GET /admin/chatbot/{conversation_id}/desk": conversations.desk_read,
    "POST /admin/chatbot/{conversation_id}/desk": lambda scene, api: conversations.desk_read(scene, api, "POST"),
    "POST /admin/chatbot/{conversation_id}/notes": lambda scene, api: conversations.desk_of(scene, api).note(),
    "POST /admin/chatbot/{conversation_id}/notes/{note}/edit": lambda scene, api: conversations.desk_of(
        scene, api
    ).edit(conversations.own_note(scene, api)),
    "POST /admin/chatbot/{conversation_id}/notes/{note}/delete": lambda scene, api: conversations.desk_of(
        scene, api
    ).delete(conversations.own_note(scene, api)),
    "POST /admin/chatbot/{conversation_id}/assignee": lambda scene, api: conversations.desk_of(scene, api).assign(None),
    "POST /admin/chatbot/{conversation_id}/tags": lambda scene, api: conversations.desk_of(scene, api).tag(["vip"]),
    "POST /admin/chatbot/{conversation_id}/snooze": lambda scene, api: conversations.desk_of(scene, api).snooze(None),
    "POST /admin/chatbot/{conversation_id}/links": conversations.linked_across,
    "GET /admin/counts": lambda _, api: api.get("/admin/counts"),
    "POST /admin/counts": lambda _, api: api.post("/admin/counts", {}),
    "GET /admin/colleagues": lambda _, api: api.get("/admin/colleagues"),
    "POST /admin/colleagues": lambda _, api: api.post("/admin/colleagues", {}),
    "POST /admin/chatbot/{conversation_id}/uploads": conversations.allowed_across,
    "GET /admin/chatbot/{conversation_id}/attachments": conversations.links_across,
    "POST /admin/chatbot/{conversation_id}/attachments": lambda scene, api: conversations.links_across(
        scene, api, "POST"
    ),
    "POST /admin/ticket": lambda _, api: api.post("/admin/ticket"),
    "POST /admin/presence": lambda _, api: api.post("/admin/presence", {"away": False}),
    "GET /admin/blocks": lambda _, api: api.get("/admin/blocks"),
    "POST /admin/blocks": conversations.blocked,
    "DELETE /admin/blocks/{block_id}": conversations.unblocked,
    "GET /admin/site": lambda _, api: api.get("/admin/site"),
    "PATCH /admin/site": lambda _, api: api.call("PATCH", "/admin/site", {"greeting": "Good evening."}),
    "POST /admin/site/preview": lambda _, api: api.post("/admin/site/preview", {"look": {}, "language": "en"}),
    "POST /admin/site/widget-token": lambda _, api: api.post("/admin/site/widget-token", {}),
    "POST /admin/site/identity-secret": lambda _, api: api.post("/admin/site/identity-secret", {"password": PASSWORD}),
    "GET /admin/chatbot/{conversation_id}/others": conversations.others,
    "POST /admin/chatbot/{conversation_id}/others": lambda scene, api: conversations.others(scene, api, "POST"),
    "GET /admin/search": lambda scene, api: conversations.searched(scene, api, "GET"),
    "POST /admin/search": lambda scene, api: conversations.searched(scene, api, "POST"),
    "GET /admin/chatbot/{conversation_id}/original": conversations.original,
    "GET /admin/site/faq": lambda _, api: api.get("/admin/site/faq"),
    "PATCH /admin/site/faq": lambda _, api: api.call("PATCH", "/admin/site/faq", {"name": "Kit"}),
    "POST /admin/site/faq/entries": lambda _, api: api.post("/admin/site/faq/entries", accounts.QUESTION),
    "PATCH /admin/site/faq/entries/{entry_id}": lambda scene, api: api.call(
        "PATCH", accounts.question(scene), {"suggested": False}
    ),
    "DELETE /admin/site/faq/entries/{entry_id}": lambda scene, api: api.call("DELETE", accounts.question(scene)),
    "GET /admin/canned-replies": accounts.canned_replies,
    "POST /admin/canned-replies": lambda scene, api: accounts.canned_replies(scene, api, "POST"),
    "POST /admin/canned-replies/entries": lambda _, api: api.post(
        "/admin/canned-replies/entries", accounts.new_canned_reply()
    ),
    "PATCH /admin/canned-replies/entries/{reply_id}": lambda scene, api: api.call(
        "PATCH", accounts.canned_reply(scene), {**accounts.new_canned_reply(), "revision": 1}
    ),
    "DELETE /admin/canned-replies/entries/{reply_id}": lambda scene, api: api.call(
        "DELETE", accounts.canned_reply(scene), {"revision": 1}
    ),
    "GET /admin/chatbot/{conversation_id}/context": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/context"),
    "GET /admin/api-tokens": lambda _, api: api.get("/admin/api-tokens"),
    "POST /admin/api-tokens": accounts.created_api_token,
    "DELETE /admin/api-tokens/{token_id}": lambda scene, api: api.call("DELETE", accounts.api_token(scene)),
    "GET /admin/event-webhooks": lambda _, api: api.get("/admin/event-webhooks"),
    "POST /admin/event-webhooks": accounts.added_event_webhook,
    "PATCH /admin/event-webhooks/{webhook_id}": lambda scene, api: api.call(
        "PATCH", accounts.event_webhook(scene), {"enabled": False}
    ),
    "DELETE /admin/event-webhooks/{webhook_id}": lambda scene, api: api.call("DELETE", accounts.event_webhook(scene)),
    "POST /admin/event-webhooks/{webhook_id}/secret": lambda scene, api: api.post(
        f"{accounts.event_webhook(scene)}/secret", {"password": PASSWORD}
    ),
    "POST /admin/event-webhooks/{webhook_id}/test": lambda scene, api: api.post(
        f"{accounts.event_webhook(scene)}/test"
    ),
    "GET /admin/event-webhooks/{webhook_id}/deliveries": lambda scene, api: api.get(
        f"{accounts.event_webhook(scene)}/deliveries"
    ),
    "GET /admin/event-webhooks/{webhook_id}/deliveries/{delivery_id}": lambda scene, api: api.get(
        accounts.event_delivery(scene)
    ),
    "POST /admin/event-webhooks/{webhook_id}/deliveries/{delivery_id}/replay": lambda scene, api: api.post(
        f"{accounts.event_delivery(scene)}/replay"
    ),
    "GET /admin/site/webhooks": lambda _, api: api.get("/admin/site/webhooks"),
    "POST /admin/site/webhooks": accounts.added_webhook,
    "PATCH /admin/site/webhooks/{webhook_id}": lambda scene, api: api.call(
        "PATCH", accounts.webhook(scene), {"name": "Night"}
    ),
    "DELETE /admin/site/webhooks/{webhook_id}": lambda scene, api: api.call("DELETE", accounts.webhook(scene)),
    "POST /admin/site/webhooks/{webhook_id}/test": lambda scene, api: api.post(f"{accounts.webhook(scene)}/test"),
    "GET /admin/chatbot/{conversation_id}/export": lambda scene, api: api.get(f"/admin/chatbot/{scene.id}/export"),
    "DELETE /admin/chatbot/{conversation_id}": lambda scene, api: api.call("DELETE", f"/admin/chatbot/{scene.id}"),
    "GET /admin/audit": lambda _, api: api.get("/admin/audit"),
    "GET /admin/reports": lambda _, api: api.get("/admin/reports?start=0&hours=24"),
    "POST /admin/reports": lambda _, api: api.post("/admin/reports", {"start": 0, "hours": 24}),
    "GET /openapi.json": lambda _, api: api.get("/openapi.json"),
    "socket: receive an event": sockets.heard,
    "socket: resume": sockets.resumed,
    "socket: typing": sockets.typing_heard,
    "socket: view": sockets.viewed,
}
