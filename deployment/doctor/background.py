"""Checks of the background work: what connects the messages with their jobs, and what keeps what failed."""

from typing import Any

from deployment import background, mail_settings, pages, parameters, roles
from deployment.account import find
from deployment.doctor.checks import NotOk, NotTried, Visit, check, expect
from deployment.stacks import stack_of
from deployment.stage import FAN_OUT_FUNCTION, JOB_FUNCTION, STREAM_FUNCTION

AGAIN = "Deploy again: that sets it up."
COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]  # waiting, and just being read
SCHEDULER = {"Service": "scheduler.amazonaws.com"}
STACK_GONE = (
    "Deploy again; if CloudFormation does not notice that it is gone, delete the stack porchlight-STAGE-background."
)
DEAD_LETTERS = "See the section dead-letters of docs/runbook.md: it shows what failed, and how to send it again."
KEY = "Deploy again: that gives the functions the public part of the stage's key."


@check("The messages table has its stream", remedy="Deploy again: that switches the stream on.")
def stream(visit: Visit) -> str:
    table = background.messages_table(visit.deployed.account, visit.deployed.stage)
    specification = table.get("StreamSpecification", {})
    expect(bool(specification.get("StreamEnabled")), "the stream is switched off: no message becomes an alert")
    view = specification.get("StreamViewType")
    expect(background.streams(table), f"the stream has {view}, and not the stored messages")
    return str(view)


@check("Stored messages reach their function", remedy=AGAIN)
def mapping(visit: Visit) -> str:
    account, stage = visit.deployed.account, visit.deployed.stage
    found = list(background.mappings(account, stage))
    current = background.stream(account, stage)
    own = [each for each in found if each["EventSourceArn"] == current]
    expect(bool(own), f"{STREAM_FUNCTION} is not connected with the stream of messages")
    expect(len(found) == len(own), "it is connected with a former stream too")
    expect(own[0].get("State") != "Disabled", "the connection is switched off")
    differing = background.differing(account, stage, own[0])
    expect(not differing, f"changed: {', '.join(differing)}")
    return f"enabled; the last call: {own[0].get('LastProcessingResult') or 'none yet'}"


@check("Jobs that fail are repeated, then kept", remedy=AGAIN)
def invocations(visit: Visit) -> str:
    differing = background.differing_asynchronous(visit.deployed.account, visit.deployed.stage, JOB_FUNCTION)
    expect(not differing, f"missing or changed: {', '.join(differing)}")
    return f"{background.JOB_RETRIES} more attempts, then the queue of dead letters"


@check("Pushes to large audiences are not repeated", remedy=AGAIN)
def fan_out(visit: Visit) -> str:
    differing = background.differing_asynchronous(visit.deployed.account, visit.deployed.stage, FAN_OUT_FUNCTION)
    expect(not differing, f"missing or changed: {', '.join(differing)}")
    return f"Lambda drops what waits for more than {background.FAN_OUT_SECONDS} seconds"


@check("The group of schedules exists", remedy=STACK_GONE)
def schedules(visit: Visit) -> str:
    name = output(visit, "Jobs")
    found = find(visit.deployed.account.client("scheduler").get_schedule_group, Name=name)
    if found is None:
        raise NotOk(f"there is no group {name}: no job can wait")
    expect(found["State"] == "ACTIVE", f"{name} is {found['State']}")
    return name


@check(
    "Only Scheduler can assume its role",
    remedy="Set the role's trust policy as deployment/templates/background.yaml does.",
)
def trust(visit: Visit) -> str:
    role = scheduler_role(visit)
    group = f"arn:aws:scheduler:{visit.deployed.account.region}:{visit.deployed.account.id}:schedule-group/"
    expected = {"aws:SourceAccount": visit.deployed.account.id, "aws:SourceArn": group + output(visit, "Jobs")}
    for statement in role["AssumeRolePolicyDocument"]["Statement"]:
        principal = statement.get("Principal")
        expect(principal == SCHEDULER, f"{role['RoleName']} can also be assumed by {principal}")
        expect(
            statement.get("Condition") == {"StringEquals": expected},
            f"{role['RoleName']} is not for the stage's group of schedules only",
        )
    return "scheduler.amazonaws.com, for the stage's schedules"


@check(
    "Scheduler may only call due jobs",
    remedy="Deploy again; if CloudFormation does not notice it, delete the policy by hand first.",
)
def permissions(visit: Visit) -> str:
    account, stage = visit.deployed.account, visit.deployed.stage
    role, iam = scheduler_role(visit)["RoleName"], account.client("iam")
    attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    expect(not attached, f"{role} has {', '.join(each['PolicyName'] for each in attached)} attached")
    expected = {
        ("Allow", "lambda:InvokeFunction", background.function_arn(account, stage, JOB_FUNCTION)),
        ("Allow", "sqs:SendMessage", background.dead_letters(account, stage)),
    }
    actual = {each for document in roles.inline_policies(account, role) for each in roles.permissions(document)}
    if actual - expected:
        raise NotOk(f"{role} may also {roles.listed(actual - expected)}")
    if expected - actual:
        raise NotOk(f"{role} may not {roles.listed(expected - actual)}")
    return f"{JOB_FUNCTION}, and the queue of dead letters"


@check("The queue of dead letters is empty", remedy=DEAD_LETTERS, fails_deployment=False)
def dead_letters(visit: Visit) -> str:
    name = background.dead_letters(visit.deployed.account, visit.deployed.stage).rpartition(":")[2]
    sqs = visit.deployed.account.client("sqs")
    found = find(sqs.get_queue_url, QueueName=name)
    if found is None:
        raise NotOk(f"there is no queue {name}: what fails for good is lost", STACK_GONE)
    counts = sqs.get_queue_attributes(QueueUrl=found["QueueUrl"], AttributeNames=COUNTS)["Attributes"]
    waiting = sum(int(counts[each]) for each in COUNTS)
    expect(not waiting, f"{waiting} {'record or job' if waiting == 1 else 'records or jobs'} failed for good")
    return "nothing failed for good"


@check("Functions know the stage's resources", remedy="Deploy again: that sets the functions' environment variables.")
def environment(visit: Visit) -> str:
    expected, client = expected_variables(visit), visit.deployed.account.client("lambda")
    for name in visit.deployed.stage.functions:
        found = find(client.get_function_configuration, FunctionName=name)
        if found is None:
            raise NotTried(f"there is no function {name}")
        variables = found.get("Environment", {}).get("Variables", {})
        wrong = sorted(each for each, value in expected.items() if variables.get(each, "") != value)
        expect(not wrong, f"{name} has another value of {', '.join(wrong)}")
    return f"{len(expected)} variables"


def expected_variables(visit: Visit) -> dict[str, str]:
    """By name; "" for one that is not set."""
    account, stage = visit.deployed.account, visit.deployed.stage
    mail = mail_settings.stored(account, stage)
    buckets = stack_of(account, stage, "pages").outputs()
    return {
        **background.environment(account, stage),
        **dict.fromkeys(mail_settings.VARIABLES, ""),
        **mail_settings.environment(account, stage, mail),
        "PORCHLIGHT_PAGES_BUCKET": buckets["SiteBucket"],
        "PORCHLIGHT_DASHBOARD_URL": pages.dashboard(buckets),
    }


@check("Browsers get the key of push notifications", remedy=KEY)
def push_key(visit: Visit) -> str:
    account, stage = visit.deployed.account, visit.deployed.stage
    name = stage.parameter(parameters.PUSH_KEY)
    found = find(account.client("ssm").get_parameter, Name=name, WithDecryption=True)
    if found is None:
        raise NotOk(f"there is no {name}", "Deploy again: that creates one, and browsers subscribe again with it.")
    kind = found["Parameter"]["Type"]
    expect(kind == "SecureString", f"{name} is a {kind}: it is readable without decryption")
    try:
        public = parameters.public_part(found["Parameter"]["Value"])
    except ValueError:
        raise NotOk(f"{name} is no P-256 key", f"Restore it: aws ssm get-parameter-history --name {name}") from None
    assert visit.admin
    received = (visit.admin_session or {}).get("push_key")
    expect(bool(received), "the API hands out none: no browser can subscribe")
    expect(received == public, "the API hands out the public part of another key: no notification would arrive")
    return "the public part of the stored key"


def scheduler_role(visit: Visit) -> dict[str, Any]:
    """As IAM describes it."""
    name = output(visit, "SchedulerRole").rpartition("/")[2]
    found = find(visit.deployed.account.client("iam").get_role, RoleName=name)
    if found is None:
        raise NotOk(f"there is no role {name}: no schedule can call its job", STACK_GONE)
    return dict(found["Role"])


def output(visit: Visit, name: str) -> str:
    """An output of the stack of the background work."""
    stack = stack_of(visit.deployed.account, visit.deployed.stage, "background")
    found = stack.outputs().get(name)
    if found is None:
        raise NotOk(f"the stack {stack.name} is missing or incomplete", AGAIN)
    return found


CHECKS = (
    stream,
    mapping,
    invocations,
    fan_out,
    schedules,
    trust,
    permissions,
    dead_letters,
    environment,
    push_key,
)
