from typing import Any

import pytest
from chalice.app import Request

from chalicelib.api.endpoint import source_address


def request(identity: Any) -> Request:
    return Request(
        {
            "multiValueQueryStringParameters": None,
            "headers": {"x-forwarded-for": "198.51.100.9"},
            "pathParameters": {},
            "requestContext": {"httpMethod": "POST", "resourcePath": "/", "identity": identity},
            "body": None,
            "stageVariables": None,
        }
    )


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7"])
def test_the_address_is_the_one_from_api_gateway(address: str) -> None:
    assert source_address(request({"sourceIp": address})) == address


@pytest.mark.parametrize("identity", [None, {}, {"sourceIp": None}], ids=["none", "empty", "null"])
def test_without_one_the_address_is_empty_and_headers_are_ignored(identity: Any) -> None:
    assert source_address(request(identity)) == ""
