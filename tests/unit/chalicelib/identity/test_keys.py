import boto3
import pytest
from moto import mock_aws

from chalicelib.identity.keys import SigningKeyMissing, from_parameter_store


@mock_aws
def test_the_key_is_read_from_a_secure_parameter() -> None:
    client = boto3.client("ssm", region_name="us-east-1")
    client.put_parameter(Name="/porchlight/key", Value="k" * 40, Type="SecureString")
    assert from_parameter_store("/porchlight/key") == "k" * 40


def test_a_deployment_without_a_key_says_so() -> None:
    with pytest.raises(SigningKeyMissing):
        from_parameter_store(None)
