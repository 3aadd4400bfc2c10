"""What a page and its browser say about the visitor."""

import pytest

from chalicelib.identity.attributes import first_language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de", "de"),
        ("pt-BR,pt;q=0.9,en;q=0.5", "pt"),
        (" EN-gb", "en"),
        ("fil;q=0.8", "fil"),
        ("*", ""),
        ("", ""),
        ("english", ""),
        ("x-klingon", ""),
        ("d\x00e", ""),
    ],
)
def test_the_first_language_of_a_header_has_no_region_and_nothing_that_is_no_language(
    accepted: str, language: str
) -> None:
    assert first_language(accepted) == language
