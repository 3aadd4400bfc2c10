"""What the deployed functions may do: .chalice/policy.json."""

import json
from pathlib import Path

STATEMENTS = json.loads((Path(__file__).parents[2] / ".chalice" / "policy.json").read_text(encoding="utf-8"))[
    "Statement"
]


def test_the_audit_log_can_be_written_and_read_and_neither_changed_nor_deleted() -> None:
    (denied,) = [statement for statement in STATEMENTS if statement["Effect"] == "Deny"]
    assert denied["Resource"] == ["arn:aws:dynamodb:*:*:table/porchlight-*-audit"]
    allowed = {action for each in STATEMENTS if each["Effect"] == "Allow" for action in [*each["Action"]]}
    writing = {action for action in allowed if action.startswith("dynamodb:")} - {
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
    }
    assert writing <= {*denied["Action"]}
