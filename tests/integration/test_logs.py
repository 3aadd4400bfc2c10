"""The log of a whole conversation: useful, and free of what people write and of what opens doors."""

from tests.calling import PASSWORD, Api, Shop, across
from tests.integration import sockets
from tests.integration.engine import failing, refuses
from tests.integration.log_lines import LogLines, logged
from tests.integration.management_api import management_api

WORDS = "my-card-number-is-4111"


def whole_conversation() -> tuple[LogLines, list[str]]:
    """Everything that can be called, what is refused and what fails included. Returns the log and its secrets."""
    with logged() as log:
        shop = Shop()
        visitor = shop.visitor()
        email = shop.account()
        admin = Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"])
        Api().post("/admin/session", {"email": email, "password": f"{PASSWORD} but wrong"})
        maya = across(admin, visitor.conversation_id)
        visitor.send(WORDS, client_id="written-twice")
        visitor.send(WORDS, client_id="written-twice")
        hearing = [sockets.visitors(visitor.api), sockets.admins(admin)]
        maya.send(WORDS, after=1)
        maya.send(WORDS * 400, after=1)
        visitor.mark_read(2)
        visitor.drained()
        admin.get("/admin/chatbot")
        Api(f"{visitor.api.token}x").get("/chatbot/messages")
        hearing[0].connect()
        hearing[0].say(WORDS)
        hearing[0].say({"type": WORDS})
        management_api().statuses[hearing[1].id] = 500
        visitor.send(WORDS, after=2)
        with failing("TransactWriteItems", refuses("AccessDeniedException")):
            visitor.send(WORDS, after=3)
        with failing("Query", *[refuses("AccessDeniedException")]):
            visitor.send(WORDS, after=3)
        hearing[0].close()
    tickets = [socket.ticket or "" for socket in hearing]
    return log, [WORDS, PASSWORD, shop.site.widget_token, visitor.api.token or "", admin.token or "", *tickets]


def test_no_text_and_no_secret_is_in_any_line() -> None:
    log, secrets = whole_conversation()
    assert len(log.entries) > 20
    assert log.errors  # the lines with a trace are among them
    for secret in secrets:
        assert secret not in log.text


def test_every_call_is_a_line_with_its_route_its_status_its_request_and_how_long_it_took() -> None:
    visitor = Shop().visitor()
    with logged() as log:
        visitor.send("")
    (line,) = log.events("request")
    assert (line["method"], line["route"], line["status"]) == ("POST", "/chatbot/message", 400)
    assert line["code"] == "message_empty"
    assert line["request_id"]
    assert line["ms"] > 0
