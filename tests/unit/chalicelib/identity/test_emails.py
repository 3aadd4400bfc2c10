import subprocess
import sys
import unicodedata

import pytest

from chalicelib.errors import InvalidField
from chalicelib.identity import emails


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("maya@shop.example", "maya@shop.example"),
        ("  Maya@Shop.EXAMPLE ", "maya@shop.example"),
        ("\u202amaya@shop.example\u202c", "maya@shop.example"),
        ("maya@shop.example\u200b", "maya@shop.example"),
        ("\uff4daya@shop.example", "maya@shop.example"),
        (unicodedata.normalize("NFD", "Müller@shop.example"), "müller@shop.example"),
        ("MÜLLER@shop.example", "müller@shop.example"),
        ("maya@MÜNCHEN.example", "maya@münchen.example"),
        ("maya@xn--mnchen-3ya.example", "maya@münchen.example"),
        ("maya@shop\u3002example", "maya@shop.example"),
        ("o'brien+shop@sub.shop.example", "o'brien+shop@sub.shop.example"),
        ("maya@intranet", "maya@intranet"),
        ("maya@shop.local", "maya@shop.local"),
        ("שלום@shop.example", "שלום@shop.example"),
    ],
)
def test_an_address_has_one_form_however_it_is_typed(text: str, canonical: str) -> None:
    assert emails.canonical(text) == canonical
    assert emails.canonical(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "maya",
        "@",
        "a@b@c",
        "a b@shop.example",
        "ma\u200bya@shop.example",
        "maya@shop\u200b.example",
        "maya\uff20shop.example",
        "maya@shop..example",
        "maya@-shop.example",
        '"maya"@shop.example',
        "Maya <maya@shop.example>",
        "\N{TEAPOT}@shop.example",
        "maya@shop.example\x00x",
        f"{'x' * 250}@shop.example",
    ],
)
def test_an_invalid_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidField) as refused:
        emails.canonical(text)
    assert (refused.value.code, refused.value.field) == ("email_invalid", "email")


def test_an_address_for_display_keeps_its_capitals() -> None:
    assert emails.displayed(" Ada.Lind@Shop.example ") == "Ada.Lind@shop.example"


def test_a_plain_address_loads_no_library() -> None:
    program = (
        "import sys; from chalicelib.accounts import passwords; from chalicelib.identity import emails;"
        "emails.canonical('maya@shop.example');"
        "passwords.normalized('correct horse battery staple');"
        "sys.exit(any(name in sys.modules for name in ('email_validator', 'idna', 'dns', 'precis_i18n')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_no_address_loads_the_dns_library() -> None:
    program = (
        "import sys; from chalicelib.identity import emails; emails.canonical('müller@münchen.example');"
        "sys.exit('dns' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
