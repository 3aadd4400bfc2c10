"""Destroying a stage, with and without its data."""

from tests.deploy.deployed import Deployed


def left(dev: Deployed) -> set[str]:
    """All resources with the stage's name in theirs."""
    client = dev.cloud.client
    names = [
        *client("dynamodb").list_tables()["TableNames"],
        *(each["Name"] for each in client("s3").list_buckets()["Buckets"]),
        *(each["FunctionName"] for each in client("lambda").list_functions()["Functions"]),
        *(each["RoleName"] for each in client("iam").list_roles()["Roles"]),
        *(each["Name"] for each in client("apigatewayv2").get_apis()["Items"]),
        *(each["logGroupName"] for each in client("logs").describe_log_groups()["logGroups"]),
        *(each["AlarmName"] for each in client("cloudwatch").describe_alarms()["MetricAlarms"]),
        *(each["TopicArn"] for each in client("sns").list_topics()["Topics"]),
        *(each["Name"] for each in client("ssm").describe_parameters()["Parameters"]),
        *(each["FunctionArn"] for each in client("lambda").list_event_source_mappings()["EventSourceMappings"]),
        *client("sqs").list_queues().get("QueueUrls", []),
        *(each["Name"] for each in client("scheduler").list_schedule_groups()["ScheduleGroups"]),
        *(each["StackName"] for each in client("cloudformation").describe_stacks()["Stacks"]),
    ]
    return {name for name in names if "porchlight-dev" in name or "/porchlight/dev/" in name}


def test_destroy_keeps_the_data_and_a_later_deploy_uses_it_again(dev):
    before, token = left(dev), dev.addresses["widget_token"]
    done = dev.cloud.run("destroy", "--stage", "dev", "--yes")
    assert done.returncode == 0, done.stderr
    kept = left(dev)
    assert kept < before
    rules = dev.cloud.client("ses").describe_active_receipt_rule_set()["Rules"]
    assert [rule["Name"] for rule in rules] == ["office"]
    assert {"porchlight-dev-tables", "porchlight-dev-messages", "/porchlight/dev/signing-key"} <= kept
    own = ("porchlight-dev-", "/porchlight/dev/signing-key", "/porchlight/dev/push-key")
    assert all(name.startswith(own) for name in kept)
    assert not [name for name in kept if "websocket" in name or name == "porchlight-dev"]
    for name in kept - {"porchlight-dev-tables", "porchlight-dev-files"}:
        assert name in done.stdout

    assert "Sign in as" not in dev.again("--architecture", dev.cloud.architecture)
    assert dev.addresses["widget_token"] == token


def test_data_is_deleted_only_by_its_full_name(dev):
    before = left(dev)
    done = dev.cloud.run("destroy", "--stage", "dev", "--yes", "--delete-data", "dev")
    assert done.returncode != 0
    assert "porchlight-dev" in done.stderr
    assert left(dev) == before


def test_destroy_with_the_data_leaves_nothing_and_does_not_touch_another_stage(dev, prod):
    others = prod.made()
    done = dev.cloud.run("destroy", "--stage", "dev", "--yes", "--delete-data", "porchlight-dev")
    assert done.returncode == 0, done.stderr
    assert "Nothing is left of dev." in done.stdout
    assert left(dev) == set()
    now = prod.made()
    assert all(now[what] == others[what] for what in ("functions", "files", "parameters"))
