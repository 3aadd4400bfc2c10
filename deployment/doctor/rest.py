"""The calls from outside: do they answer, in the shape that pages need?"""

import time
from email.utils import parsedate_to_datetime

from urllib3.exceptions import HTTPError

from deployment.doctor.checks import check, expect
from deployment.doctor.http import Reply
from deployment.doctor.scene import NotTried, Scene

CLOCK_SECONDS = 5.0
GATEWAY_BYTES = 10 * 1024 * 1024  # the largest body that API Gateway takes
UPLOAD_SECONDS = 60.0


@check("The API answers", remedy="See the log of the REST function; deploy again. On this machine: python3 dev.py run")
def description(scene: Scene) -> str:
    reply = scene.api("GET", "/openapi.json")
    expect(reply.status == 200, f"GET /openapi.json: {reply.short}")
    document = reply.body or {}
    expect(str(document.get("openapi", "")).startswith("3."), "/openapi.json is no OpenAPI document")
    return f"{len(document['paths'])} paths described, {ms(reply.seconds)}"


@check("Refusals have their shape", remedy="Something between you and the API rewrites answers, or it is another one.")
def refusals(scene: Scene) -> str:
    reply = scene.api("POST", "/chatbot/session", {})
    expect((reply.status, reply.code) == (400, "field_missing"), f"a session without a widget token: {reply.short}")
    expect("x-request-id" in reply.headers, "the answer has no X-Request-Id")
    return f"{reply.short}, with its request id"


@check("CORS: a page may ask before it calls", remedy="Deploy again: API Gateway lacks the OPTIONS methods.")
def preflight(scene: Scene) -> str:
    asked = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "authorization,content-type"}
    reply = scene.api("OPTIONS", "/chatbot/message", **asked)
    expect(reply.status in (200, 204), f"OPTIONS /chatbot/message: {reply.short}")
    expect(reply.headers.get("access-control-allow-origin") == "*", "no Access-Control-Allow-Origin: *")
    missing = {"authorization", "content-type"} - listed(reply.headers.get("access-control-allow-headers", ""))
    expect(not missing, f"Access-Control-Allow-Headers lacks {', '.join(sorted(missing))}")
    expect("post" in listed(reply.headers.get("access-control-allow-methods", "")), "POST is not allowed")
    return "any origin, with its token in a header"


@check("CORS: a page can read a refusal", remedy="Deploy again: the answers come from another app, or lack headers.")
def cors_on_errors(scene: Scene) -> str:
    reply = scene.api("GET", "/chatbot/messages?since_id=0")
    readable(reply, 401, "token_missing")
    return "401 token_missing, readable"


AGAIN = "Deploy again: that sets API Gateway's own responses. On this machine, restart dev.py run."


@check("CORS: a page can read that a call is unknown", remedy=AGAIN)
def unknown_route(scene: Scene) -> str:
    reply = scene.api("GET", "/no/such/call")
    readable(reply, 404, "route_not_found")
    return "404 route_not_found, by API Gateway itself"


@check("CORS: a page can read that a body is too large", remedy=AGAIN)
def too_large(scene: Scene) -> str:
    """More than API Gateway takes, so that it answers by itself."""
    try:
        reply = scene.api("POST", "/chatbot/session", {"widget_token": "x" * GATEWAY_BYTES}, seconds=UPLOAD_SECONDS)
    except HTTPError as error:  # a slow line, or the gateway hangs up before everything is sent
        raise NotTried(f"10 MB could not be sent: {type(error).__name__}") from None
    readable(reply, 413, "request_too_large")
    return "413 request_too_large"


def readable(reply: Reply, status: int, code: str) -> None:
    expect((reply.status, reply.code) == (status, code), f"expected {status} {code}: {reply.short}")
    expect(reply.headers.get("access-control-allow-origin") == "*", f"{reply.short}: no Access-Control-Allow-Origin: *")
    expect("x-request-id" in reply.headers, f"{reply.short}: no X-Request-Id")
    missing = {"retry-after", "x-request-id"} - listed(reply.headers.get("access-control-expose-headers", ""))
    expect(not missing, f"{reply.short}: a page cannot read {', '.join(sorted(missing))}")


@check("The inbox is closed to strangers", remedy="Take the stage off the internet and report it: see SECURITY.md.")
def closed_inbox(scene: Scene) -> str:
    for token, code in ((None, "token_missing"), ("nobody", "token_invalid")):
        reply = scene.api("GET", "/admin/chatbot", token=token)
        expect((reply.status, reply.code) == (401, code), f"the inbox with {token or 'no token'}: {reply.short}")
    return "401 without a token, and with a wrong one"


@check("This machine's clock is right", remedy="Set this machine's clock: AWS refuses who is 5 minutes off.")
def own_clock(scene: Scene) -> str:
    before = time.time()
    reply = scene.api("GET", "/openapi.json")
    served = served_at(reply.headers)
    # The header has whole seconds.
    off = max(before - (served + 1), served - time.time(), 0.0)
    expect(off <= CLOCK_SECONDS, f"{off:.0f} s off the API's")
    return "within a second of the API's" if off < 1 else f"{off:.0f} s off the API's"


def served_at(headers: dict[str, str]) -> float:
    expect("date" in headers, "the answer has no Date")
    return parsedate_to_datetime(headers["date"]).timestamp()


def listed(header: str) -> set[str]:
    return {word.strip().lower() for word in header.split(",")}


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


CHECKS = (description, refusals, preflight, cors_on_errors, unknown_route, too_large, closed_inbox, own_clock)
