import pytest

from tests.e2e.hosts.host_page import HostPages, addresses_of

# Chromium asks for permission before a page that a test fulfills may load anything from localhost.
ALLOWED = ["local-network-access"]


@pytest.fixture
def host(new_context, local_run) -> HostPages:
    return HostPages(new_context(permissions=ALLOWED).new_page(), addresses_of(local_run))
