"""The arguments that the first deployment needs, checked before it changes anything."""

import pytest

from deployment import first_site
from deployment.first_site import SiteRequest
from devtools.console import Problem

ORIGIN = "https://www.shop.example"


def wanted(
    origins: tuple[str, ...] = (ORIGIN,), email: str = "maya@shop.example", password: str | None = None
) -> SiteRequest:
    return SiteRequest(origins, "Shop", email, password)


def test_the_first_deployment_needs_an_origin_and_an_owner() -> None:
    first_site.check(wanted(), exists=False)
    with pytest.raises(Problem, match="--origin"):
        first_site.check(wanted(origins=()), exists=False)
    with pytest.raises(Problem, match="--owner-email"):
        first_site.check(wanted(email=""), exists=False)


def test_later_deployments_need_neither() -> None:
    first_site.check(wanted(origins=(), email=""), exists=True)


@pytest.mark.parametrize(
    "origin", ["www.shop.example", "https://*.com", "null", "file:///srv/shop", "https://shop.example:0"]
)
def test_an_origin_that_no_browser_sends_is_rejected(origin: str) -> None:
    with pytest.raises(Problem, match="not an origin"):
        first_site.check(wanted(origins=(origin,)), exists=True)


def test_a_password_that_is_too_short_for_the_api_is_rejected() -> None:
    with pytest.raises(Problem, match="shorter than 12"):
        first_site.check(wanted(password="eleven char"), exists=False)
    first_site.check(wanted(password="twelve chars"), exists=False)
