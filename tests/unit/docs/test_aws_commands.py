"""Every command of the AWS CLI in the documentation has a service, an operation and options that exist."""

import pytest

from devtools.folders import ROOT
from tests.aws_commands import BY_CLI_ITSELF, CommandUnknown, in_text, parse

PAGES = sorted((ROOT / "docs").rglob("*.md"))
COMMANDS = [
    (page.relative_to(ROOT).as_posix(), words)
    for page in PAGES
    for words in in_text(page.read_text(encoding="utf-8"))
    if not {words[0], " ".join(words[:2])} & BY_CLI_ITSELF
]


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=[f"{page} {' '.join(words[:2])}" for page, words in COMMANDS])
def test_a_command_can_be_run(page: str, words: list[str]) -> None:
    assert parse(words).operation


def test_the_commands_of_the_runbook_are_found() -> None:
    found = {tuple(words[:2]) for page, words in COMMANDS if page == "docs/runbook.md"}
    assert {
        ("sqs", "receive-message"),
        ("sqs", "get-queue-url"),
        ("lambda", "invoke"),
        ("dynamodb", "describe-table"),
        ("dynamodbstreams", "get-records"),
        ("scheduler", "delete-schedule"),
        ("sesv2", "delete-suppressed-destination"),
    } <= found


@pytest.mark.parametrize(
    "line",
    [
        "squeue purge-queue --queue-url q",
        "sqs purge-queues --queue-url q",
        "sqs purge-queue --queue-name q",
        "sqs purge-queue",
        "sqs purge-queue --queue-url q out.json",
    ],
)
def test_a_command_that_the_cli_would_refuse_is_found(line: str) -> None:
    with pytest.raises(CommandUnknown):
        parse(line.split())
