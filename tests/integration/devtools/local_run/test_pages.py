"""The files of the pages' origin and of the shop, and their security policies."""

import re
from pathlib import Path

import pytest
import yaml

from devtools.folders import ROOT
from devtools.local_run.origins import Origins
from tests.integration.devtools.local_run.served import Served

PAGES = [
    ("/admin/", "text/html; charset=utf-8"),
    ("/admin/index.html", "text/html; charset=utf-8"),
    ("/admin/app.js", "text/javascript; charset=utf-8"),
    ("/admin/config.json", "application/json"),
    ("/admin/service_worker.js", "text/javascript; charset=utf-8"),
    ("/admin/manifest.webmanifest", "application/manifest+json"),
    ("/admin/icons/icon-192.png", "image/png"),
    ("/widget/porchlight.js", "text/javascript; charset=utf-8"),
]
SHOP = [
    ("/", "text/html; charset=utf-8"),
    ("/shop.css", "text/css; charset=utf-8"),
    ("/favicon.svg", "image/svg+xml"),
]


@pytest.mark.parametrize(("path", "kind"), PAGES)
def test_a_page_file_has_its_type_and_is_revalidated(gateway: Served, path: str, kind: str) -> None:
    answer = gateway.page(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("path", "kind"), SHOP)
def test_a_file_of_the_shop_has_its_type_and_is_revalidated(gateway: Served, path: str, kind: str) -> None:
    answer = gateway.shop(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_that_did_not_change_is_not_sent_again(gateway: Served) -> None:
    tag = gateway.page("/admin/app.js").headers["ETag"]
    answer = gateway.page("/admin/app.js", If_None_Match=tag)
    assert answer.status == 304
    assert answer.body == b""


@pytest.mark.parametrize("path", ["/", "/admin"])
def test_the_root_of_the_pages_origin_redirects_to_the_dashboard(gateway: Served, path: str) -> None:
    answer = gateway.page(path)
    assert answer.status == 302
    assert answer.headers["Location"] == "/admin/"


def test_any_site_may_load_the_widget(gateway: Served) -> None:
    answer = gateway.page("/widget/porchlight.js", Origin="https://shop.example")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_other_page_may_read_the_dashboards_files(gateway: Served) -> None:
    for path in ("/admin/", "/admin/app.js", "/admin/config.json"):
        assert "Access-Control-Allow-Origin" not in gateway.page(path, Origin="https://shop.example").headers


def test_the_shops_script_tag_has_the_widget_the_token_and_the_api_on_their_own_origins(gateway: Served) -> None:
    page = gateway.shop("/").body.decode()
    tag = f'src="{gateway.origins.widget}" data-token="pl_default_test" data-api="{gateway.origins.api}"'
    assert f"<script async {tag}></script>" in page
    assert "{{" not in page


def test_the_dashboards_settings_have_this_runs_api(gateway: Served) -> None:
    assert gateway.page("/admin/config.json").json() == {"api": gateway.origins.api, "mail": True}


def directives(policy: str) -> dict[str, str]:
    return dict(directive.split(" ", 1) for directive in policy.split("; "))


def test_the_dashboards_policy_is_the_deployed_one_with_this_runs_api_in_it(gateway: Served) -> None:
    origins = gateway.origins
    local = gateway.page("/admin/").headers
    deployed = security_headers_of_the_stack()
    assert directives(local["Content-Security-Policy"]) == {
        **directives(deployed["policy"]),
        "connect-src": f"'self' http://{origins.api_host} ws://{origins.api_host} {origins.s3}",
        "img-src": f"'self' data: {origins.s3}",
    }
    assert local["X-Frame-Options"] == deployed["frames"]
    assert local["Referrer-Policy"] == deployed["referrer"]


def security_headers_of_the_stack() -> dict[str, str]:
    template = yaml.safe_load((ROOT / "deployment" / "templates" / "pages.yaml").read_text(encoding="utf-8"))
    properties = template["Resources"]["DashboardHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    headers = properties["SecurityHeadersConfig"]
    separator, parts = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Join"]
    texts = [part if isinstance(part, str) else part["Fn::Sub"] for part in parts]
    return {
        "policy": separator.join(texts),
        "frames": headers["FrameOptions"]["FrameOption"],
        "referrer": headers["ReferrerPolicy"]["ReferrerPolicy"],
    }


def test_the_shops_policy_allows_exactly_what_the_docs_require_of_a_site(gateway: Served) -> None:
    origins = gateway.origins
    policy = directives(gateway.shop("/").headers["Content-Security-Policy"])
    documented = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    needed = dict(re.findall(r"(script-src|connect-src|img-src) (https://[^;\n]+)", documented))
    stands_for = {
        "https://PAGES-HOST": origins.pages,
        "https://API-HOST": f"http://{origins.api_host}",
        "wss://SOCKET-HOST": f"ws://{origins.api_host}",
        "https://FILES-HOST": origins.s3,
    }
    assert policy["script-src"] == "'self' " + named(needed["script-src"], stands_for)
    assert policy["img-src"] == "'self' " + named(needed["img-src"], stands_for)
    assert policy["connect-src"] == named(needed["connect-src"], stands_for)
    assert (policy["default-src"], policy["style-src"]) == ("'none'", "'self'")
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in str(policy)


def named(sources: str, stands_for: dict[str, str]) -> str:
    return " ".join(stands_for[source] for source in sources.split())


@pytest.mark.parametrize("path", ["/nothing", "/admin/nothing.js", "/widget/", "/admin/../secret.txt"])
def test_the_pages_origin_serves_nothing_else(gateway: Served, path: str) -> None:
    assert gateway.page(path).status == 404


@pytest.mark.parametrize("path", ["/admin/%2e%2e/secret.txt", "/widget/%2e%2e/secret.txt"])
def test_no_file_outside_the_built_pages_is_served(gateway: Served, pages: Path, path: str) -> None:
    assert (pages / "secret.txt").exists()
    assert gateway.page(path).status == 404


@pytest.mark.parametrize("path", ["/nothing", "/..%2fshop.py"])
def test_the_shop_serves_nothing_else(gateway: Served, path: str) -> None:
    assert gateway.shop(path).status == 404


@pytest.mark.parametrize("path", [*(path for path, _ in PAGES), "/api", "/api/echo/x"])
def test_the_shops_origin_has_no_page_and_no_api(gateway: Served, path: str) -> None:
    assert gateway.shop(path).status == 404


@pytest.mark.parametrize("path", ["/api", "/api/echo/x", "/index.html", "/shop.js"])
def test_the_pages_origin_has_no_api_and_no_shop(gateway: Served, path: str) -> None:
    assert gateway.page(path).status == 404


@pytest.mark.parametrize("path", [path for path, _ in (*PAGES, *SHOP)])
def test_the_apis_origin_has_no_page(gateway: Served, path: str) -> None:
    answer = gateway.call("GET", path)
    assert answer.status == 403
    assert answer.json() == {"message": "Forbidden"}


def test_the_three_origins_are_three_ports_in_a_row() -> None:
    origins = Origins(8000)
    assert origins.shop == "http://localhost:8000"
    assert origins.dashboard == "http://localhost:8001/admin/"
    assert origins.widget == "http://localhost:8001/widget/porchlight.js"
    assert (origins.api, origins.socket) == ("http://localhost:8002/api", "ws://localhost:8002/api")
