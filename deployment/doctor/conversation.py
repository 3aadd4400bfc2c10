"""A conversation from its first message to the inbox, on the doctor's own site."""

import time

from deployment.doctor import traces
from deployment.doctor.checks import check, expect
from deployment.doctor.rest import CLOCK_SECONDS, ms, served_at
from deployment.doctor.scene import Scene

INBOX_SECONDS = 10.0  # its index lags
FIRST = {"client_id": "doctor-first", "body": "Is anybody there?", "after": 0}

TABLES = "Look whether the stage's tables are there and you may write to them; python3 dev.py deploy makes them."
FUNCTION = "See the log of the REST function, by the request id that the answer has."


@check("The tables take a site for this visit", remedy=TABLES)
def own_site(scene: Scene) -> str:
    traces.remove_forgotten(scene.target.tables)
    scene.begun = True
    scene.own.make()
    scene.made = True
    return scene.own.site.site_id


@check("A visitor is let in", remedy=FUNCTION)
def visitor_session(scene: Scene) -> str:
    reply = scene.api("POST", "/chatbot/session", {"widget_token": scene.probe.site.widget_token})
    expect(reply.status == 200, f"POST /chatbot/session: {reply.short}")
    scene.session = reply.body
    scene.probe.conversations.append(scene.visitor["conversation_id"])
    return ms(reply.seconds)


@check("An admin's session is carried on", remedy=FUNCTION)
def admin_session(scene: Scene) -> str:
    reply = scene.api("POST", "/admin/session/refresh", {"refresh_token": scene.probe.token.text})
    expect(reply.status == 201, f"POST /admin/session/refresh: {reply.short}")
    scene.admin_token = reply.body["token"]
    return ms(reply.seconds)


@check("A message is stored", remedy=FUNCTION)
def send(scene: Scene) -> str:
    reply = scene.api("POST", "/chatbot/message", FIRST, token=scene.visitor["token"])
    expect(reply.status == 201, f"POST /chatbot/message: {reply.short}")
    scene.first, scene.first_at = reply.body["message"], served_at(reply.headers)
    expect(reply.body["message"]["id"] == 1, f"the first message has the number {reply.body['message']['id']}")
    return f"number 1, {ms(reply.seconds)}"


@check("The same message again is stored once", remedy="Something stores twice: report it, with the stage's release.")
def retry(scene: Scene) -> str:
    assert scene.conversation
    reply = scene.api("POST", "/chatbot/message", FIRST, token=scene.visitor["token"])
    expect(reply.status == 200, f"a retry is answered {reply.short}")
    expect(reply.body["message"] == scene.first, "a retry is answered with another message")
    return f"200, the stored one, {ms(reply.seconds)}"


@check("A poll finds it, once", remedy=FUNCTION)
def poll(scene: Scene) -> str:
    assert scene.conversation
    reply = scene.api("GET", "/chatbot/messages?since_id=0", token=scene.visitor["token"])
    expect(reply.status == 200, f"GET /chatbot/messages: {reply.short}")
    numbers = [message["id"] for message in reply.body["messages"]]
    expect(numbers == [1], f"the log has the numbers {numbers}")
    return ms(reply.seconds)


@check(
    "The inbox shows it", remedy="Look at the indexes of the conversations table: `inbox` and `latest` must be ACTIVE."
)
def inbox(scene: Scene) -> str:
    id, began = scene.conversation, time.monotonic()
    while True:
        reply = scene.api("GET", "/admin/chatbot", token=scene.admin)
        expect(reply.status == 200, f"GET /admin/chatbot: {reply.short}")
        took = time.monotonic() - began
        if id in [conversation["id"] for conversation in reply.body["conversations"]]:
            return f"after {ms(took)}"
        expect(took < INBOX_SECONDS, f"not within {INBOX_SECONDS:.0f} s")
        time.sleep(0.2)


@check("Lambda's clock is right", remedy="Look again in a while; if it stays, ask AWS. On this machine: set its clock.")
def lambda_clock(scene: Scene) -> str:
    assert scene.conversation
    assert scene.first is not None
    # The header has whole seconds.
    off = max(scene.first["sent_at"] / 1000 - (scene.first_at + 1), scene.first_at - scene.first["sent_at"] / 1000, 0.0)
    expect(off <= CLOCK_SECONDS, f"{off:.0f} s off API Gateway's: the inbox may be late by as much")
    return "within a second of API Gateway's" if off < 1 else f"{off:.0f} s off API Gateway's"


CHECKS = (own_site, visitor_session, admin_session, send, retry, poll, inbox, lambda_clock)
