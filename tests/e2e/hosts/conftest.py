import pytest

from tests.e2e.hosts.host_page import HostPages, addresses_of

# Chromium asks before a page whose address it does not know (the test answers for it) may reach this machine.
ALLOWED = ["local-network-access"]


@pytest.fixture
def host(new_context, local_run) -> HostPages:
    return HostPages(new_context(permissions=ALLOWED).new_page(), addresses_of(local_run))
