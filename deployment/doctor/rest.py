"""The calls from outside: do they answer, in the shape that pages need?"""

import time
from email.utils import parsedate_to_datetime

from deployment.doctor.checks import check, expect
from deployment.doctor.scene import Scene

CLOCK_SECONDS = 5.0


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
    expect((reply.status, reply.code) == (401, "token_missing"), f"messages without a token: {reply.short}")
    expect(reply.headers.get("access-control-allow-origin") == "*", "a refusal has no Access-Control-Allow-Origin: *")
    missing = {"retry-after", "x-request-id"} - listed(reply.headers.get("access-control-expose-headers", ""))
    expect(not missing, f"a page cannot read {', '.join(sorted(missing))}")
    return "401 token_missing, readable"


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


CHECKS = (description, refusals, preflight, cors_on_errors, closed_inbox, own_clock)
