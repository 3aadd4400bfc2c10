from chalicelib.config import from_environment


def test_an_empty_environment_names_no_tables() -> None:
    config = from_environment({})
    assert config.table_prefix == ""
    assert config.dynamodb_endpoint is None
    assert config.management_scheme == "https"


def test_metrics_are_reported_only_where_a_stage_is_named() -> None:
    assert from_environment({}).metrics_stage is None
    assert from_environment({"PORCHLIGHT_METRICS_STAGE": ""}).metrics_stage is None
    assert from_environment({"PORCHLIGHT_METRICS_STAGE": "prod"}).metrics_stage == "prod"


def test_an_empty_variable_counts_as_unset() -> None:
    config = from_environment({"PORCHLIGHT_SIGNING_KEY_FILE": "", "PORCHLIGHT_SOCKET_URL": ""})
    assert config.signing_key_file is None
    assert config.socket_url is None
