from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.hosts.host_page import HostPages, addresses_of
from tests.e2e.hosts.sites import served, sites
from tests.e2e.owner import Owner

# Chromium asks for permission before a page that a test fulfills may load anything from localhost.
ALLOWED = ["local-network-access"]


@pytest.fixture
def host(new_context, local_run) -> HostPages:
    return HostPages(new_context(permissions=ALLOWED).new_page(), addresses_of(local_run))


@pytest.fixture(scope="module")
def address_of(owner: Owner, local_run: Any) -> Iterator[Callable[[str], str]]:
    """The origins of the sites, which the chat's site allows meanwhile."""
    before = owner.call("GET", "/admin/site")["site"]["origins"]
    socket = local_run.socket.replace("http", "ws", 1)
    hosts = " ".join({"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in (local_run.api, socket)})
    with served(sites(addresses_of(local_run), hosts)) as address_of:
        port = urlsplit(address_of("plain")).port
        owner.call("PATCH", "/admin/site", {"origins": [*before, f"http://*.localhost:{port}"]})
        yield address_of
        owner.call("PATCH", "/admin/site", {"origins": before})
