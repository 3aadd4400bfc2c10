"""What S3 says with each file."""

import json
from pathlib import Path

import pytest

from deployment.pages import files
from deployment.pages.files import PageFile


@pytest.mark.parametrize(
    ("key", "kind", "cached"),
    [
        ("widget/panel-L6WDEHYR.js", "text/javascript; charset=utf-8", files.FOR_EVER),
        ("admin/parts/later-MH3PHT72.js.map", "application/json", files.FOR_EVER),
        ("widget/porchlight.js", "text/javascript; charset=utf-8", files.SHORT),
        ("admin/index.html", "text/html; charset=utf-8", files.ASKED_AGAIN),
        ("admin/app.css", "text/css; charset=utf-8", files.ASKED_AGAIN),
        ("admin/favicon.svg", "image/svg+xml", files.ASKED_AGAIN),
        ("admin/unknown.kind", "application/octet-stream", files.ASKED_AGAIN),
    ],
)
def test_only_what_is_named_by_its_content_is_cached_for_ever(key: str, kind: str, cached: str) -> None:
    assert PageFile(key, b"").headers == {"ContentType": kind, "CacheControl": cached}


def test_the_dashboard_is_told_where_this_stages_api_is(tmp_path: Path) -> None:
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "config.json").write_text('{ "api": "/api" }')
    (tmp_path / "admin" / "index.html").write_text("<!doctype html>")
    found = {file.key: file.content for file in files.of(tmp_path, "https://api.example/api")}
    assert found["admin/index.html"] == b"<!doctype html>"
    assert json.loads(found["admin/config.json"]) == {"api": "https://api.example/api"}
