"""The names of a stage's resources."""

import pytest

from deployment import stage
from devtools.console import Problem


def test_every_resource_has_the_stage_in_its_name() -> None:
    prod = stage.named("prod", "eu-west-1")
    assert prod.prefix == "porchlight-prod-"
    assert prod.stack("tables") == "porchlight-prod-tables"
    assert prod.parameter("signing-key") == "/porchlight/prod/signing-key"
    assert prod.functions[0] == "porchlight-prod"
    assert prod.functions[1] == "porchlight-prod-websocket_connect"


@pytest.mark.parametrize("name", ["", "Prod", "1st", "a-b", "a" * 17, "../x", "prod\n"])
def test_a_name_that_some_resource_cannot_have_is_rejected(name: str) -> None:
    with pytest.raises(Problem, match="not a stage name"):
        stage.named(name, "eu-west-1")


@pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
def test_a_region_in_another_partition_is_rejected(region: str) -> None:
    with pytest.raises(Problem, match="does not support"):
        stage.named("prod", region)
