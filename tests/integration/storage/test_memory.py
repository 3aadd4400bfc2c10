"""Made-up ids from callers do not fill the caches of a process."""

import secrets

import pytest

from chalicelib.storage import sessions, sites
from tests.api_client import Api, Shop


def test_made_up_sites_take_no_memory() -> None:
    sites.known.clear()  # what earlier tests have left there may expire meanwhile
    for _ in range(50):
        token = f"pl_{secrets.token_hex(6)}_{secrets.token_hex(8)}"
        assert Api().post("/chatbot/session", {"widget_token": token}).code == "widget_token_invalid"
    assert not sites.known.entries


def test_made_up_sessions_take_no_memory() -> None:
    sessions.known.clear()
    for _ in range(50):
        token = f"rt_a_{secrets.token_hex(6)}.s_{secrets.token_hex(6)}.{'x' * 43}"
        assert Api().post("/admin/session/refresh", {"refresh_token": token}).code == "session_revoked"
    assert not sessions.known.entries


def test_the_cache_of_sites_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites.known, "most", 3)
    shops = [Shop() for _ in range(6)]
    visitors = [shop.visitor() for shop in shops]
    assert len(sites.known.entries) <= 3
    assert all(visitor.send().status == 201 for visitor in visitors)
