"""Calls about sessions, accounts, the team and what a site has: tokens, webhooks, questions, canned replies."""

import base64
import secrets
from unittest.mock import patch

import pyotp

from chalicelib.accounts import forgotten_passwords, team
from tests.api_client import PASSWORD, Answer, Api, new_client_id
from tests.files import png
from tests.integration.api.story import fixture
from tests.integration.background import background
from tests.integration.rights.scene import SECRET, Make, Scene
from tests.tokens import claims_of


def pictured(path: str) -> Make:
    def make(_: Scene, api: Api) -> Answer:
        with background():
            return api.post(path, {"content": base64.b64encode(png(32, 32)).decode()})

    return make


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
