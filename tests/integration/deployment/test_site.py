"""Adding a site to a stage, and listing sites."""

import re
import secrets
from dataclasses import replace

import pytest

from chalicelib.accounts import admins, team
from chalicelib.config import config
from chalicelib.storage import sites
from deployment import site
from deployment.first_site import SiteRequest
from deployment.tables import Tables
from devtools.console import Problem
from tests.api_client import Api, Shop
from tests.aws_clients import dynamodb


def tea() -> SiteRequest:
    name = f"tea-{secrets.token_hex(4)}"
    return SiteRequest(("https://tea.example",), "Tea", f"owner@{name}.example", None, name)


def test_the_owner_signs_in_and_the_pages_start_sessions(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = tea()
    site.add_site(wanted, exists=False)
    output = capsys.readouterr().out
    password = re.search(r"with +(\S+)", output)
    token = re.search(r"Its token +(\S+)", output)
    assert password
    assert token

    entry = Api().post("/admin/session", {"email": wanted.owner_email, "password": password[1]})
    assert (entry.status, entry.body["site"]["name"], entry.body["admin"]["role"]) == (201, "Tea", "owner")
    visit = Api(origin="https://tea.example").post("/chatbot/session", {"widget_token": token[1]})
    # No greeting of its own: the widget greets each visitor in their language.
    assert (visit.status, visit.body["site"]["greeting"]) == (200, "")


def test_repeating_it_only_adds_origins() -> None:
    wanted = tea()
    site.add_site(wanted, exists=False)
    before = sites.get(wanted.site_id, strong=True)
    assert before
    site.add_site(replace(wanted, origins=("https://shop.tea.example",), owner_email=""), exists=True)
    assert sites.get(wanted.site_id, strong=True) == replace(
        before, origins=("https://tea.example", "https://shop.tea.example")
    )
    assert len(team.members(wanted.site_id)) == 1


def test_an_owner_with_an_account_gets_the_new_site_besides_the_others() -> None:
    shop = Shop()
    wanted = replace(tea(), owner_email=shop.account())
    site.add_site(wanted, exists=False)
    owner = admins.find(wanted.owner_email)
    assert owner
    assert dict(owner.sites) == {shop.site.site_id: "owner", wanted.site_id: "owner"}
    assert [each.id for each in team.members(wanted.site_id)] == [owner.id]


def test_the_list_has_each_site_with_its_token_but_not_the_doctors(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = tea()
    site.add_site(wanted, exists=False)
    made = sites.get(wanted.site_id, strong=True)
    assert made
    sites.put(replace(made, site_id="doctor-1800000000-0123456789ab"))
    capsys.readouterr()
    site.show(Tables(dynamodb(), config().table_prefix))
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if made.widget_token in line] == [
        f"{wanted.site_id:<16} on   {made.widget_token}  Tea  https://tea.example"
    ]


@pytest.mark.parametrize("name", ["", "Tea", "tea_1", "1tea", "t" * 31, "doctor-1800000000-0123456789ab"])
def test_an_id_that_cannot_be_used_everywhere_is_rejected(name: str) -> None:
    with pytest.raises(Problem, match="not a site id"):
        site.check_id(name)
