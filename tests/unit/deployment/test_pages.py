"""Uploading the pages: changed files, cache times, order, and files that no page refers to any more."""

import json
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deployment import pages
from deployment.account import Account
from deployment.pages import PageFile

ORDER = [
    "admin/parts/chunk-UC5PUT5F.js",
    "admin/parts/later-B5XCPNI4.js",
    "widget/extras-NFSJQ4UH.js",
    "widget/panel-EO2QL7K3.js",
    "admin/app.css",
    "admin/app.js",
    "widget/extras.js",
    "widget/panel.js",
    "widget/porchlight.js",
    "admin/index.html",
]

Update = Callable[..., pages.Uploaded]


@pytest.fixture
def update(account: Account) -> Update:
    account.client("s3").create_bucket(Bucket="site")

    def make(**contents: str) -> pages.Uploaded:
        files = [PageFile(key.replace("_", "/", 1), text.encode()) for key, text in contents.items()]
        return pages.upload(account, "site", files)

    return make


def tags(account: Account, key: str) -> list[dict[str, str]]:
    return list(account.client("s3").get_object_tagging(Bucket="site", Key=key)["TagSet"])


def test_only_changed_files_are_uploaded(update: Update) -> None:
    assert update(admin_app="one", admin_page="one").new == ["admin/app", "admin/page"]
    again = update(admin_app="one", admin_page="two")
    assert (again.new, again.replaced) == ([], ["admin/page"])
    assert str(update(admin_app="one", admin_page="two")) == "nothing changed"


def test_a_file_with_other_headers_is_uploaded_again(update: Update, account: Account) -> None:
    update(admin_app="one")
    account.client("s3").put_object(Bucket="site", Key="admin/app", Body=b"one", ContentType="text/plain")
    assert update(admin_app="one").replaced == ["admin/app"]


def test_an_unused_file_is_kept_for_open_pages_and_marked_once(update: Update, account: Account) -> None:
    update(widget_old="old", widget_new="new")
    assert tags(account, "widget/old") == []
    assert update(widget_new="new").unused == ["widget/old"]
    assert tags(account, "widget/old") == [{"Key": "gone", "Value": "yes"}]
    assert account.client("s3").get_object(Bucket="site", Key="widget/old")["Body"].read() == b"old"
    assert update(widget_new="new").unused == []


def test_the_files_that_the_server_wrote_stay_as_they_are(update: Update, account: Account) -> None:
    key = "widget/sites/pl_1.json"
    account.client("s3").put_object(Bucket="site", Key=key, Body=b"{}")
    assert update(widget_new="new").unused == []
    assert tags(account, key) == []
    assert account.client("s3").get_object(Bucket="site", Key=key)["Body"].read() == b"{}"


def test_a_file_that_is_used_again_is_no_longer_marked(update: Update, account: Account) -> None:
    update(widget_old="old")
    update(widget_new="new")
    assert update(widget_old="old", widget_new="new").replaced == ["widget/old"]
    assert tags(account, "widget/old") == []


def test_an_emptied_bucket_has_no_objects(update: Update, account: Account) -> None:
    update(admin_app="one", admin_page="one")
    assert pages.empty_bucket(account, "site") == 2
    assert pages.keys(account.client("s3"), "site") == set()


@pytest.mark.parametrize(
    ("key", "kind", "cached"),
    [
        ("widget/panel-L6WDEHYR.js", "text/javascript; charset=utf-8", pages.IMMUTABLE),
        ("admin/parts/later-MH3PHT72.js.map", "application/json", pages.IMMUTABLE),
        ("widget/porchlight.js", "text/javascript; charset=utf-8", pages.FIVE_MINUTES),
        ("widget/porchlight.d.ts", "text/plain; charset=utf-8", pages.FIVE_MINUTES),
        ("admin/index.html", "text/html; charset=utf-8", pages.REVALIDATED),
        ("admin/app.css", "text/css; charset=utf-8", pages.REVALIDATED),
        ("admin/favicon.svg", "image/svg+xml", pages.REVALIDATED),
        ("admin/service_worker.js", "text/javascript; charset=utf-8", pages.REVALIDATED),
        ("admin/manifest.webmanifest", "application/manifest+json", pages.REVALIDATED),
        ("admin/icons/icon-192.png", "image/png", pages.REVALIDATED),
        ("admin/unknown.kind", "application/octet-stream", pages.REVALIDATED),
    ],
)
def test_only_hashed_files_are_immutable(key: str, kind: str, cached: str) -> None:
    assert PageFile(key, b"").headers == {"ContentType": kind, "CacheControl": cached}


def test_the_dashboard_is_configured_with_this_stages_api() -> None:
    built = {"admin/config.json": b'{ "api": "/api" }', "admin/index.html": b"<!doctype html>"}
    found = {file.key: file.content for file in pages.files_in(built, "https://api.example/api")}
    assert found["admin/index.html"] == b"<!doctype html>"
    assert json.loads(found["admin/config.json"]) == {"api": "https://api.example/api", "mail": False}
    mailing = {file.key: file.content for file in pages.files_in(built, "https://api.example/api", mail=True)}
    assert json.loads(mailing["admin/config.json"])["mail"] is True


def test_a_file_is_uploaded_before_those_that_refer_to_it() -> None:
    shuffled = sorted(ORDER, key=lambda _: secrets.randbits(32))
    files = sorted((PageFile(key, b"") for key in shuffled), key=pages.upload_order)
    assert [file.key for file in files] == ORDER


def test_only_files_with_a_hash_in_their_names_are_immutable() -> None:
    kept = [key for key in ORDER if "immutable" in PageFile(key, b"").cache_control]
    assert kept == ORDER[:4]


Checkout = Callable[[], int]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A checkout in `tmp_path`, whose pages the returned function builds. It returns how often they were built."""
    built: list[Path] = []

    def build(folder: Path, *, hashed: bool) -> None:
        assert hashed
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.html").write_text("page")
        built.append(folder)

    for name in pages.SOURCES:
        path = tmp_path / name
        (path if "." in path.name else path / "one.js").parent.mkdir(parents=True, exist_ok=True)
        (path if "." in path.name else path / "one.js").write_text("one")
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    monkeypatch.setattr(pages.pages, "build", build)

    def again() -> int:
        assert pages.built(tmp_path / "state" / "release") == {"page.html": b"page"}
        return len(built)

    return again


def test_pages_are_built_once_and_again_when_their_folder_is_gone(checkout: Checkout, tmp_path: Path) -> None:
    assert (checkout(), checkout()) == (1, 1)
    shutil.rmtree(tmp_path / "state" / "release")
    assert (checkout(), checkout()) == (2, 2)


@pytest.mark.parametrize("source", pages.SOURCES)
def test_pages_are_built_again_after_each_change_of_a_source(source: str, checkout: Checkout, tmp_path: Path) -> None:
    checkout()
    folder = tmp_path / source
    file = folder if folder.is_file() else folder / "deeper" / "two.css"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("two")
    assert (checkout(), checkout()) == (2, 2)
    if folder.is_dir():
        file.rename(file.with_name("three.css"))
        assert checkout() == 3
        file.with_name("three.css").unlink()
        assert checkout() == 4


def test_what_python_keeps_beside_its_sources_is_not_a_source(checkout: Checkout, tmp_path: Path) -> None:
    checkout()
    kept = tmp_path / "devtools" / "pages" / "__pycache__" / "build.cpython-311.pyc"
    kept.parent.mkdir()
    kept.write_bytes(b"compiled")
    assert checkout() == 1


def test_a_source_that_changes_during_the_build_is_in_the_next_one(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build = pages.pages.build

    def while_saving(folder: Path, *, hashed: bool) -> None:
        build(folder, hashed=hashed)
        (tmp_path / "package.json").write_text("two")

    with monkeypatch.context() as saving:
        saving.setattr(pages.pages, "build", while_saving)
        checkout()
    assert (checkout(), checkout()) == (2, 2)


def test_a_build_that_failed_is_repeated(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    checkout()
    (tmp_path / "package.json").write_text("two")
    with monkeypatch.context() as broken:
        broken.setattr(pages.pages, "build", interrupted)
        with pytest.raises(KeyboardInterrupt):
            checkout()
    (tmp_path / "package.json").write_text("one")
    assert checkout() == 2


def interrupted(folder: Path, *, hashed: bool) -> None:
    raise KeyboardInterrupt
