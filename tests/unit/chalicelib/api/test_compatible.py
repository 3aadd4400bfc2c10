"""Today's contract serves the pages of the version before, and the comparison would notice if it did not."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.api import openapi
from tests.contract.compatible import Comparison
from tests.wire.renew import KINDS, PREVIOUS, WIRE

BASELINE = json.loads((PREVIOUS / "openapi.json").read_text(encoding="utf-8"))


def test_the_pages_of_the_version_before_miss_nothing() -> None:
    assert Comparison(BASELINE, openapi.document()).losses() == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_fixture_of_the_version_before_has_one_today(kind: str) -> None:
    before = {path.name for path in (PREVIOUS / kind).iterdir()}
    assert before
    assert before <= {path.name for path in (WIRE / kind).iterdir()}


def schemas(document: Any) -> Any:
    return document["components"]["schemas"]


def loses_a_call(now: Any) -> None:
    del now["paths"]["/chatbot/ticket"]


def loses_a_status(now: Any) -> None:
    responses = now["paths"]["/chatbot/message"]["post"]["responses"]
    del responses["201"]


def loses_a_field(now: Any) -> None:
    del schemas(now)["Message"]["properties"]["sent_at"]


def retypes_a_field(now: Any) -> None:
    schemas(now)["Message"]["properties"]["sent_at"] = {"type": "string"}


def may_leave_a_field_out(now: Any) -> None:
    schemas(now)["Message"]["required"].remove("sent_at")


def asks_for_one_more(now: Any) -> None:
    schema = schemas(now)["SendMessage"]
    schema["properties"]["colour"] = {"type": "string"}
    schema["required"].append("colour")


def takes_one_less(now: Any) -> None:
    del schemas(now)["SendMessage"]["properties"]["after"]


def takes_shorter_texts(now: Any) -> None:
    schemas(now)["SendMessage"]["properties"]["client_id"]["maxLength"] = 8


def asks_for_a_parameter(now: Any) -> None:
    for parameter in now["paths"]["/chatbot/messages"]["get"]["parameters"]:
        parameter["required"] = True


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (loses_a_call, "POST /chatbot/ticket is gone"),
        (loses_a_status, "POST /chatbot/message does not answer 201 any more"),
        (loses_a_field, "sent_at is gone"),
        (retypes_a_field, "sent_at may be string now"),
        (may_leave_a_field_out, "sent_at may be missing now"),
        (asks_for_one_more, "POST /chatbot/message.colour is required now"),
        (takes_one_less, "POST /chatbot/message.after is gone"),
        (takes_shorter_texts, "POST /chatbot/message.client_id: maxLength is 8 now"),
        (asks_for_a_parameter, "GET /chatbot/messages.limit is required now"),
    ],
)
def test_what_a_page_would_miss_is_told(change: Callable[[Any], None], told: str) -> None:
    now = copy.deepcopy(BASELINE)
    change(now)
    assert any(told in loss for loss in Comparison(BASELINE, now).losses())


def test_a_new_call_a_new_field_and_a_field_that_need_not_be_sent_are_no_loss() -> None:
    now = copy.deepcopy(BASELINE)
    now["paths"]["/chatbot/new"] = {"get": {"responses": {}}}
    message = schemas(now)["Message"]
    message["properties"]["colour"] = {"type": "string"}
    message["required"].append("colour")
    schemas(now)["SendMessage"]["properties"]["colour"] = {"type": "string"}
    assert Comparison(BASELINE, now).losses() == []
