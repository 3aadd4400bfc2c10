import pytest

from devtools.local_run.bootstrap import name_of


@pytest.mark.parametrize(
    ("email", "name"),
    [("maya@shop.example", "Maya"), ("maya.lind@shop.example", "Maya Lind"), ("ADMIN@x.example", "Admin")],
)
def test_an_admins_name_is_derived_from_the_email_address(email: str, name: str) -> None:
    assert name_of(email) == name
