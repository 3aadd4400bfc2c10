"""The rows and `deployment/templates/tables.yaml` describe the same tables."""

from typing import Any

import pytest

from chalicelib.storage import tables
from chalicelib.storage.tables import desk, reports, search  # noqa: F401 - tables that few calls need
from deployment.template_files import parsed_template

ROWS = {row.noun: row for row in tables.Row.__subclasses__()}


def definitions() -> dict[str, dict[str, Any]]:
    properties = [resource["Properties"] for resource in parsed_template("tables")["Resources"].values()]
    return {each["TableName"]["Fn::Sub"].removeprefix("${Prefix}"): each for each in properties}


def keys(definition: dict[str, Any]) -> dict[str, str]:
    return {each["AttributeName"]: each["KeyType"] for each in definition["KeySchema"]}


def test_every_table_has_rows_and_every_row_a_table() -> None:
    assert definitions().keys() == ROWS.keys()


@pytest.mark.parametrize("noun", ROWS)
def test_the_keys_are_the_same(noun: str) -> None:
    schema = ROWS[noun]._get_schema()
    definition = definitions()[noun]
    assert keys(definition) == {each["AttributeName"]: each["KeyType"] for each in schema["key_schema"]}
    declared = {each["AttributeName"]: each["AttributeType"] for each in definition["AttributeDefinitions"]}
    assert declared == {each["AttributeName"]: each["AttributeType"] for each in schema["attribute_definitions"]}


def test_the_indexes_are_the_same() -> None:
    declared = {each["IndexName"]: each for each in definitions()["conversations"]["GlobalSecondaryIndexes"]}
    indexes = {each["index_name"]: each for each in tables.ConversationRow._get_schema()["global_secondary_indexes"]}
    assert declared.keys() == indexes.keys() == {"inbox", "latest", "visitor", "desk"}
    for name, index in indexes.items():
        assert keys(declared[name]) == {each["AttributeName"]: each["KeyType"] for each in index["key_schema"]}


def test_only_tables_with_a_time_to_live_have_rows_that_expire() -> None:
    declared = {noun for noun, definition in definitions().items() if "TimeToLiveSpecification" in definition}
    assert declared == {noun for noun, row in ROWS.items() if "expires_at" in row.get_attributes()}
    for noun in declared:
        assert definitions()[noun]["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_a_table_that_cannot_be_recreated_outlives_its_stack_and_is_protected_from_deletion() -> None:
    template = parsed_template("tables")
    for name, resource in template["Resources"].items():
        kept = resource.get("DeletionPolicy") == "Retain"
        protected = resource["Properties"].get("DeletionProtectionEnabled")
        assert protected == ({"Ref": "DeletionProtection"} if kept else None), name
        assert ("PointInTimeRecoverySpecification" in resource["Properties"]) == kept, name
    assert template["Parameters"]["DeletionProtection"]["Default"] == "true"
