import json
from pathlib import Path

import pytest

from deployment.release import settings
from deployment.stage import FUNCTIONS, SOCKET_FUNCTIONS, Stage
from devtools.folders import ROOT

SOURCE = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
STAGE = Stage("prod", "eu-central-1")


def test_the_environment_has_the_stages_tables_and_key_and_the_given_variables() -> None:
    rendered = settings.config(STAGE, {"PORCHLIGHT_SOCKET_URL": "wss://socket.example/api"}, "arm64", 1000)
    assert rendered["stages"]["prod"]["environment_variables"] == {
        "PORCHLIGHT_TABLE_PREFIX": "porchlight-prod-",
        "PORCHLIGHT_METRICS_STAGE": "prod",
        "PORCHLIGHT_SIGNING_KEY_PARAMETER": "/porchlight/prod/signing-key",
        "PORCHLIGHT_DYNAMODB_ENDPOINT": "https://dynamodb.eu-central-1.amazonaws.com",
        "PORCHLIGHT_PARAMETERS_ENDPOINT": "https://ssm.eu-central-1.amazonaws.com",
        "PORCHLIGHT_FUNCTIONS_ENDPOINT": "https://lambda.eu-central-1.amazonaws.com",
        "PORCHLIGHT_SOCKET_URL": "wss://socket.example/api",
    }


@pytest.mark.parametrize("variable", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSM"])
def test_functions_look_for_endpoints_where_this_machine_has_others(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:4566")
    assert settings.endpoints(Stage("prod", "eu-central-1")) == {}


def test_given_variables_override_those_of_the_stage() -> None:
    rendered = settings.config(STAGE, {"PORCHLIGHT_TABLE_PREFIX": "restored-"}, "arm64", 1000)
    assert rendered["stages"]["prod"]["environment_variables"]["PORCHLIGHT_TABLE_PREFIX"] == "restored-"


@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_the_functions_have_the_architecture_of_the_packages(architecture: str) -> None:
    assert settings.config(STAGE, {}, architecture, 1000)["lambda_architecture"] == architecture


def test_a_stage_that_is_not_configured_gets_the_common_settings() -> None:
    rendered = settings.config(Stage("trial", "eu-central-1"), {}, "arm64", 1000)
    assert rendered["stages"].keys() == {"trial"}
    assert rendered["lambda_functions"] == SOURCE["lambda_functions"]


def test_three_stages_are_configured() -> None:
    assert SOURCE["stages"].keys() == {"dev", "staging", "prod"}


def test_every_function_has_a_policy_file() -> None:
    functions = SOURCE["lambda_functions"]
    assert functions.keys() == {*FUNCTIONS}
    named = {function["iam_policy_file"] for function in functions.values()}
    assert named == {f"{settings.POLICIES}/{name}" for name in settings.policies(STAGE, "123456789012", {})}
    assert SOURCE["autogen_policy"] is False


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("wss://a1b2c3.execute-api.eu-central-1.amazonaws.com/api", "a1b2c3"),
        ("wss://socket.shop.example/api", "*"),
        ("ws://localhost:4566/_aws/execute-api/a1b2c3/api", "*"),
        ("", "*"),
    ],
)
def test_the_socket_api_is_known_from_its_address(url: str, api: str) -> None:
    assert settings.api_id_of(url) == api


def test_functions_may_write_traces_only_if_their_stage_is_traced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".chalice").mkdir()
    traced = {**SOURCE, "stages": {**SOURCE["stages"], "prod": {"xray": True}}}
    (tmp_path / ".chalice" / "config.json").write_text(json.dumps(traced))
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    for stage, allowed in ((STAGE, True), (Stage("dev", STAGE.region), False)):
        for policy in settings.policies(stage, "123456789012", {}).values():
            assert (settings.TRACING in policy["Statement"]) is allowed


def test_in_production_the_concurrency_of_sockets_is_limited() -> None:
    functions = settings.config(STAGE, {}, "arm64", 1000)["stages"]["prod"]["lambda_functions"]
    assert functions.keys() == {*SOCKET_FUNCTIONS}
    assert sum(each["reserved_concurrency"] for each in functions.values()) <= 250


def test_a_new_account_with_little_concurrency_reserves_none() -> None:
    assert "reserved_concurrency" not in json.dumps(settings.config(STAGE, {}, "arm64", 10))


def test_concurrency_is_reserved_only_if_enough_is_left_unreserved() -> None:
    assert "reserved_concurrency" in json.dumps(settings.config(STAGE, {}, "arm64", 325))
    assert "reserved_concurrency" not in json.dumps(settings.config(STAGE, {}, "arm64", 324))
