import pytest

from chalicelib.identity.origins import allowed, is_listable, typed

EXACT = "https://shop.example"
WILD = "https://*.shop.example"


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.shop.example",
        "https://a.b.c.shop.example",
        "https://xn--tee-0la.shop.example",
        "https://1.shop.example",
    ],
)
def test_the_wildcard_matches_subdomains_of_any_depth(origin: str) -> None:
    assert allowed([WILD], origin)


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example",
        "https://evilshop.example",
        "https://shop.example.evil.example",
        "https://www.shop.example.evil.example",
        "http://www.shop.example",
        "https://www.shop.example:8443",
        "https://www.shop.example/",
        "https://www.shop.example.",
        "https://.shop.example",
        "https://*.shop.example",
        "https://a..shop.example",
        "https://-.shop.example",
        "https://user@www.shop.example",
        "https://evil.example?.shop.example",
        "https://evil.example#.shop.example",
        "https://evil.example/.shop.example",
        "https://evil.example\\.shop.example",
        "https://evil.example\n.shop.example",
        "https://www.shop.example\n",
        "https://WWW.SHOP.EXAMPLE",
        "https://ｗｗｗ.shop.example",
        "null",
        "",
        None,
    ],
)
def test_the_wildcard_matches_nothing_else(origin: str | None) -> None:
    assert not allowed([WILD], origin)


def test_a_wildcard_with_a_port_matches_only_that_port() -> None:
    listed = ["http://*.localhost:8000"]
    assert allowed(listed, "http://shop.localhost:8000")
    assert not allowed(listed, "http://shop.localhost")
    assert not allowed(listed, "http://shop.localhost:8001")


def test_an_exact_origin_matches_only_itself() -> None:
    assert allowed(["https://other.example", EXACT], EXACT)
    for origin in ("http://shop.example", "https://www.shop.example", f"{EXACT}:443", f"{EXACT}/", "null", None):
        assert not allowed([EXACT], origin)


@pytest.mark.parametrize(
    "origin",
    [
        *(EXACT, WILD, "http://localhost:8000", "http://127.0.0.1:8000", "https://[2001:db8::1]:8443"),
        *("http://*.localhost", "https://my_shop.example", "https://*.my_shop.example", "http://tauri.localhost"),
        *("capacitor://localhost", "ionic://localhost", "tauri://localhost", "ionic://localhost:8080"),
        *(
            "app://obsidian.md",
            "chrome-extension://abcdefghijklmnop",
            "moz-extension://0f1e-2d3c",
            "x+y-z.1://localhost",
        ),
    ],
)
def test_what_a_site_may_list(origin: str) -> None:
    assert is_listable(origin)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "*",
        "null",
        "shop.example",
        "https://",
        "https://*",
        "https://*.",
        "https://*.com",
        "https://*.*.shop.example",
        "https://www.*.example",
        "https://w*.shop.example",
        "https://*shop.example",
        "https://*.192.0.2.1",
        "https://*.[2001:db8::1]",
        "https://shop.example/",
        "https://shop.example/path",
        "https://shop.example:443",
        "http://shop.example:80",
        "https://shop.example:0",
        "https://shop.example:65536",
        "https://shop.example:",
        "HTTPS://shop.example",
        "https://Shop.example",
        "https://münchen.example",
        "https://shop..example",
        "https://shop.example.",
        "https://256.0.2.1",
        "https://2001:db8::1",
        "https://[192.0.2.1]",
        "https://[2001:DB8::1]",
        "https://user@shop.example",
        "ftp://shop.example",
        "javascript:alert(1)",
        "javascript://localhost",
        "file://",
        "file://localhost",
        "data://localhost",
        "blob://localhost",
        "wss://shop.example",
        "capacitor://",
        "capacitor://*.localhost",
        "Capacitor://localhost",
        "1app://localhost",
        "https://shop.example\n",
        f"https://{'a' * 64}.example",
        f"https://{'a.' * 126}example",
    ],
)
def test_what_a_site_may_not_list(origin: str) -> None:
    assert not is_listable(origin)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (EXACT, EXACT),
        (WILD, WILD),
        ("  https://Shop.EXAMPLE  ", EXACT),
        ("https://shop.example/", EXACT),
        ("https://shop.example/kettles?blue=1#top", EXACT),
        ("HTTPS://shop.example:443", EXACT),
        ("http://shop.example:80/", "http://shop.example"),
        ("https://shop.example:08443", "https://shop.example:8443"),
        ("\u200bhttps://shop.example\u200b", EXACT),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("https://*.MÜNCHEN.example/", "https://*.xn--mnchen-3ya.example"),
        ("https://mu\u0308nchen.example", "https://xn--mnchen-3ya.example"),
        ("https://faß.example", "https://xn--fa-hia.example"),
        ("https://[2001:DB8:0::1]:8443/", "https://[2001:db8::1]:8443"),
        ("Capacitor://LOCALHOST/index.html", "capacitor://localhost"),
    ],
)
def test_a_typed_origin_becomes_what_browsers_send(text: str, origin: str) -> None:
    assert typed(text) == origin
    assert typed(origin) == origin
    assert is_listable(origin)


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "*", "shop.example", "https://", "https://*", "https://*.com", "https://user@shop.example"),
        *("https://shop.example:0", "https://shop.example:65536", "https://shop.example\\@evil.example", "file:///x"),
        *("https://*.münchen", "capacitor://münchen", "https://[2001:db8::g]", "https://sh\u2028op.example"),
    ],
)
def test_a_text_that_is_not_an_origin_is_refused(text: str) -> None:
    assert typed(text) is None


@pytest.mark.parametrize("scheme", ["capacitor", "ionic", "tauri"])
def test_an_apps_origin_is_matched_exactly(scheme: str) -> None:
    listed = f"{scheme}://localhost"
    assert allowed([listed], listed)
    for origin in (f"{listed}:1", f"{scheme}://www.localhost", f"{scheme}2://localhost", "http://localhost", "null"):
        assert not allowed([listed], origin)
