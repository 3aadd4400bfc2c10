import pytest

from chalicelib.identity.origins import allowed, is_listable

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
def test_the_wildcard_stands_for_subdomains_of_any_depth(origin: str) -> None:
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
def test_the_wildcard_stands_for_nothing_else(origin: str | None) -> None:
    assert not allowed([WILD], origin)


def test_a_wildcard_with_a_port_is_for_that_port() -> None:
    listed = ["http://*.localhost:8000"]
    assert allowed(listed, "http://shop.localhost:8000")
    assert not allowed(listed, "http://shop.localhost")
    assert not allowed(listed, "http://shop.localhost:8001")


def test_an_exact_origin_stands_for_itself() -> None:
    assert allowed(["https://other.example", EXACT], EXACT)
    for origin in ("http://shop.example", "https://www.shop.example", f"{EXACT}:443", f"{EXACT}/", "null", None):
        assert not allowed([EXACT], origin)


@pytest.mark.parametrize(
    "origin",
    [EXACT, WILD, "http://localhost:8000", "http://127.0.0.1:8000", "https://[2001:db8::1]:8443", "http://*.localhost"],
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
        "https://shop.example\n",
        f"https://{'a' * 64}.example",
        f"https://{'a.' * 126}example",
    ],
)
def test_what_a_site_may_not_list(origin: str) -> None:
    assert not is_listable(origin)
