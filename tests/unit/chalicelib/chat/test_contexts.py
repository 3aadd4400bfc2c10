"""What is stored of what a visitor's page says."""

from typing import Any

import pytest

from chalicelib.chat.contexts import usable
from chalicelib.model import VisitorContext

SECRET = "in-the-address"

EMPTY = VisitorContext()


def kept(part: str, value: Any) -> Any:
    """What is stored of the part; None if it is ignored."""
    context, ignored = usable({part: value}, ())
    return None if ignored == [part] else getattr(context, part)


@pytest.mark.parametrize("part", ["page", "referrer"])
@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("https://shop.example/kettles", "https://shop.example/kettles"),
        ("https://shop.example/cart?coupon=X1#pay", "https://shop.example/cart"),
        ("https://shop.example#token=secret", "https://shop.example"),
        ("capacitor://localhost/start", "capacitor://localhost/start"),
        ("http://localhost:8080/", "http://localhost:8080/"),
        (f"https://shop.example/{'x' * 479}", f"https://shop.example/{'x' * 479}"),
        (f"https://shop.example/{'x' * 480}", None),
        (f"https://ana:{SECRET}@shop.example/", None),
        ("javascript:alert(1)", None),
        ("/kettles", None),
        ("https://shop.example/a b", None),
        ("https://shop.example/\u202ekettles", None),
        (5, None),
        ([], ""),
        (None, ""),
    ],
)
def test_an_address_has_no_query_no_fragment_and_no_password(part: str, given: Any, stored: str | None) -> None:
    assert kept(part, given) == stored


def test_of_the_paths_the_last_twenty_are_stored_without_queries() -> None:
    assert kept("paths", [f"/{number}?q=x" for number in range(30)]) == tuple(f"/{number}" for number in range(10, 30))


def test_a_long_path_is_shortened_and_a_wrong_one_left_out() -> None:
    context, ignored = usable({"paths": [f"/{'x' * 300}", "kettles", "/a\nb", 5, "/ok"]}, ())
    assert context.paths == (f"/{'x' * 199}", "/ok")
    assert ignored == ["paths"]


@pytest.mark.parametrize("paths", ["/kettles", {"0": "/"}, [5], ["//evil#", ""][1:]])
def test_paths_of_another_shape_are_ignored(paths: Any) -> None:
    assert kept("paths", paths) is None


@pytest.mark.parametrize(
    ("part", "good", "wrong"),
    [
        ("language", ["de", "pt-BR", "zh-Hant-TW"], ["", "de_DE"[2:], "x" * 9, "de-" * 13, "de\n", 5]),
        ("time_zone", ["Europe/Berlin", "Etc/GMT+5", "UTC"], ["Europe/Ber lin", "x" * 65, "UTC\n", 5]),
        ("viewport", ["phone", "tablet", "desktop"], ["watch", "Phone", 5]),
    ],
)
def test_a_part_that_is_not_of_its_form_is_ignored(part: str, good: list[Any], wrong: list[Any]) -> None:
    assert [kept(part, each) for each in good] == good
    assert not any(kept(part, each) for each in wrong)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"plan": "pro", "orders": 3, "spent": 19.5, "newsletter": True, "größe": ""},
        {str(number): number for number in range(20)},
        {"x" * 40: "y" * 200},
        {"large": 2**53 - 1},
        {"name": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f4bb"},
    ],
)
def test_data_is_stored_as_it_is(data: dict[str, Any]) -> None:
    assert kept("data", data) == data


@pytest.mark.parametrize(
    "data",
    [
        "pro",
        ["pro"],
        {str(number): number for number in range(21)},
        {"x" * 41: 1},
        {"": 1},
        {" ": 1},
        {"a\nb": 1},
        {"plan": "x" * 201},
        {"plan": "a\x00b"},
        {"plan": "\ud83e"},
        {"\ud83e": 1},
        {"plan": None},
        {"plan": {"name": "pro"}},
        {"plan": ["pro"]},
        {"large": 2**53},
        {"endless": float("inf")},
        {"none": float("nan")},
        {str(number): "\N{TEAPOT}" * 40 for number in range(20)},
    ],
)
def test_data_beyond_the_limits_is_ignored_as_a_whole(data: Any) -> None:
    assert kept("data", data) is None


def test_the_rest_is_stored_beside_what_is_ignored_and_unknown_parts_are_named() -> None:
    given = {"page": "nowhere", "viewport": "phone", "data": {"plan": None}, "paths": None}
    context, ignored = usable(given, ["title", "x" * 100])
    assert context == VisitorContext(viewport="phone")
    assert ignored == ["page", "data", "title", "x" * 40]


def test_nothing_is_ignored_of_an_empty_context() -> None:
    assert usable({}, ()) == (EMPTY, [])
