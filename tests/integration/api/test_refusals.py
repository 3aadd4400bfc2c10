"""Bad input: each refusal has its own code, stores nothing, and logs no error."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib import errors
from chalicelib.api import fields, given_faq, opening_hours, parsing, schemas, widget_look
from chalicelib.api.schemas.frames import SCHEMAS
from chalicelib.errors import Refusal
from chalicelib.search import terms
from tests.integration.api import (
    refused_accounts,
    refused_callers,
    refused_canned_replies,
    refused_closing,
    refused_contacts,
    refused_desk,
    refused_faq,
    refused_input,
    refused_reports,
    refused_search,
)
from tests.integration.api.refusal_stage import Case, Stage
from tests.integration.engine import seen, writes
from tests.integration.log_lines import logged

CASES = [
    *refused_input.cases(),
    *refused_callers.cases(),
    *refused_accounts.cases(),
    *refused_contacts.cases(),
    *refused_closing.cases(),
    *refused_canned_replies.cases(),
    *refused_desk.cases(),
    *refused_faq.cases(),
    *refused_reports.cases(),
    *refused_search.cases(),
]

pytestmark = pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")  # for forged tokens

# Codes that these cases do not provoke, and the test that does.
ELSEWHERE = {
    "busy": "chat/test_append_once.py",
    "internal": "chat/test_append_once.py",
    "second_factor_on": "accounts/test_second_factor.py",
    "push_not_set_up": "notify/push/test_subscriptions.py",
    "sign_in_slowed": "accounts/test_slow_down.py",
    "cursor_behind": "chat/test_append_once.py",
    "visitor_blocked": "chat/test_blocks.py",
    "blocks_full": "chat/test_blocks.py",
    "too_many_messages": "chat/test_limits.py",
    "too_many_conversations": "chat/test_limits.py",
    "message_not_found": "chat/test_changes.py",
    "note_not_yours": "desk/test_notes.py",
    "note_deleted": "desk/test_notes.py",
    "assigned_meanwhile": "desk/test_work.py",
    "too_many_linked": "desk/test_links.py",
    "too_many_tags": "desk/test_work.py",
    "conversation_closed": "desk/test_work.py",
    "message_not_yours": "chat/test_changes.py",
    "message_not_changeable": "chat/test_changes.py",
    "message_deleted": "chat/test_changes.py",
    "message_too_old": "chat/test_changes.py",
    "attachments_off": "chat/test_attachments.py",
    "attachment_too_large": "chat/test_attachments.py",
    "attachment_type_not_allowed": "chat/test_attachments.py",
    "attachment_type_wrong": "chat/test_attachments.py",
    "attachments_invalid": "chat/test_attachments.py",
    "attachment_not_found": "chat/test_attachments.py",
    "upload_not_found": "chat/test_attachments.py",
    "too_many_uploads": "chat/test_attachments.py",
    "too_many_contact_changes": "chat/test_contacts.py",
    "rating_off": "chat/test_closing.py",
    "too_many_transcripts": "notify/test_transcripts.py",
    "too_many_links": "chat/test_conversation_links.py",
    "too_many_tests": "notify/push/test_subscriptions.py",
    "faq_full": "sites/test_faq.py",
    "canned_replies_full": "sites/test_canned_replies.py",
    "canned_reply_changed": "sites/test_canned_replies.py",
    "canned_name_taken": "sites/test_canned_replies.py",
    "api_token_refused": "accounts/test_api_tokens.py",
    "api_tokens_full": "accounts/test_api_tokens.py",
    "delivery_not_found": "notify/test_event_retries.py",
    "event_gone": "notify/test_event_retries.py",
    "webhooks_full": "sites/test_webhooks.py",
    "webhook_exists": "sites/test_webhooks.py",
    "connection_unknown": "realtime/test_resume.py",
    "gateway_refused": "devtools/local_run/test_as_api_gateway.py",
    "gateway_timeout": "devtools/local_run/test_rest.py",
    "gateway_failed": "devtools/local_run/test_rest.py",
    "route_not_found": "devtools/local_run/test_rest.py",
    "throttled": "devtools/local_run/test_rest.py",
}
# Codes that would follow from a field's name, but that no input provokes.
UNREACHABLE = {"body_invalid"}  # all errors of a text have codes of their own, message_...


def all_codes() -> set[str]:
    """From the source: the refusals, the rules with a code of their own, and one code for each field."""
    named = {refusal.code for refusal in subclasses(Refusal) if refusal is not errors.InvalidField}
    rules = set(
        re.findall(
            r'PydanticCustomError\(\s*"(\w+)"',
            "".join(map(inspect.getsource, (fields, given_faq, opening_hours, widget_look))),
        )
    )
    parsed = set(re.findall(r'InvalidField\("(\w+)"', inspect.getsource(parsing) + inspect.getsource(terms)))
    bodies = set(subclasses(schemas.Schema)) - {*SCHEMAS.values()}
    by_field = {f"{name}_invalid" for schema in bodies for name in schema.model_fields}
    return named | rules | parsed | by_field


def subclasses(parent: type[Any]) -> Iterator[type[Any]]:
    for child in parent.__subclasses__():
        yield child
        yield from subclasses(child)


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


@pytest.fixture(scope="module")
def made() -> set[Case]:
    """The cases that were made on the stage."""
    return set()


def test_every_code_of_the_server_is_provoked_by_a_test() -> None:
    assert {case.code for case in CASES} | ELSEWHERE.keys() | UNREACHABLE == all_codes()


@pytest.mark.parametrize(("code", "file"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_a_code_that_is_not_provoked_here_is_provoked_elsewhere(code: str, file: str) -> None:
    assert f'"{code}"' in (Path(__file__).parents[1] / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.what}")
def test_bad_input_is_refused_with_its_code_and_stores_nothing_and_logs_no_error(
    case: Case, stage: Stage, made: set[Case]
) -> None:
    made.add(case)
    with seen() as requests, logged() as log:
        answer = case.call(stage)
    assert (answer.status, answer.code) == (case.status, case.code)
    assert answer.body["error"]["message"]
    assert writes(requests) == []
    assert not log.errors


def test_all_refusals_together_change_nothing(stage: Stage, made: set[Case]) -> None:
    for case in [case for case in CASES if case not in made]:
        case.call(stage)
    assert [message["id"] for message in stage.visitor.drained()] == [1, 2]
    assert stage.maya.messages().body["read"] == {"visitor": 2, "admin": 0}
    (conversation,) = stage.admin.get("/admin/chatbot").body["conversations"]
    assert conversation["id"] == stage.visitor.conversation_id


def test_an_unknown_account_and_a_wrong_password_are_answered_the_same(stage: Stage) -> None:
    by_what = {case.what: case.call(stage) for case in CASES if case.code == "credentials_wrong"}
    assert by_what["another password"].raw == by_what["nobody's address"].raw


def test_another_sites_conversation_looks_like_one_that_does_not_exist(stage: Stage) -> None:
    by_what = {case.what: case.call(stage) for case in CASES if case.code == "conversation_not_found"}
    assert by_what["another site's messages"].raw == by_what["unknown"].raw


def test_a_refusal_names_the_field_that_is_wrong(stage: Stage) -> None:
    expected = {
        "after_invalid": "after",
        "client_id_invalid": "client_id",
        "message_empty": "body",
        "since_id_invalid": "since_id",
    }
    named = {(case.code, case.call(stage).body["error"]["field"]) for case in CASES if case.code in expected}
    assert named == set(expected.items())
