"""The pages, served by CloudFront."""

import json
import re
import urllib.error
import urllib.request
from typing import Any

import pytest

from deployment import pages
from devtools.folders import NODE_MODULES, ROOT
from tests.deploy.deployed import OWNER
from tests.e2e.owner import Owner


@pytest.fixture
def get(cloud):
    opener = cloud.edge.opener()

    def ask(address: str) -> Any:
        return opener.open(urllib.request.Request(address, headers={"Origin": "https://shop.example"}), timeout=30)

    return ask


def test_the_dashboard_cannot_be_framed_and_has_a_strict_content_policy(prod, get):
    answer = get(prod.addresses["dashboard"])
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Strict-Transport-Security"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_site_can_load_the_widget(prod, get):
    answer = get(f"{prod.addresses['pages']}/widget/porchlight.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=300" in answer.headers["Cache-Control"]


def settings_file(prod, get):
    return get(f"{prod.addresses['pages']}/widget/sites/{prod.addresses['widget_token']}.json")


def test_every_page_can_read_the_sites_settings_for_a_minute(prod, get):
    answer = settings_file(prod, get)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert json.load(answer)["version"] == 1


def test_a_changed_setting_is_in_that_file_at_once(prod, get):
    owner = Owner(prod.addresses["api"], OWNER, prod.password, prod.cloud.edge.opener())
    before = json.load(settings_file(prod, get))["name"]
    for name in ("Fern & Kettle, Berlin", before):
        owner.call("PATCH", "/admin/site", {"name": name})
        assert json.load(settings_file(prod, get))["name"] == name


def test_hashed_files_are_immutable(prod, get):
    loader = get(f"{prod.addresses['pages']}/widget/porchlight.js").read().decode()
    panel = re.search(r"panel-[A-Z0-9]{8}\.js", loader)
    assert panel
    assert "immutable" in get(f"{prod.addresses['pages']}/widget/{panel[0]}").headers["Cache-Control"]


def test_the_bucket_is_not_public(prod, get):
    outputs = prod.cloud.client("cloudformation").describe_stacks(StackName="porchlight-prod-pages")["Stacks"][0]
    bucket = next(each["OutputValue"] for each in outputs["Outputs"] if each["OutputKey"] == "SiteBucket")
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(f"https://{bucket}.s3.us-east-1.amazonaws.com/admin/index.html")
    assert refused.value.code == 403


def test_a_deploy_compares_every_file_that_the_pages_are_built_from(prod):
    """Packages are compared by their versions. Source maps name the files of scripts and style sheets."""
    maps = list(pages.FOLDER.rglob("*.map"))
    built_from = {(path.parent / name).resolve() for path in maps for name in json.loads(path.read_text())["sources"]}
    compared = {path for path in pages.sources() if not isinstance(path, str)}
    own = {path for path in built_from if path.is_relative_to(ROOT) and not path.is_relative_to(NODE_MODULES)}
    assert len(own) > 200
    assert own <= compared
    assert built_from - own == {path for path in built_from if path.is_relative_to(NODE_MODULES.resolve())}
    assert {ROOT / "admin_static/index.html", ROOT / "widget/locales/de.json"} <= compared
