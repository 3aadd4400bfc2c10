"""What is uploaded, what is left alone, and what becomes of files that no page names any more."""

from collections.abc import Callable

import pytest

from deployment.account import Account
from deployment.pages import bucket
from deployment.pages.files import PageFile

Update = Callable[..., bucket.Uploaded]


@pytest.fixture
def update(account: Account) -> Update:
    account.client("s3").create_bucket(Bucket="site")

    def make(**contents: str) -> bucket.Uploaded:
        files = [PageFile(key.replace("_", "/", 1), text.encode()) for key, text in contents.items()]
        return bucket.update(account, "site", files)

    return make


def tags(account: Account, key: str) -> list[dict[str, str]]:
    return list(account.client("s3").get_object_tagging(Bucket="site", Key=key)["TagSet"])


def test_only_what_changed_is_uploaded(update: Update) -> None:
    assert update(admin_app="one", admin_page="one").new == ["admin/app", "admin/page"]
    again = update(admin_app="one", admin_page="two")
    assert (again.new, again.replaced) == ([], ["admin/page"])
    assert str(update(admin_app="one", admin_page="two")) == "nothing changed"


def test_other_headers_are_a_change_too(update: Update, account: Account) -> None:
    update(admin_app="one")
    account.client("s3").put_object(Bucket="site", Key="admin/app", Body=b"one", ContentType="text/plain")
    assert update(admin_app="one").replaced == ["admin/app"]


def test_a_file_that_is_gone_stays_for_open_pages_and_is_marked_once(update: Update, account: Account) -> None:
    update(widget_old="old", widget_new="new")
    assert tags(account, "widget/old") == []
    assert update(widget_new="new").let_go == ["widget/old"]
    assert tags(account, "widget/old") == [{"Key": "gone", "Value": "yes"}]
    assert account.client("s3").get_object(Bucket="site", Key="widget/old")["Body"].read() == b"old"
    assert update(widget_new="new").let_go == []


def test_a_file_that_comes_back_is_no_longer_marked(update: Update, account: Account) -> None:
    update(widget_old="old")
    update(widget_new="new")
    assert update(widget_old="old", widget_new="new").replaced == ["widget/old"]
    assert tags(account, "widget/old") == []


def test_an_emptied_bucket_has_nothing(update: Update, account: Account) -> None:
    update(admin_app="one", admin_page="one")
    assert bucket.empty(account, "site") == 2
    assert bucket.keys(account.client("s3"), "site") == set()
