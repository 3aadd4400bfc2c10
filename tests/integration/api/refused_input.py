"""Calls refused for their input: bodies, texts, fields, numbers, cursors and frames."""

import json
from collections.abc import Callable
from typing import Any

from tests.api_client import Answer, Api, Seat
from tests.integration.api.refusal_stage import Case, Stage, each

NO_OBJECTS = {
    "no body": None,
    "an empty body": b"",
    "half an object": b'{"client_id":',
    "a list": b"[]",
    "a text": b'"hello"',
    "null": b"null",
    "not UTF-8": b'{"body":"\xff"}',
    "UTF-16": '{"body":"hello"}'.encode("utf-16"),
    "brackets without end": b"[" * 60_000,
    "a number of 5,000 digits": b'{"after":' + b"9" * 5_000 + b"}",
}
OTHER_TYPES = {
    "a form": "application/x-www-form-urlencoded",
    "a form with files": "multipart/form-data; boundary=x",
    "XML": "application/xml",
    "a page": "text/html",
    "something like JSON": "application/problem+json",
}
TOO_LARGE = b" " * (64 * 1024 + 1)
NO_TEXTS = ["5", "null", "true", '["hello"]', '{"text":"hello"}']
BLANKS = [r'"\u200b\u2060"', r'"\u2800 \u3164"', '""', '" "', r'"\t\r\n"', r'"\u3000"']
TOO_LONG = {"4,001 letters": json.dumps("x" * 4001), "4,001 emoji": json.dumps("\N{TEAPOT}" * 4001)}
UNPRINTABLE = {
    "a null character": r'"a\u0000b"',
    "an escape sequence": r'"\u001b[31mred"',
    "delete": r'"\u007f"',
    "a C1 control character": r'"\u0085"',
    "the first half of a character": r'"\ud83e"',
    "the second half of a character": r'"\uded6x"',
}
NO_CLIENT_IDS = {
    "short": '"short"',
    "65 letters": f'"{"x" * 65}"',
    "a space": '"with a space"',
    "slashes": '"a/slash/in/it"',
    "a number": "12345678",
    "null": "null",
    "a line end": r'"line-end\n"',
    "half a character": r'"\ud800-12345678"',
}
NO_NUMBERS = ["-1", '"1"', "1.0", "1.5", "true", "null", "NaN", "1e400", str(2**53), "9" * 40]
NO_DIGITS = ["-1", "x", "", "1.5", "%2B1", "%201", "%C2%B2", "1&since_id=1", "9" * 16, "9" * 40, "%00", "%ff"]
NO_LIMITS = ["0", "201", "-1", "all", "1e2"]
NO_CURSORS = {
    "empty": "",
    "a mark": "!",
    "65 letters": "a" * 65,
    "a text": "YQ",
    "other letters of base64": "%2B%2F",
    "16 digits": "MDAwMTc4NDE4ODc5NTAwMA",
    "not UTF-8": "_____w",
    "a time and something else": "MTc4NDE4ODc5NTAwMCNkcm9w",
    "a list": "[]",
}
NO_CURSORS_TO_RESUME: dict[str, Any] = {
    "nothing": {"type": "resume"},
    "a list": {"type": "resume", "cursors": ["c_1"]},
    "a text as a cursor": {"type": "resume", "cursors": {"c_1": "1"}},
    "a cursor below nothing": {"type": "resume", "cursors": {"c_1": -1}},
    "a broken cursor": {"type": "resume", "cursors": {"c_1": 0.5}},
    "a cursor that is too large": {"type": "resume", "cursors": {"c_1": 2**53}},
    "twenty-one cursors": {"type": "resume", "cursors": {f"c_{number}": 1 for number in range(21)}},
    "a long id": {"type": "resume", "cursors": {"c" * 65: 1}},
    "half a character as id": {"type": "resume", "cursors": {"\ud800": 1}},
    "something else besides": {"type": "resume", "cursors": {}, "since": 5},
}
NO_FRAMES = ["", "ping", "{", "[]", "null", "5", '{"a":1}', '{"type":5}', '{"type":null}', "[" * 30_000]

NO_SETTINGS: dict[str, list[Any]] = {
    "name": ["", "x" * 81, "two\nlines", " space", 5],
    "greeting": ["x" * 501, "\x1b[31mred", 5],
    "enabled": [1, "true"],
    "origins": [[], ["shop.example"], ["*"], ["https://*.com"], [5], "https://shop.example", ["null"]],
    "poll_ms": [499, 60_001, 1000.5, "1000"],
    "check_ms": [4_999, 600_001, True],
    "require_identity": ["yes", 0],
    "retention_days": [-1, 3651],
    "alert_after_seconds": [14, 3601, 60.5, "60"],
    "answer_after_seconds": [-1, 86_401, 60.5, "60"],
    "contact_form": ["", "ask", True],
    "attachment_mb": [-1, 101, 1.5, "10"],
    "chat_url": [
        "shop.example/contact",
        "https://shop.example",
        "https://shop.example/#top",
        "https://evil.example/",
        "javascript://shop.example/x",
        f"https://shop.example/{'x' * 480}",
        5,
    ],
    "language": ["", "English", "EN", "de_DE", 1],
    "show_presence": [1, "yes"],
    "ask_rating": [1, "yes"],
    "visitor_context": [1, "yes"],
    "search_messages": [1, "yes"],
    "messages_at_once": [0, 1001],
    "message_every_ms": [-1, 60_001],
    "conversations_per_minute": [0, 10_001],
    "conversations_per_address": [0, 10_001],
}
DAY = [{"opens": "09:00", "closes": "17:00"}]
NO_HOURS: dict[str, dict[str, Any]] = {
    "hours_invalid": {
        "a text": "9 to 5",
        "a list": [],
        "no zone": {"week": {}},
        "no week": {"zone": "Europe/Berlin"},
        "another field": {"zone": "UTC", "week": {}, "enabled": True},
        "another day": {"zone": "UTC", "week": {"mon": DAY}},
        "a day as a text": {"zone": "UTC", "week": {"monday": "09:00-17:00"}},
        "a time of one digit": {"zone": "UTC", "week": {"monday": [{"opens": "9:00", "closes": "17:00"}]}},
        "a 25th hour": {"zone": "UTC", "week": {"monday": [{"opens": "09:00", "closes": "24:00"}]}},
        "a line end": {"zone": "UTC", "week": {"monday": [{"opens": "09:00\n", "closes": "17:00"}]}},
        "no closing time": {"zone": "UTC", "week": {"monday": [{"opens": "09:00"}]}},
        "six times a day": {
            "zone": "UTC",
            "week": {"monday": [{"opens": f"{hour:02}:00", "closes": f"{hour:02}:30"} for hour in range(6)]},
        },
        "another date": {"zone": "UTC", "week": {}, "holidays": [{"date": "24.12.2026"}]},
        "a date that is not in the calendar": {"zone": "UTC", "week": {}, "holidays": [{"date": "2026-02-29"}]},
        "a yes": {"zone": "UTC", "week": {}, "holidays": [{"date": "2026-12-24", "yearly": "yes"}]},
        "a long name": {"zone": "UTC", "week": {}, "holidays": [{"date": "2026-12-24", "name": "x" * 41}]},
        "a name of two lines": {"zone": "UTC", "week": {}, "holidays": [{"date": "2026-12-24", "name": "x\ny"}]},
        "61 holidays": {
            "zone": "UTC",
            "week": {},
            "holidays": [{"date": f"{2000 + number}-05-01"} for number in range(61)],
        },
        "something else outside": {"zone": "UTC", "week": {}, "outside": "close"},
    },
    "hours_zone_unknown": {
        "a city": {"zone": "Berlin", "week": {}},
        "lower case": {"zone": "europe/berlin", "week": {}},
        "an offset": {"zone": "+01:00", "week": {}},
        "empty": {"zone": "", "week": {}},
        "a path": {"zone": "../../etc/passwd", "week": {}},
        "the server's own": {"zone": "localtime", "week": {}},
    },
    "hours_overlap": {
        "in a day": {"zone": "UTC", "week": {"monday": [*DAY, {"opens": "16:59", "closes": "18:00"}]}},
        "the same twice": {"zone": "UTC", "week": {"monday": DAY * 2}},
        "with the next day": {
            "zone": "UTC",
            "week": {"monday": [{"opens": "18:00", "closes": "09:01"}], "tuesday": DAY},
        },
        "Sunday night with Monday": {
            "zone": "UTC",
            "week": {"sunday": [{"opens": "18:00", "closes": "09:01"}], "monday": DAY},
        },
        "on a holiday": {"zone": "UTC", "week": {}, "holidays": [{"date": "2026-12-24", "times": DAY * 2}]},
    },
    "hours_holiday_twice": {
        "the same date": {"zone": "UTC", "week": {}, "holidays": [{"date": "2026-12-24"}] * 2},
        "the same day of every year": {
            "zone": "UTC",
            "week": {},
            "holidays": [{"date": "2026-12-24", "yearly": True}, {"date": "2027-12-24", "yearly": True}],
        },
    },
}
NO_LOOK: dict[str, dict[str, Any]] = {
    "look_invalid": {
        "a text": "blue",
        "another field": {"colour": "#112233"},
        "a colour by name": {"accent": "blue"},
        "a colour of three digits": {"accent": "#123"},
        "a colour with a rule behind it": {"accent": "#112233;}"},
        "another scheme": {"scheme": "dim"},
        "another side": {"side": "left"},
        "another icon": {"icon": "https://shop.example/icon.png"},
        "half a pixel": {"offset_x": 0.5},
        "a negative offset": {"offset_y": -1},
        "an offset of 201 pixels": {"offset_x": 201},
        "a label of 25 characters": {"label": "x" * 25},
        "a label of two lines": {"label": "Ask\nus"},
        "a long team name": {"team_name": "x" * 81},
        "a welcome without a language": {"welcome": [{"title": "Hello"}]},
        "a language by name": {"welcome": [{"language": "German", "title": "Hallo"}]},
        "a long title": {"welcome": [{"language": "de", "title": "x" * 121}]},
        "31 welcomes": {"welcome": [{"language": f"a{chr(97 + n // 26)}{chr(97 + n % 26)}"} for n in range(31)]},
        "51 paths": {"hidden_paths": [f"/{number}" for number in range(51)]},
        "a long path": {"hidden_paths": ["/" + "x" * 200]},
    },
    "look_path_invalid": {
        "a path without a slash": {"hidden_paths": ["checkout"]},
        "an address": {"hidden_paths": ["https://shop.example/checkout"]},
        "a query": {"hidden_paths": ["/search?q=*"]},
        "empty": {"hidden_paths": [""]},
    },
    "look_welcome_twice": {
        "the same language": {"welcome": [{"language": "de", "title": "Hallo"}, {"language": "de", "title": "Moin"}]},
    },
}
NO_OVERLAPS = [-1, 91, 0.5, "7"]

CURSOR = "MTc4NDE4ODc5NTAwMA"  # a valid one


def cases() -> list[Case]:
    return [
        *bodies(),
        *texts(),
        *fields(),
        *numbers(),
        *beyond_the_log(),
        *cursors(),
        *frames(),
        *uploads(),
        *settings(),
        *blocks(),
    ]


def bodies() -> list[Case]:
    return [
        *each(400, "json_invalid", NO_OBJECTS, lambda stage, raw: stage.visitor.api.post("/chatbot/message", raw)),
        Case(400, "json_invalid", "at sign-in", lambda stage: Api().post("/admin/session", b"{")),
        *each(400, "json_invalid", {f"{what}, as text": raw for what, raw in NO_OBJECTS.items()}, Stage.simple),
        Case(400, "json_invalid", "a form of another page", lambda stage: stage.simple(b"email=a&password=b")),
        *each(415, "media_type_unsupported", OTHER_TYPES, lambda stage, it: stage.message(b"{}", content_type=it)),
        Case(415, "media_type_unsupported", "a text, by another method than POST", patched_as_text),
        Case(413, "request_too_large", "a byte more than 64 KB", lambda stage: stage.message(TOO_LARGE)),
        Case(413, "request_too_large", "as text, without a token", lambda stage: stage.simple(TOO_LARGE)),
    ]


def patched_as_text(stage: Stage) -> Answer:
    return stage.admin.call("PATCH", "/admin/site", {"greeting": "Good evening."}, content_type="text/plain")


def texts() -> list[Case]:
    return [
        *each(400, "message_not_text", NO_TEXTS, Stage.field),
        *each(400, "message_empty", BLANKS, Stage.field),
        Case(400, "message_empty", "an admin's reply", lambda stage: stage.maya.send("  ", after=2)),
        *each(400, "message_too_long", TOO_LONG, Stage.field),
        *each(400, "message_unprintable", UNPRINTABLE, Stage.field),
    ]


def fields() -> list[Case]:
    def missing(path: str, what: str, given: dict[str, Any]) -> Case:
        return Case(400, "field_missing", what, lambda stage: stage.visitor.api.post(path, given))

    return [
        missing("/chatbot/message", "client_id", {"body": "hello", "after": 0}),
        missing("/chatbot/message", "body", {"client_id": "12345678", "after": 0}),
        missing("/chatbot/message", "after", {"client_id": "12345678", "body": "hello"}),
        missing("/chatbot/mark-read", "id", {}),
        missing("/chatbot/session", "widget_token", {}),
        missing("/admin/session", "email", {"password": "x"}),
        missing("/admin/session", "password", {"email": "x"}),
        missing("/admin/session/refresh", "refresh_token", {}),
        Case(400, "field_unknown", "in a body", lambda stage: stage.field("1", name="urgent")),
        Case(400, "field_unknown", "half a character in a name", lambda stage: stage.field("1", name=r"\ud800")),
        Case(400, "field_unknown", "in a query", lambda stage: stage.polled("since_id=1&order=desc")),
        Case(400, "field_unknown", "in the inbox's query", lambda stage: stage.inbox("page=2")),
        *each(400, "client_id_invalid", NO_CLIENT_IDS, lambda stage, value: stage.field(value, "client_id")),
        *tokens_in_other_bodies(),
    ]


def tokens_in_other_bodies() -> list[Case]:
    """A body may have a token only where it is sent as text and the call takes a token."""

    def in_json(stage: Stage) -> Answer:
        fields = {"client_id": "12345678", "body": "hello", "after": 2, "token": stage.visitor.api.token}
        return stage.visitor.api.post("/chatbot/message", fields)

    def signing_in(stage: Stage) -> Answer:
        return stage.simple({"email": stage.email, "password": "x", "token": stage.admin.token}, "/admin/session")

    def besides(stage: Stage) -> Answer:
        return stage.simple({"token": stage.visitor.api.token, "origin": "x"}, "/chatbot/ticket")

    return [
        Case(400, "field_unknown", "a token in JSON", in_json),
        Case(400, "field_unknown", "a token at sign-in", signing_in),
        Case(400, "field_unknown", "besides the token of a call without a body", besides),
    ]


def numbers() -> list[Case]:
    def marked(seat: Seat, json_value: str) -> Answer:
        return seat.api.post(seat.mark_read_path, f'{{"id":{json_value}}}'.encode())

    return [
        *each(400, "after_invalid", NO_NUMBERS, lambda stage, value: stage.field(value, "after")),
        *each(400, "id_invalid", NO_NUMBERS, lambda stage, value: marked(stage.visitor, value)),
        Case(400, "id_invalid", "an admin's", lambda stage: marked(stage.maya, "-1")),
        *each(400, "since_id_invalid", NO_DIGITS, lambda stage, value: stage.polled(f"since_id={value}")),
        Case(400, "since_id_invalid", "an admin's", lambda stage: stage.maya.messages("first")),
        *each(400, "limit_invalid", NO_LIMITS, lambda stage, value: stage.polled(f"limit={value}")),
        Case(400, "limit_invalid", "the inbox's", lambda stage: stage.inbox("limit=201")),
        *posted_numbers(),
    ]


def posted_numbers() -> list[Case]:
    """The body of a posted read has numbers, not texts."""

    def posted(path: str, name: str, json_value: str) -> Callable[[Stage], Answer]:
        def call(stage: Stage) -> Answer:
            whose = stage.admin if path.startswith("/admin") else stage.visitor.api
            where = path.format(conversation_id=stage.visitor.conversation_id)
            return whose.post(where, f'{{"{name}":{json_value}}}'.encode())

        return call

    paths = ("/chatbot/messages", "/admin/chatbot/{conversation_id}/messages")
    return [
        *(
            Case(400, "since_id_invalid", f"posted to {path}: {value[:20]}", posted(path, "since_id", value))
            for path in paths
            for value in NO_NUMBERS
        ),
        *(Case(400, "limit_invalid", f"posted to {path}", posted(path, "limit", '"50"')) for path in paths),
        Case(400, "limit_invalid", "the inbox's, posted", posted("/admin/chatbot", "limit", "0")),
        Case(400, "since_invalid", "posted", posted("/admin/chatbot", "since", '"!"')),
        Case(400, "before_invalid", "posted", posted("/admin/chatbot", "before", "5")),
        Case(400, "field_unknown", "posted to the inbox", posted("/admin/chatbot", "page", "2")),
        Case(409, "cursor_ahead", "the messages since number 3, posted", posted(paths[0], "since_id", "3")),
    ]


def beyond_the_log() -> list[Case]:
    return [
        Case(409, "cursor_ahead", "a message made after number 3", lambda stage: stage.visitor.send(after=3)),
        Case(409, "cursor_ahead", "a reply made after the largest", lambda stage: stage.maya.send(after=2**53 - 1)),
        Case(409, "cursor_ahead", "the messages since number 3", lambda stage: stage.polled("since_id=3")),
        Case(409, "cursor_ahead", "number 3 read", lambda stage: stage.visitor.mark_read(3)),
        Case(409, "cursor_ahead", "number 3 read by an admin", lambda stage: stage.maya.mark_read(3)),
        Case(409, "cursor_ahead", "number 1 read before it is there", lambda stage: stage.stranger.mark_read(1)),
    ]


def cursors() -> list[Case]:
    def audited(stage: Stage, query: str) -> Answer:
        return stage.admin.get(f"/admin/audit?{query}")

    return [
        *each(400, "since_invalid", NO_CURSORS, lambda stage, value: stage.inbox(f"since={value}")),
        *each(400, "before_invalid", NO_CURSORS, lambda stage, value: stage.inbox(f"before={value}")),
        Case(400, "before_invalid", "an inbox's, of the audit log", lambda stage: audited(stage, f"before={CURSOR}")),
        Case(400, "limit_invalid", "the audit log's", lambda stage: audited(stage, "limit=0")),
        Case(400, "since_invalid", "two", lambda stage: stage.inbox(f"since={CURSOR}&since={CURSOR}")),
        Case(400, "before_invalid", "two", lambda stage: stage.inbox(f"before={CURSOR}&before={CURSOR}")),
    ]


def frames() -> list[Case]:
    return [
        *each(400, "frame_invalid", NO_CURSORS_TO_RESUME, lambda stage, value: stage.frame_answer(json.dumps(value))),
        *each(400, "frame_invalid", NO_FRAMES, Stage.frame_answer),
        Case(400, "frame_unknown", "a type to come", lambda stage: stage.frame_answer('{"type":"typing?"}')),
        Case(400, "frame_unknown", "half a character", lambda stage: stage.frame_answer(r'{"type":"\ud800"}')),
    ]


def uploads() -> list[Case]:
    def asked(**fields: Any) -> Callable[[Stage], Answer]:
        upload = {"name": "kettle.png", "type": "image/png", "size": 73, **fields}
        return lambda stage: stage.visitor.api.post("/chatbot/uploads", upload)

    return [
        *each(
            400,
            "size_invalid",
            {"none": 0, "below none": -1, "half a byte": 1.5, "a text": "73", "null": None},
            lambda stage, size: asked(size=size)(stage),
        ),
        *each(
            400, "type_invalid", {"a number": 5, "101 letters": "x" * 101}, lambda stage, kind: asked(type=kind)(stage)
        ),
        *each(
            400,
            "name_invalid",
            {"no name": "", "256 letters": "x" * 256, "of a file: a number": 5},
            lambda stage, name: asked(name=name)(stage),
        ),
    ]


def settings() -> list[Case]:
    def changed(stage: Stage, fields: dict[str, Any]) -> Answer:
        return stage.admin.call("PATCH", "/admin/site", fields)

    def overlapped(path: str, value: Any) -> Case:
        what = f"{path}: {value!r}"
        return Case(400, "overlap_days_invalid", what, lambda stage: stage.admin.post(path, {"overlap_days": value}))

    def wrong(name: str, value: Any) -> Case:
        return Case(400, f"{name}_invalid", repr(value)[:40], lambda stage: changed(stage, {name: value}))

    paths = ("/admin/site/widget-token", "/admin/site/identity-secret")
    return [
        *(wrong(name, value) for name, values in NO_SETTINGS.items() for value in values),
        *(
            case
            for code, values in NO_HOURS.items()
            for case in each(400, code, values, lambda stage, value: changed(stage, {"hours": value}))
        ),
        *(
            case
            for code, values in NO_LOOK.items()
            for case in each(400, code, values, lambda stage, value: changed(stage, {"look": value}))
        ),
        *(overlapped(path, value) for path in paths for value in NO_OVERLAPS),
        Case(400, "field_unknown", "a field that cannot be set", lambda stage: changed(stage, {"widget_token": "x"})),
        Case(
            409,
            "hours_hide_unavailable",
            "hidden without a bucket of pages",
            lambda stage: changed(stage, {"hours": {"zone": "UTC", "week": {}, "outside": "hide"}}),
        ),
        Case(
            409,
            "identity_secret_missing",
            "required without one",
            lambda stage: changed(stage, {"require_identity": True}),
        ),
    ]


def blocks() -> list[Case]:
    def add_block(stage: Stage, **fields: Any) -> Answer:
        usual = {"conversation_id": stage.visitor.conversation_id, "kind": "visitor"}
        return stage.admin.post("/admin/blocks", {**usual, **fields})

    def removed(stage: Stage, block_id: str) -> Answer:
        return stage.admin.call("DELETE", f"/admin/blocks/{block_id}")

    reasons = {"long": "x" * 201, "two lines": "a\nb", "a number": 5}
    unknown = ["b_0000000000000000", "b_short", "x" * 1500, "%F0%9F%AB%96"]
    return [
        *each(400, "kind_invalid", {"a number": 5, "another": "country"}, lambda stage, it: add_block(stage, kind=it)),
        *each(400, "reason_invalid", reasons, lambda stage, it: add_block(stage, reason=it)),
        *each(400, "conversation_id_invalid", ["", "x" * 65], lambda stage, it: add_block(stage, conversation_id=it)),
        *each(404, "block_not_found", unknown, removed),
        Case(404, "conversation_not_found", "to block", lambda stage: add_block(stage, conversation_id="c_short")),
        Case(409, "block_impossible", "a stranger's identity", lambda stage: add_block(stage, kind="identity")),
    ]
