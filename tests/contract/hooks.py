"""Gives schemathesis valid tokens, the id of an existing conversation, and well-formed cursors.

It is loaded into schemathesis' process, and gets tokens from `token_server.py`.
"""

import base64
import gc
import json
import os
import time
import urllib.request
import zoneinfo
from functools import cache
from typing import Any

import schemathesis
from hypothesis import strategies as st

# schemathesis makes many objects and keeps few. Collecting less often takes a sixth less of its time.
gc.freeze()
gc.set_threshold(50_000, 20, 100)

TOKEN_SERVER = os.environ["PORCHLIGHT_TOKEN_SERVER"]
MOST_TIMES, MOST_HOLIDAYS, MOST_WELCOMES, MOST_LANGUAGES = 5, 60, 30, 10  # of a day, of a site, of a question
HOUR_MS = 3_600_000
PASSWORD = "correct horse battery staple"  # of every account in the tests
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR4nGPQq42mKWIYtWDUglELRi0YtWDUglELRi0YtWDUglELhooFAExu"
    "GD0FpNPoAAAAAElFTkSuQmCC"
)
READ_ONLY = {
    "reply",
    "edit",
    "delete",
    "mark-read",
    "ticket",
    "chatbot",
    "messages",
    "desk",
    "notes",
    "assignee",
    "tags",
    "snooze",
    "links",
    "counts",
    "colleagues",
}


@cache
def credentials_of(whose: str, turn: int) -> dict[str, str]:
    with urllib.request.urlopen(f"{TOKEN_SERVER}/{whose}", timeout=60) as answer:
        return dict(json.load(answer))


def current(whose: str, seconds: float = 120) -> dict[str, str]:
    """Credentials, which are replaced every so many seconds."""
    return credentials_of(whose, int(time.monotonic() / (seconds if whose == "throwaway" else 120)))


def whose(operation: Any) -> str:
    """Which credentials a call needs. A call that may change accounts or the site gets a site of its own."""
    if not operation.path.startswith("/admin"):
        return "visitor"
    plain = operation.method.upper() == "GET" or operation.path.rpartition("/")[2] in READ_ONLY
    return "admin" if plain else "throwaway"


def needs_token(operation: Any) -> bool:
    return bool(operation.definition.raw.get("security"))


@schemathesis.auth(refresh_interval=None)
class Credentials:
    def get(self, case: Any, context: Any) -> str:
        if not needs_token(case.operation):
            return ""
        return current(whose(case.operation), 0.001 if case.operation.method.upper() == "DELETE" else 10)["token"]

    def set(self, case: Any, data: str, context: Any) -> None:
        if needs_token(case.operation):
            case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """The token is in the header, so a generated one in the body would be a second token."""
    if needs_token(case.operation) and isinstance(case.body, dict) and isinstance(case.body.get("token"), str):
        case.body = {name: value for name, value in case.body.items() if name != "token"}
    if isinstance(case.body, dict):
        case.body = possible(case.body)


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Every other conversation exists."""
    if path_parameters and len(str(path_parameters.get("conversation_id", ""))) % 2:
        path_parameters["conversation_id"] = current("visitor")["conversation_id"]
    return path_parameters


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Every other widget token and password exists. In JSON Schema 1.0 is an integer; for the server it is not."""
    if not isinstance(body, dict):
        return body
    body = with_integers(body)
    if isinstance(body.get("widget_token"), str) and len(body["widget_token"]) in range(1, 200, 2):
        body["widget_token"] = current("visitor")["widget_token"]
    if isinstance(body.get("password"), str) and len(body["password"]) in range(13, 1000, 2):
        body["password"] = PASSWORD
    return possible(body)


def possible(body: dict[str, Any]) -> dict[str, Any]:
    """What JSON Schema cannot say: times do not overlap, the token of a Telegram bot is no address, a message
    without attachments has a text, and a snooze ends in the future."""
    if body.get("body") == "" and not body.get("attachments"):
        body = {**body, "body": "hello"}
    if isinstance(body.get("until"), int):
        body = {**body, "until": int(time.time() * 1000) + HOUR_MS}
    if isinstance(body.get("hours"), dict):
        body = {**body, "hours": without_overlaps(body["hours"])}
    if isinstance(body.get("look"), dict):
        body = {**body, "look": with_one_welcome(body["look"])}
    if isinstance(body.get("texts"), list) and len(body["texts"]) <= MOST_LANGUAGES:
        body = {**body, "texts": with_one_text(body["texts"])}
    if body.get("kind") == "telegram" and str(body.get("address")).startswith("https://"):
        body = {**body, "kind": "json"}
    return body


def with_one_text(texts: list[Any]) -> list[Any]:
    """Nor that those of a question's texts do."""
    return [*texts[:1], *(each for each in texts[1:] if not isinstance(each, dict))]


def with_one_welcome(look: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema cannot say that the languages of welcomes differ."""
    welcome = look.get("welcome")
    if not isinstance(welcome, list) or len(welcome) > MOST_WELCOMES:
        return look
    return {**look, "welcome": [*welcome[:1], *(each for each in welcome[1:] if not isinstance(each, dict))]}


def without_overlaps(hours: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema cannot say that times do not overlap and that holidays differ: one time a day is left, which does not
    go on after midnight, and one holiday."""

    def one_time(times: Any) -> Any:
        first = times[0] if isinstance(times, list) and 0 < len(times) <= MOST_TIMES else None
        if not isinstance(first, dict) or not all(isinstance(first.get(name), str) for name in ("opens", "closes")):
            return times
        until = {"closes": "00:00"} if first["closes"] <= first["opens"] else {}
        return [{**first, **until}, *(each for each in times[1:] if not isinstance(each, dict))]

    week, holidays = hours.get("week"), hours.get("holidays")
    if isinstance(week, dict):
        hours = {**hours, "week": {day: one_time(times) for day, times in week.items()}}
    if isinstance(holidays, list) and 0 < len(holidays) <= MOST_HOLIDAYS and isinstance(holidays[0], dict):
        first = {**holidays[0], **({"times": one_time(holidays[0]["times"])} if "times" in holidays[0] else {})}
        hours = {**hours, "holidays": [first, *(each for each in holidays[1:] if not isinstance(each, dict))]}
    return hours


@schemathesis.serializer("text/plain")
def as_simple_call(context: Any, body: Any) -> bytes:
    return json.dumps(body).encode()


def with_integers(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: with_integers(each) for name, each in value.items()}
    if isinstance(value, list):
        return [with_integers(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def cursor(sort_key: str) -> str:
    return base64.urlsafe_b64encode(sort_key.encode()).decode().rstrip("=")


schemathesis.openapi.format("target", st.from_regex(r"https://[a-z]{3,8}\.invalid/[a-z]{0,9}", fullmatch=True))
schemathesis.openapi.format("page-path", st.from_regex(r"/[a-z]{0,9}\*?", fullmatch=True))
schemathesis.openapi.format("page-url", st.just(""))  # any other must be on an origin of the site
TIMES = st.integers(0, 10**13 - 1).map(lambda number: f"{number:013d}")
NAMES = st.text("abcXYZ019-_", min_size=8, max_size=8)
schemathesis.openapi.format("inbox-cursor", st.builds(cursor, TIMES))
ZONES = sorted(zoneinfo.available_timezones() - {"Factory", "localtime"})
schemathesis.openapi.format("time-zone", st.sampled_from(ZONES))
schemathesis.openapi.format("site-origin", st.from_regex(r"https://(\*\.)?[a-z]{3,8}\.example", fullmatch=True))
ADDRESS = r"[a-z]{1,12}(\.[a-z]{1,12})?@[a-z]{3,12}\.example"
schemathesis.openapi.format("contact-email", st.from_regex(ADDRESS, fullmatch=True))
schemathesis.openapi.format("account-email", st.from_regex(ADDRESS, fullmatch=True))
schemathesis.openapi.format("new-password", st.from_regex(r"[ -~äöüéß]{12,60}", fullmatch=True))
schemathesis.openapi.format("one-time-code", st.from_regex(r"[0-9]{6}|[a-z2-9]{4}(-[a-z2-9]{4}){2}", fullmatch=True))
# No server answers at these names, so a test message goes nowhere.
schemathesis.openapi.format("webhook-address", st.from_regex(r"https://[a-z]{3,8}\.invalid/[a-z]{0,9}", fullmatch=True))
schemathesis.openapi.format("square-picture", st.just(PICTURE))
schemathesis.openapi.format("canned-name", st.text("abcxyz019-_äßя", min_size=1, max_size=40))
schemathesis.openapi.format("tag", st.text("abcxyz019-_äßя", min_size=1, max_size=40))
schemathesis.openapi.format("telegram-chat", st.just(""))
MESSAGES = st.builds(lambda at, name, id: f"{at}#c_{name}{name}#{id:010d}", TIMES, NAMES, st.integers(1, 9999))
schemathesis.openapi.format("search-cursor", st.builds(cursor, MESSAGES))
schemathesis.openapi.format("search", st.from_regex(r"[a-z東京Ж]{2,12}( [a-z]{2,12}){0,3}", fullmatch=True))
EVENT_IDS = st.text("abcdef0123456789", min_size=24, max_size=24)
schemathesis.openapi.format("delivery-cursor", st.builds(lambda at, id: cursor(f"{at}-ev_{id}"), TIMES, EVENT_IDS))
schemathesis.openapi.format("audit-cursor", st.builds(lambda at, name: cursor(f"{at}#{name}"), TIMES, NAMES))
