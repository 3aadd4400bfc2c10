"""An emulated AWS on this machine (`cloud`), and a stage on it that the unchanged deploy command created (`prod`)."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from devtools.bench.pages import browser as browsers
from devtools.folders import ROOT
from devtools.processes import stop
from tests.deploy.cloud import Cloud
from tests.deploy.deployed import MAIL_DOMAIN, Deployed, first_deploy, first_time
from tests.deploy.shop import Shop

RECORDS = ROOT / ".chalice" / "deployed"

expect.set_options(timeout=20_000)  # a function's first call takes seconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The stage `dev` is destroyed after the other tests have used it."""
    items.sort(key=lambda item: item.path.name == "test_destroy.py")


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    running = Cloud(Path(tmp_path_factory.mktemp("cloud")))
    kept = {path: path.read_bytes() for path in RECORDS.glob("*.json")}  # of real stages; tests overwrite them
    running.start()
    yield running
    running.stop()
    for path in RECORDS.glob("*.json"):
        path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    running = Shop()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def prod(cloud: Cloud, shop: Shop) -> Deployed:
    return first_deploy(cloud, "prod", "--origin", shop.origin, "--site-name", "Fern & Kettle", "--dashboard")


@pytest.fixture(scope="session")
def dev(cloud: Cloud, shop: Shop) -> Deployed:
    """Another stage, without CloudFront and with mail. Its first deploy is stopped just after an API was created."""
    arguments = ("--origin", shop.origin, "--mail-domain", MAIL_DOMAIN)
    receive_other_mail(cloud)
    before = cloud.rest_apis()
    begun = cloud.begin("deploy", "--stage", "dev", *first_time(cloud), *arguments)
    try:
        while cloud.rest_apis() == before and begun.poll() is None:
            time.sleep(0.05)
    finally:
        stop([begun])
    assert begun.returncode == 130
    return first_deploy(cloud, "dev", *arguments)


def receive_other_mail(cloud: Cloud) -> None:
    """The account receives other mail already: one set of receipt rules is active in a region."""
    client = cloud.client("ses")
    client.create_receipt_rule_set(RuleSetName="others")
    client.create_receipt_rule(RuleSetName="others", Rule={"Name": "office", "Enabled": True, "Actions": []})
    client.set_active_receipt_rule_set(RuleSetName="others")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsers.chromium(*browsers.NEXT_PAGE) as running:
        yield running


@pytest.fixture
def new_page(browser: Browser, cloud: Cloud) -> Iterator[Any]:
    """Opens pages in separate browser contexts, for which AWS's addresses lead to the emulator."""
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
