"""Checks of a stage's Lambda functions: their state, permissions and concurrency."""

from deployment import chalice_record, mail_settings, parameters, roles
from deployment.doctor.checks import NotOk, NotTried, Visit, check, expect
from deployment.release import settings

LAMBDA = {"Service": "lambda.amazonaws.com"}
AGAIN = "Deploy again: that gives each function the policy of this checkout. Detach other policies by hand."


@check("Every function is active", remedy="Deploy again; then see the function in the Lambda console.")
def running(visit: Visit) -> str:
    client = visit.deployed.account.client("lambda")
    for name in visit.deployed.stage.functions:
        function = client.get_function_configuration(FunctionName=name)
        expect(function.get("State", "Active") == "Active", f"{name} is {function.get('State')}")
        update = function.get("LastUpdateStatus", "Successful")
        expect(update == "Successful", f"the last update of {name} is {update}")
        reserved = client.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions")
        expect(reserved != 0, f"{name} is stopped: its reserved concurrency is 0")
    return f"{len(visit.deployed.stage.functions)} functions"


@check("Functions have the permissions of their release", remedy=AGAIN)
def policies(visit: Visit) -> str:
    deployed = visit.deployed
    mail = mail_settings.stored(deployed.account, deployed.stage)
    known = parameters.addresses(deployed.account, deployed.stage)
    environment = {
        "PORCHLIGHT_SOCKET_URL": visit.target.socket or "",
        "PORCHLIGHT_PAGES_BUCKET": known.get("pages_bucket", ""),
        "PORCHLIGHT_FILES_BUCKET": known.get("files_bucket", ""),
        **mail_settings.environment(deployed.account, deployed.stage, mail),
    }
    documents = settings.policies(deployed.stage, deployed.account.id, environment)
    iam = deployed.account.client("iam")
    for name in deployed.stage.functions:
        role = role_of(visit, name)
        attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
        expect(not attached, f"{role} has {', '.join(each['PolicyName'] for each in attached)} attached")
        own = iam.list_role_policies(RoleName=role)["PolicyNames"]
        expect(len(own) == 1, f"{role} has {len(own)} policies of its own: {', '.join(own)}")
        actual = set(roles.permissions(iam.get_role_policy(RoleName=role, PolicyName=own[0])["PolicyDocument"]))
        expected = set(roles.permissions(documents[roles.policy_file(name)]))
        if actual - expected:
            raise NotOk(f"{role} may also {roles.listed(actual - expected)}")
        if expected - actual:
            raise NotOk(f"{role} may not {roles.listed(expected - actual)}")
    return "one policy each, that of this checkout"


@check("Only Lambda can assume the functions' roles", remedy="Set the role's trust policy to lambda.amazonaws.com.")
def trust(visit: Visit) -> str:
    iam = visit.deployed.account.client("iam")
    for name in visit.deployed.stage.functions:
        role = role_of(visit, name)
        trusted = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]["Statement"]
        others = [each.get("Principal") for each in trusted if each.get("Principal") != LAMBDA]
        expect(not others, f"{role} can also be assumed by {others[0] if others else ''}")
    return "lambda.amazonaws.com only"


@check("Lambda has free concurrency", remedy="Request more in AWS Service Quotas: Lambda, concurrent executions.")
def concurrency(visit: Visit) -> str:
    limits = visit.deployed.account.client("lambda").get_account_settings()["AccountLimit"]
    left = limits["UnreservedConcurrentExecutions"]
    # New accounts have 10, which is enough for a few hundred people: a call takes some 50 ms.
    expect(left >= 10, f"{left} executions are free of the account's {limits['ConcurrentExecutions']}")
    return f"{left} free executions"


def role_of(visit: Visit, function: str) -> str:
    found = chalice_record.function(visit.deployed.account, function)
    if found is None:
        raise NotTried(f"there is no function {function}")
    return str(found["Role"]).rpartition("/")[2]


CHECKS = (running, policies, trust, concurrency)
