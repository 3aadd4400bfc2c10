"""Calls about conversations, as visitors and admins make them."""

from chalicelib.chat import conversation_links
from chalicelib.model import Conversation
from chalicelib.storage import conversations
from tests.api_client import Answer, Api, Seat, across, new_client_id
from tests.desk_client import Desk
from tests.files import png, uploaded
from tests.integration.background import background
from tests.integration.mails import by_mail
from tests.integration.rights.account_calls import new_email
from tests.integration.rights.scene import SECRET, Make, Scene


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


def blocked(scene: Scene, api: Api) -> Answer:
    return api.post("/admin/blocks", {"conversation_id": scene.id, "kind": "visitor", "reason": "Abuse"})


def unblocked(scene: Scene, api: Api) -> Answer:
    """Another visitor of the site is blocked, so that the scene's visitor is not affected."""
    other = scene.shop.visitor()
    other.send()
    fields = {"conversation_id": other.conversation_id, "kind": "visitor"}
    block = scene.shop.admin().post("/admin/blocks", fields).body["block"]
    return api.call("DELETE", f"/admin/blocks/{block['id']}")


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
