"""An AWS on this machine (`cloud`), and a stage on it that the unchanged deploy command has made (`prod`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.deploy.cloud import Cloud
from tests.deploy.deployed import Deployed, first_deploy
from tests.deploy.shop import Shop
from tests.e2e import browser as browsers

expect.set_options(timeout=20_000)  # a function's first call takes seconds


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    running = Cloud(Path(tmp_path_factory.mktemp("cloud")))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    running = Shop()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def prod(cloud: Cloud, shop: Shop) -> Deployed:
    return first_deploy(cloud, "prod", "--origin", shop.origin, "--site-name", "Fern & Kettle")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsers.chromium() as running:
        yield running


@pytest.fixture
def new_page(browser: Browser, cloud: Cloud) -> Iterator[Any]:
    """Makes pages of people of their own, for whom AWS's addresses lead to the emulator."""
    opened = []

    def make() -> Any:
        proxy: Any = {"server": f"http://127.0.0.1:{cloud.edge.port}", "bypass": "localhost"}
        options: Any = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(proxy=proxy, ignore_https_errors=True, **options)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()
