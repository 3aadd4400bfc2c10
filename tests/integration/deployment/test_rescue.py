"""Restoring access for an admin when no owner can help."""

import pyotp
import pytest

from chalicelib import audit
from chalicelib.accounts import admins
from chalicelib.storage import second_factors
from deployment.rescue import rescue
from devtools.console import Problem
from tests.api_client import PASSWORD, Api, Shop

NEW = "a new password, chosen by hand"


def test_the_link_sets_a_new_password_and_all_sessions_end() -> None:
    email = Shop().account()
    entry = Api().post("/admin/session", {"email": email, "password": PASSWORD})
    secret = rescue(email, second_factor_off=False)
    assert Api(entry.body["token"]).get("/admin/team").status == 401

    reset = {"secret": secret, "password": NEW}
    assert Api().post("/admin/password-reset", reset).status == 200
    assert Api().post("/admin/password-reset", {**reset, "password": "yet another password"}).code == "link_invalid"
    assert Api().post("/admin/session", {"email": email, "password": NEW}).status == 201


@pytest.mark.parametrize(("off", "status"), [(True, 201), (False, 401)])
def test_the_second_factor_is_switched_off_on_request_only(off: bool, status: int) -> None:
    email = Shop().account()
    admin = admins.find(email)
    assert admin
    second_factors.offer(admin, pyotp.random_base32())
    admin = admins.find(email)
    assert admin
    second_factors.switch_on(admin, 1, {"hash"})

    Api().post("/admin/password-reset", {"secret": rescue(email, second_factor_off=off), "password": NEW})
    assert Api().post("/admin/session", {"email": email, "password": NEW}).status == status


def test_the_sites_audit_log_records_it() -> None:
    shop = Shop()
    rescue(shop.account(), second_factor_off=True)
    [entry, *_], _ = audit.before(shop.site.site_id, None, 10)
    assert (entry.action, entry.actor, entry.details) == ("admin.rescued", "", {"second_factor_off": True})


def test_an_address_without_an_account_is_an_error() -> None:
    with pytest.raises(Problem, match=r"no account of nobody@shop\.example"):
        rescue("nobody@shop.example", second_factor_off=False)
