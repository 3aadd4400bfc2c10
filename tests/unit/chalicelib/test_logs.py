import io
import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from chalicelib import logs


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(logs.JsonFormatter())
    logs.set_up()
    logs.logger.addHandler(handler)
    yield handler.stream
    logs.logger.removeHandler(handler)


def test_a_log_line_is_one_json_object(output: io.StringIO) -> None:
    logs.info("request", route="/chatbot/message", status=201)
    entry = {"level": "INFO", "event": "request", "route": "/chatbot/message", "status": 201}
    assert json.loads(output.getvalue()) == entry


def test_an_error_has_its_trace_in_the_same_line(output: io.StringIO) -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        logs.error("handler_failed")
    assert output.getvalue().count("\n") == 1
    assert "ValueError: broken" in json.loads(output.getvalue())["trace"]


def test_every_line_of_a_call_has_the_fields_of_the_call(output: io.StringIO) -> None:
    with logs.of_call(request_id="r-1", conversation_id=None):
        logs.info("first")
        logs.add(conversation_id="c_1")
        logs.warning("second", size=3)
    logs.info("after")
    assert [json.loads(line) for line in output.getvalue().splitlines()] == [
        {"level": "INFO", "event": "first", "request_id": "r-1"},
        {"level": "WARNING", "event": "second", "request_id": "r-1", "conversation_id": "c_1", "size": 3},
        {"level": "INFO", "event": "after"},
    ]


def test_lines_of_another_thread_have_the_fields_of_its_call_and_of_no_other(output: io.StringIO) -> None:
    with ThreadPoolExecutor(1) as pool:
        with logs.of_call(request_id="r-1"):
            pool.submit(copy_context().run, logs.info, "pushed").result()
        pool.submit(logs.info, "somebody_else").result()
    pushed, other = (json.loads(line) for line in output.getvalue().splitlines())
    assert pushed["request_id"] == "r-1"
    assert "request_id" not in other


def test_fields_that_are_added_outside_a_call_are_ignored(output: io.StringIO) -> None:
    logs.add(conversation_id="c_1")
    with logs.of_call(request_id="r-1"):
        logs.info("first")
    assert "conversation_id" not in output.getvalue()


def test_setting_up_twice_does_not_log_twice() -> None:
    logs.set_up()
    before = len(logs.logger.handlers)
    logs.set_up()
    assert len(logs.logger.handlers) == before


@pytest.mark.parametrize("text", ["\n", "\r\n", "\x85", "\u2028", "\ud800", "\x1b[2J"])
def test_a_line_is_one_line_of_ascii_whatever_text_a_caller_sends(output: io.StringIO, text: str) -> None:
    logs.info("request", conversation_id=f"c_{text}x")
    line = output.getvalue()
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["conversation_id"] == f"c_{text}x"
