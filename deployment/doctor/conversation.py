"""Checks of a conversation on the temporary site, from its first message to the inbox."""

import time

from deployment.doctor.api import CLOCK_SECONDS, response_time
from deployment.doctor.checks import Visit, check, expect, ms
from deployment.doctor.temporary_site import delete_forgotten

INBOX_SECONDS = 10.0  # the index lags behind
FIRST = {"client_id": "doctor-first", "body": "Is anybody there?", "after": 0}

TABLES = "Check that the stage's tables exist and that you may write to them; python3 dev.py deploy creates them."
FUNCTION = "See the log of the REST function, by the request id of the response."


@check("A temporary site is created", remedy=TABLES)
def temporary_site(visit: Visit) -> str:
    delete_forgotten(visit.target.tables)
    visit.started = True
    visit.own.create()
    visit.created = True
    return visit.own.site.site_id


@check("A visitor session starts", remedy=FUNCTION)
def visitor_session(visit: Visit) -> str:
    reply = visit.api("POST", "/chatbot/session", {"widget_token": visit.site.site.widget_token})
    expect(reply.status == 200, f"POST /chatbot/session: {reply.short}")
    visit.session = reply.body
    visit.site.conversations.append(visit.visitor["conversation_id"])
    return ms(reply.seconds)


@check("An admin session is renewed", remedy=FUNCTION)
def admin_session(visit: Visit) -> str:
    reply = visit.api("POST", "/admin/session/refresh", {"refresh_token": visit.site.token.text})
    expect(reply.status == 201, f"POST /admin/session/refresh: {reply.short}")
    visit.admin_session = reply.body
    return ms(reply.seconds)


@check("A message is stored", remedy=FUNCTION)
def send(visit: Visit) -> str:
    reply = visit.api("POST", "/chatbot/message", FIRST, token=visit.visitor["token"])
    expect(reply.status == 201, f"POST /chatbot/message: {reply.short}")
    visit.first, visit.first_at = reply.body["message"], response_time(reply)
    expect(reply.body["message"]["id"] == 1, f"the first message has the number {reply.body['message']['id']}")
    return f"number 1, {ms(reply.seconds)}"


@check("A retry stores no second message", remedy="Report this bug, with the stage's release.")
def retry(visit: Visit) -> str:
    assert visit.conversation
    reply = visit.api("POST", "/chatbot/message", FIRST, token=visit.visitor["token"])
    expect(reply.status == 200, f"a retry returns {reply.short}")
    expect(reply.body["message"] == visit.first, "a retry returns another message")
    return f"200, the stored one, {ms(reply.seconds)}"


@check("A poll returns the message once", remedy=FUNCTION)
def poll(visit: Visit) -> str:
    assert visit.conversation
    reply = visit.api("GET", "/chatbot/messages?since_id=0", token=visit.visitor["token"])
    expect(reply.status == 200, f"GET /chatbot/messages: {reply.short}")
    numbers = [message["id"] for message in reply.body["messages"]]
    expect(numbers == [1], f"the log has the numbers {numbers}")
    return ms(reply.seconds)


@check(
    "The inbox lists the conversation",
    remedy="See the indexes of the conversations table: `inbox`, `latest` and `visitor` must be ACTIVE.",
)
def inbox(visit: Visit) -> str:
    id, began = visit.conversation, time.monotonic()
    while True:
        reply = visit.api("GET", "/admin/chatbot", token=visit.admin)
        expect(reply.status == 200, f"GET /admin/chatbot: {reply.short}")
        took = time.monotonic() - began
        if id in [conversation["id"] for conversation in reply.body["conversations"]]:
            return f"after {ms(took)}"
        expect(took < INBOX_SECONDS, f"not within {INBOX_SECONDS:.0f} s")
        time.sleep(0.2)


@check("Lambda's clock is correct", remedy="Try again later; then contact AWS. On this machine: set its clock.")
def lambda_clock(visit: Visit) -> str:
    assert visit.conversation
    assert visit.first is not None
    sent_at = visit.first["sent_at"] / 1000
    # The header has whole seconds.
    off = max(sent_at - (visit.first_at + 1), visit.first_at - sent_at, 0.0)
    expect(off <= CLOCK_SECONDS, f"{off:.0f} s off API Gateway's: the inbox may be late by as much")
    return "within a second of API Gateway's" if off < 1 else f"{off:.0f} s off API Gateway's"


CHECKS = (temporary_site, visitor_session, admin_session, send, retry, poll, inbox, lambda_clock)
