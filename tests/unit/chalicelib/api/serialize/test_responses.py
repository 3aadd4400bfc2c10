from chalicelib.api.serialize import conversations, responses
from chalicelib.chat.messages import Page
from chalicelib.errors import Busy, InvalidField
from chalicelib.model import Conversation

CONVERSATION = Conversation(
    id="c_5hXb0mJt2QyVwR8s", site_id="default", visitor_id="v_1", visitor_name="Visitor", last_id=123_456
)


def test_an_empty_poll_is_under_300_bytes() -> None:
    page = Page([], last_id=123_456, has_more=False, conversation=CONVERSATION)
    assert len(responses.response(200, conversations.page(page)).body.encode()) < 300


def test_a_refusal_names_its_code_and_field_and_nothing_else() -> None:
    body = responses.error(InvalidField("message_empty", "body", "A message needs some text."))
    assert body == {"error": {"code": "message_empty", "message": "A message needs some text.", "field": "body"}}


def test_a_temporary_refusal_has_a_time_for_the_retry() -> None:
    assert responses.refused(Busy()).headers["Retry-After"] == "1"


def test_answers_are_never_cached() -> None:
    assert responses.response(200, {}).headers["Cache-Control"] == "no-store"
