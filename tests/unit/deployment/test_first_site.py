"""What the first deploy has to be told, and says before it makes anything."""

import pytest

from deployment import first_site
from deployment.first_site import Wanted
from devtools.console import Problem

ORIGIN = "https://www.shop.example"


def wanted(
    origins: tuple[str, ...] = (ORIGIN,), email: str = "maya@shop.example", password: str | None = None
) -> Wanted:
    return Wanted(origins, "Shop", email, password)


def test_the_first_deploy_is_told_of_pages_and_owner() -> None:
    first_site.check(wanted(), there_is_one=False)
    with pytest.raises(Problem, match="--origin"):
        first_site.check(wanted(origins=()), there_is_one=False)
    with pytest.raises(Problem, match="--owner-email"):
        first_site.check(wanted(email=""), there_is_one=False)


def test_later_ones_need_not_be() -> None:
    first_site.check(wanted(origins=(), email=""), there_is_one=True)


@pytest.mark.parametrize(
    "origin", ["www.shop.example", "https://*.com", "null", "file:///srv/shop", "https://shop.example:0"]
)
def test_an_origin_that_no_browser_sends_is_refused(origin: str) -> None:
    with pytest.raises(Problem, match="no origin"):
        first_site.check(wanted(origins=(origin,)), there_is_one=True)


def test_a_password_as_short_as_the_api_refuses_is_refused() -> None:
    with pytest.raises(Problem, match="shorter than 12"):
        first_site.check(wanted(password="eleven char"), there_is_one=False)
    first_site.check(wanted(password="twelve chars"), there_is_one=False)
