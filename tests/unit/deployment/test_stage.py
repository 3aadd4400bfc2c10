"""What a stage's things are called."""

import pytest

from deployment import stage
from devtools.console import Problem


def test_everything_of_a_stage_has_the_stage_in_its_name() -> None:
    prod = stage.named("prod", "eu-west-1")
    assert prod.prefix == "porchlight-prod-"
    assert prod.stack("tables") == "porchlight-prod-tables"
    assert prod.parameter("signing-key") == "/porchlight/prod/signing-key"
    assert prod.functions[0] == "porchlight-prod"
    assert prod.functions[1] == "porchlight-prod-websocket_connect"


@pytest.mark.parametrize("name", ["", "Prod", "1st", "a-b", "a" * 17, "../x", "prod\n"])
def test_a_name_that_would_not_do_everywhere_is_refused(name: str) -> None:
    with pytest.raises(Problem, match="no stage's name"):
        stage.named(name, "eu-west-1")


@pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
def test_a_region_whose_names_are_others_is_refused(region: str) -> None:
    with pytest.raises(Problem, match="does not know"):
        stage.named("prod", region)
