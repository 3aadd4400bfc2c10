import pytest

from tests.integration.devserver.served import Served


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/admin/", "text/html; charset=utf-8"),
        ("/admin/index.html", "text/html; charset=utf-8"),
        ("/admin/app.js", "text/javascript; charset=utf-8"),
        ("/admin/config.json", "application/json"),
        ("/widget/porchlight.js", "text/javascript; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/shop.css", "text/css; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
    ],
)
def test_files_have_their_type_and_are_asked_for_again(gateway: Served, path: str, kind: str) -> None:
    answer = gateway.call("GET", path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_did_not_change_is_not_sent_again(gateway: Served) -> None:
    tag = gateway.call("GET", "/admin/app.js").headers["ETag"]
    answer = gateway.call("GET", "/admin/app.js", If_None_Match=tag)
    assert answer.status == 304
    assert answer.body == b""


@pytest.mark.parametrize("path", ["/", "/admin/"])
def test_the_pages_allow_no_script_or_style_but_their_own_files(gateway: Served, path: str) -> None:
    policy = gateway.call("GET", path).headers["Content-Security-Policy"]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy


def test_the_dashboards_address_may_lack_its_slash(gateway: Served) -> None:
    answer = gateway.call("GET", "/admin")
    assert answer.status == 308
    assert answer.headers["Location"] == "/admin/"


def test_any_site_may_load_the_widget(gateway: Served) -> None:
    answer = gateway.call("GET", "/widget/porchlight.js", Origin="https://shop.example")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_shop_names_this_runs_widget_token(gateway: Served) -> None:
    page = gateway.call("GET", "/").body.decode()
    assert 'data-token="pl_default_test"' in page
    assert "{{" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/admin/nothing.js",
        "/widget/",
        "/admin/../secret.txt",
        "/admin/%2e%2e/secret.txt",
        "/..%2fstatic.py",
    ],
)
def test_there_is_nothing_else(gateway: Served, path: str) -> None:
    assert gateway.call("GET", path).status == 404
