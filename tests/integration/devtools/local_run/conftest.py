"""A new gateway with a small app for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.devtools.local_run.served import Served, served
from tests.integration.devtools.local_run.small_app import SmallApp


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name, text in {
        "admin/index.html": "<!doctype html><title>Dashboard</title>",
        "admin/app.js": "export {};",
        "admin/config.json": "{}",
        "admin/service_worker.js": "void 0;",
        "admin/manifest.webmanifest": "{}",
        "admin/icons/icon-192.png": "a picture",
        "widget/porchlight.js": "void 0;",
        "secret.txt": "outside",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small() -> SmallApp:
    return SmallApp("small_app")


@pytest.fixture
def gateway(small: SmallApp, pages: Path) -> Iterator[Served]:
    with served(small, pages) as running:
        yield running
