import pytest

from chalicelib.identity import targets
from chalicelib.identity.targets import Target, TargetRefused

# From the registries of special addresses at IANA, and the ways to write an IPv4 address in IPv6.
PRIVATE = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
    *("169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1"),
    *("5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:10::1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_special_address_is_not_public(address: str) -> None:
    assert not targets.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "104.16.132.229", "2606:4700::6810:84e5", "2a00:1450:4001::1"])
def test_an_address_of_a_host_on_the_internet_is_public(address: str) -> None:
    assert targets.is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "127.1", "2130706433", "0x7f.1", "8.8.8.8 "])
def test_only_a_complete_address_is_public(address: str) -> None:
    assert not targets.is_public(address)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hooks.slack.com/services/T/B/x", Target("https", "hooks.slack.com", 443, "/services/T/B/x")),
        ("https://Shop.Example:443?a=b#c", Target("https", "shop.example", 443, "/?a=b")),
        ("https://[2606:4700::1]/x", Target("https", "2606:4700::1", 443, "/x")),
        ("https://bücher.example/", Target("https", "xn--bcher-kva.example", 443, "/")),
    ],
)
def test_an_address_has_a_host_and_a_path(url: str, expected: Target) -> None:
    assert targets.parse(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        *("", "shop.example", "http://shop.example/", "ftp://shop.example/", "file:///etc/passwd", "https:///x"),
        *("https://user@shop.example/", "https://user:" + "pass@shop.example/", "https://:@shop.example/"),
        *("https://shop.example:22/", "https://shop.example:8443/", "https://shop.example:99999/", "https://[::1/"),
        *("https://[fe80::1%25eth0]/", "https://shop.example/a b", "https://shop.example/\r\nHost: x"),
        *("https://shop.example\\@127.0.0.1/", "https://shop.example/ü", f"https://shop.example/{'a' * 2048}"),
        *("https://@/", "https://a..b/", f"https://{'a' * 64}.example/", "gopher://127.0.0.1:25/", "//shop.example/"),
    ],
)
def test_anything_but_a_plain_https_address_is_refused(url: str) -> None:
    with pytest.raises(TargetRefused):
        targets.parse(url)


def test_on_a_laptop_http_and_other_ports_are_allowed_but_no_user_name() -> None:
    assert targets.parse("http://localhost:9000/hook", private=True) == Target("http", "localhost", 9000, "/hook")
    with pytest.raises(TargetRefused):
        targets.parse("http://user@localhost:9000/", private=True)
