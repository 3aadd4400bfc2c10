"""Checks of the HTTP API from outside: responses, error format, CORS."""

import time
from email.utils import parsedate_to_datetime

from urllib3.exceptions import HTTPError

from deployment.doctor.checks import NotTried, Visit, check, expect, ms
from deployment.doctor.client import Reply

CLOCK_SECONDS = 5.0
GATEWAY_BYTES = 10 * 1024 * 1024  # the largest body that API Gateway accepts
UPLOAD_SECONDS = 60.0

GATEWAY = "Deploy again: that sets API Gateway's own responses. On this machine, restart dev.py run."
SECURITY = "Take the stage off the internet and report this: see SECURITY.md."


@check("The API responds", remedy="See the log of the REST function; deploy again. On this machine: python3 dev.py run")
def description(visit: Visit) -> str:
    reply = visit.api("GET", "/openapi.json")
    expect(reply.status == 200, f"GET /openapi.json: {reply.short}")
    document = reply.body or {}
    expect(str(document.get("openapi", "")).startswith("3."), "/openapi.json is no OpenAPI document")
    return f"{len(document['paths'])} paths described, {ms(reply.seconds)}"


@check("Errors have the documented format", remedy="Something between you and the API changes responses; find it.")
def errors(visit: Visit) -> str:
    reply = visit.api("POST", "/chatbot/session", {})
    expect((reply.status, reply.code) == (400, "field_missing"), f"a session without a widget token: {reply.short}")
    expect("x-request-id" in reply.headers, "the response has no X-Request-Id")
    return f"{reply.short}, with its request id"


@check("CORS: preflights are allowed", remedy="Deploy again: API Gateway lacks the OPTIONS methods.")
def preflight(visit: Visit) -> str:
    headers = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "authorization,content-type"}
    reply = visit.api("OPTIONS", "/chatbot/message", **headers)
    expect(reply.status in (200, 204), f"OPTIONS /chatbot/message: {reply.short}")
    expect(reply.headers.get("access-control-allow-origin") == "*", "no Access-Control-Allow-Origin: *")
    missing = {"authorization", "content-type"} - header_values(reply, "access-control-allow-headers")
    expect(not missing, f"Access-Control-Allow-Headers lacks {', '.join(sorted(missing))}")
    expect("post" in header_values(reply, "access-control-allow-methods"), "POST is not allowed")
    return "any origin, with its token in a header"


@check("CORS: pages can read errors", remedy="Deploy again: the responses come from another app, or lack headers.")
def cors_on_errors(visit: Visit) -> str:
    expect_readable(visit.api("GET", "/chatbot/messages?since_id=0"), 401, "token_missing")
    return "401 token_missing"


@check("CORS: pages can read that a route is unknown", remedy=GATEWAY)
def unknown_route(visit: Visit) -> str:
    expect_readable(visit.api("GET", "/no/such/call"), 404, "route_not_found")
    return "404 route_not_found, from API Gateway itself"


@check("CORS: pages can read that a body is too large", remedy=GATEWAY)
def too_large(visit: Visit) -> str:
    """The body is larger than API Gateway accepts, so no function is called."""
    try:
        reply = visit.api("POST", "/chatbot/session", {"widget_token": "x" * GATEWAY_BYTES}, seconds=UPLOAD_SECONDS)
    except HTTPError as error:  # a slow line, or API Gateway closes the connection before the body is sent
        raise NotTried(f"10 MB could not be sent: {type(error).__name__}") from None
    expect_readable(reply, 413, "request_too_large")
    return "413 request_too_large"


def expect_readable(reply: Reply, status: int, code: str) -> None:
    expect((reply.status, reply.code) == (status, code), f"expected {status} {code}: {reply.short}")
    expect(reply.headers.get("access-control-allow-origin") == "*", f"{reply.short}: no Access-Control-Allow-Origin: *")
    expect("x-request-id" in reply.headers, f"{reply.short}: no X-Request-Id")
    missing = {"retry-after", "x-request-id"} - header_values(reply, "access-control-expose-headers")
    expect(not missing, f"{reply.short}: a page cannot read {', '.join(sorted(missing))}")


@check("The inbox requires a token", remedy=SECURITY)
def inbox_access(visit: Visit) -> str:
    for token, code in ((None, "token_missing"), ("nobody", "token_invalid")):
        reply = visit.api("GET", "/admin/chatbot", token=token)
        expect((reply.status, reply.code) == (401, code), f"the inbox with {token or 'no token'}: {reply.short}")
    return "401 without a token, and with a wrong one"


@check("This machine's clock is correct", remedy="Set this machine's clock: AWS rejects requests 5 minutes off.")
def own_clock(visit: Visit) -> str:
    before = time.time()
    served = response_time(visit.api("GET", "/openapi.json"))
    # The header has whole seconds.
    off = max(before - (served + 1), served - time.time(), 0.0)
    expect(off <= CLOCK_SECONDS, f"{off:.0f} s off the API's")
    return "within a second of the API's" if off < 1 else f"{off:.0f} s off the API's"


def response_time(reply: Reply) -> float:
    expect("date" in reply.headers, "the response has no Date")
    return parsedate_to_datetime(reply.headers["date"]).timestamp()


def header_values(reply: Reply, name: str) -> set[str]:
    return {word.strip().lower() for word in reply.headers.get(name, "").split(",")}


CHECKS = (description, errors, preflight, cors_on_errors, unknown_route, too_large, inbox_access, own_clock)
