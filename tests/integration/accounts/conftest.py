"""The owner of the site, who changes its team."""

import pytest

from tests.api_client import Api, Shop


@pytest.fixture
def owner(shop: Shop) -> Api:
    return shop.admin()
