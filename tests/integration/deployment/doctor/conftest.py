"""A healthy run, and a proxy in front of it with which tests break things."""

import copy
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from deployment import target as targets
from deployment.doctor import conversation
from deployment.doctor.checks import Visit
from deployment.doctor.run import clean_up
from deployment.target import ADDRESSES_FILE as ADDRESSES
from deployment.target import Target
from devtools import pages
from devtools.folders import PAGES
from tests.integration.deployment.doctor.tampering import Proxy
from tests.localrun import LocalRun


@pytest.fixture(scope="session")
def healthy(local_run: LocalRun) -> Target:
    """The local run as `dev.py doctor` finds it, with its pages built."""
    if not (PAGES / "widget" / "porchlight.js").exists():
        pages.build()
    assert (Path(local_run.folder) / ADDRESSES).exists()
    return targets.local_run(local_run.folder)


@pytest.fixture(scope="session")
def proxy(healthy: Target) -> Iterator[Proxy]:
    proxy = Proxy(healthy.pages, healthy.api.removesuffix("/api"))
    yield proxy
    proxy.stop()


@pytest.fixture(scope="session")
def behind(healthy: Target, proxy: Proxy) -> Target:
    """The same run, seen through the proxy."""
    pages, api = proxy.urls
    return dataclasses.replace(
        healthy,
        api=f"{api}/api",
        pages=pages,
        dashboard=f"{pages}/admin/",
        socket=f"{api.replace('http', 'ws', 1)}/api",
    )


@pytest.fixture(scope="module")
def visit_with_conversation(behind: Target) -> Iterator[Visit]:
    """Ends with the module: after ten minutes, the doctor deletes its site as one that was forgotten."""
    visit = Visit(behind)
    for check in (
        conversation.temporary_site,
        conversation.visitor_session,
        conversation.admin_session,
        conversation.send,
    ):
        check(visit)
    yield visit
    clean_up(visit)


@pytest.fixture
def visit(visit_with_conversation: Visit) -> Visit:
    """A visit with a conversation, for a test to continue."""
    return copy.copy(visit_with_conversation)
