"""Sites with various settings: the doctor starts sessions as their own pages do."""

import dataclasses
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.model import Site
from deployment.doctor import sites
from deployment.doctor.checks import Visit
from deployment.doctor.run import run_check
from deployment.doctor.temporary_site import site_row
from deployment.tables import Tables
from deployment.target import Target

MakeSite = Callable[..., str]


@pytest.fixture
def site(healthy: Target) -> Iterator[MakeSite]:
    made: list[str] = []

    def make(**settings: Any) -> str:
        id = f"s-{secrets.token_hex(4)}"
        plain = Site(id, "Shop", f"pl_{id}_{secrets.token_hex(8)}", ("https://shop.example",), "Hello")
        healthy.tables.put("sites", site_row(dataclasses.replace(plain, **settings)))
        made.append(id)
        return id

    yield make
    for id in made:
        healthy.tables.delete("sites", {"site_id": id})


@pytest.mark.parametrize(
    "settings",
    [
        {"origins": ("https://shop.example", "https://*.shop.example:8443")},
        {"require_identity": True, "identity_secret": "a secret of the site's own server"},
        {"enabled": False},
    ],
    ids=["a pattern for subdomains", "verified visitors only", "disabled"],
)
def test_a_site_with_these_settings_is_ok(site: MakeSite, healthy: Target, settings: dict[str, Any]) -> None:
    site(**settings)
    for check in sites.CHECKS:
        assert run_check("", check, Visit(healthy)).ok


def test_a_site_without_an_origin_is_reported(site: MakeSite, healthy: Target) -> None:
    id = site(origins=())
    result = run_check("", sites.own_origins, Visit(healthy))
    assert result.state == "not ok"
    assert f"the site {id} lists no origin" in result.seen


def test_a_site_without_an_identity_secret_is_reported(site: MakeSite, healthy: Target) -> None:
    id = site(require_identity=True)
    result = run_check("", sites.own_origins, Visit(healthy))
    assert f"the site {id} from https://shop.example: 400" in result.seen or "403 identity" in result.seen


def test_a_stage_without_sites_is_not_ok(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tables, "rows", lambda self, noun: [])
    result = run_check("", sites.own_origins, Visit(healthy))
    assert (result.state, result.seen) == ("not ok", "there is no site")


def test_disabled_sites_are_not_tried(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tables, "rows", lambda self, noun: [{"site_id": "default", "enabled": False}])
    assert run_check("", sites.own_origins, Visit(healthy)).state == "not tried"
