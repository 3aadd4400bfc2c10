"""The endpoints of our clients are those of botocore's."""

from pathlib import Path

import botocore.session
import pytest
from botocore.session import Session

from chalicelib.aws.endpoints import endpoint

SERVICES = ("dynamodb", "ssm")


@pytest.fixture(scope="module")
def session() -> Session:
    return botocore.session.Session()


def botocores(session: Session, service: str, region: str) -> str:
    return str(session.create_client(service, region_name=region).meta.endpoint_url)  # type: ignore[call-overload]


@pytest.mark.parametrize("service", SERVICES)
def test_every_region_has_the_endpoint_that_botocore_uses(session: Session, service: str) -> None:
    partitions = session.get_available_partitions()
    regions = {each for name in partitions for each in session.get_available_regions(service, name)}
    assert {"us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"} <= regions
    # A client for each takes long: one region of each partition, and those whose names are special.
    chosen = {min(session.get_available_regions(service, name), default="us-east-1") for name in partitions}
    for region in {*chosen, "us-east-1", "eu-central-1"}:
        assert endpoint(session, service, region) == botocores(session, service, region)
    for region in regions:
        assert endpoint(session, service, region).startswith(f"https://{service}.{region}.")


@pytest.mark.parametrize(
    "variable",
    ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"],
)
def test_the_environment_changes_both_alike(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    plain = endpoint(botocore.session.Session(), "dynamodb", "us-east-1")
    monkeypatch.setenv(variable, "http://127.0.0.1:1" if "URL" in variable else "true")
    session = botocore.session.Session()
    assert endpoint(session, "dynamodb", "us-east-1") == botocores(session, "dynamodb", "us-east-1") != plain


def test_configured_endpoints_may_be_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    session = botocore.session.Session()
    assert endpoint(session, "ssm", "us-east-1") == botocores(session, "ssm", "us-east-1")


def test_a_configuration_file_may_name_the_endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "config"
    file.write_text("[default]\nendpoint_url = http://127.0.0.1:2\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    session = botocore.session.Session()
    assert endpoint(session, "dynamodb", "us-east-1") == botocores(session, "dynamodb", "us-east-1")


def test_a_region_that_cannot_be_is_an_error(session: Session) -> None:
    with pytest.raises(ValueError, match="no endpoint"):
        endpoint(session, "dynamodb", "")
