"""A healthy run, and the doctor's way to it, on which tests break things."""

import copy
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from deployment import target as targets
from deployment.doctor import conversation
from deployment.doctor.running import nothing_left
from deployment.doctor.scene import Scene
from deployment.target import Target
from devtools import pages
from devtools.folders import PAGES
from devtools.local_run.environment import ADDRESSES
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


@pytest.fixture(scope="session")
def visit(behind: Target) -> Iterator[Scene]:
    scene = Scene(behind)
    for look in (
        conversation.own_site,
        conversation.visitor_session,
        conversation.admin_session,
        conversation.send,
    ):
        look(scene)
    yield scene
    nothing_left(scene)


@pytest.fixture
def scene(visit: Scene) -> Scene:
    """A visit that has got as far as a conversation, for a test to go on with."""
    return copy.copy(visit)
