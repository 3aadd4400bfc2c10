"""How many mails SES accepts, with a clock that tests set."""

import base64
from pathlib import Path
from typing import Any

import pytest

from devtools.local_run.aws_apis.service import Refusal
from devtools.local_run.aws_apis.ses import PRODUCTION, Quota, Ses
from devtools.local_run.mailbox.mails import Mails
from devtools.local_run.mailbox.suppression import SuppressionList

RAW = base64.b64encode(b"From: chat@shop.example\r\nTo: anna@mail.example\r\n\r\nHi").decode()
MAIL: dict[str, Any] = {"Content": {"Raw": {"Data": RAW}}}


class Account:
    def __init__(self, folder: Path, quota: Quota) -> None:
        self.now = 1_800_000_000.0
        self.mails = Mails(folder, lambda: self.now)
        self.ses = Ses(self.mails, SuppressionList(folder), ("shop.example",), sandbox=False, quota=quota)

    def send(self) -> str:
        """Returns the code of the refusal, or "" if the mail was accepted."""
        try:
            self.ses.send_email(MAIL)
        except Refusal as refusal:
            return refusal.code
        return ""


def test_more_mails_in_a_second_than_the_account_may_send_are_throttled(tmp_path: Path) -> None:
    account = Account(tmp_path, PRODUCTION)
    assert [account.send() for _ in range(16)] == [*[""] * 14, *["TooManyRequestsException"] * 2]
    account.now += 1.01
    assert account.send() == ""
    assert len(account.mails.all()) == 15


def test_more_mails_in_a_day_than_the_account_may_send_are_refused(tmp_path: Path) -> None:
    account = Account(tmp_path, Quota(a_day=2, a_second=100))
    account.now = 0.0  # files are newer than a day before that
    assert [account.send() for _ in range(3)] == ["", "", "LimitExceededException"]


def test_the_newest_mail_is_the_first(tmp_path: Path) -> None:
    account = Account(tmp_path, PRODUCTION)
    for _ in range(3):
        account.now += 60
        account.send()
    times = [mail.sent_at for mail in account.mails.all()]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("data", ["not base64!", "====="])
def test_content_that_is_not_base64_is_refused(tmp_path: Path, data: str) -> None:
    with pytest.raises(Refusal, match="base64"):
        Account(tmp_path, PRODUCTION).ses.send_email({"Content": {"Raw": {"Data": data}}})
