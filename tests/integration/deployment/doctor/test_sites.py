"""Sites as owners set them: each is asked as its own pages ask."""

import dataclasses
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.model import Site
from deployment.doctor import rows, running, sites
from deployment.doctor.probe import row_of_site
from deployment.doctor.scene import Scene
from deployment.target import Target

MakeSite = Callable[..., str]


@pytest.fixture
def site(healthy: Target) -> Iterator[MakeSite]:
    made: list[str] = []

    def make(**settings: Any) -> str:
        id = f"s-{secrets.token_hex(4)}"
        plain = Site(id, "Shop", f"pl_{id}_{secrets.token_hex(8)}", ("https://shop.example",), "Hello")
        rows.put(healthy.tables, "sites", row_of_site(dataclasses.replace(plain, **settings)))
        made.append(id)
        return id

    yield make
    for id in made:
        rows.delete(healthy.tables, "sites", {"site_id": id})


@pytest.mark.parametrize(
    "settings",
    [
        {"origins": ("https://shop.example", "https://*.shop.example:8443")},
        {"require_identity": True, "identity_secret": "a secret of the site's own server"},
        {"enabled": False},
    ],
    ids=["a form for subdomains", "only visitors whom it knows", "switched off"],
)
def test_a_site_that_is_set_like_this_is_in_order(site: MakeSite, healthy: Target, settings: dict[str, Any]) -> None:
    site(**settings)
    for look in sites.CHECKS:
        assert running.made("", look, Scene(healthy)).ok


def test_a_site_without_an_origin_is_named(site: MakeSite, healthy: Target) -> None:
    id = site(origins=())
    check = running.made("", sites.own_pages, Scene(healthy))
    assert check.state == "not ok"
    assert f"the site {id} lists no origin" in check.seen


def test_a_site_that_nobody_can_prove_themselves_to_is_named(site: MakeSite, healthy: Target) -> None:
    id = site(require_identity=True)
    check = running.made("", sites.own_pages, Scene(healthy))
    assert f"the site {id} from https://shop.example: 400" in check.seen or "403 identity" in check.seen


def test_without_any_site_there_is_nobody_to_chat_with(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "every", lambda tables, noun: [])
    check = running.made("", sites.own_pages, Scene(healthy))
    assert (check.state, check.seen) == ("not ok", "there is no site")


def test_where_every_site_is_switched_off_nothing_is_tried(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "every", lambda tables, noun: [{"site_id": "default", "enabled": False}])
    assert running.made("", sites.own_pages, Scene(healthy)).state == "not tried"
