"""The Lambdas of a stage: do they run, and may they do what their release says and no more?"""

from botocore.exceptions import ClientError

from deployment import grants
from deployment.doctor.checks import NotOk, check, expect
from deployment.doctor.scene import NotTried, Scene
from deployment.release import settings

LAMBDA = {"Service": "lambda.amazonaws.com"}
AGAIN = "Deploy again: it gives each function the policy of this checkout. Take away by hand what was attached besides."


@check("Every function runs", remedy="Deploy again; if it stays, see the function in the Lambda console.")
def running(scene: Scene) -> str:
    client = scene.deployed.account.client("lambda")
    for name in scene.deployed.stage.functions:
        function = client.get_function_configuration(FunctionName=name)
        expect(function.get("State", "Active") == "Active", f"{name} is {function.get('State')}")
        update = function.get("LastUpdateStatus", "Successful")
        expect(update == "Successful", f"the last update of {name} is {update}")
        reserved = client.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions")
        expect(reserved != 0, f"{name} is stopped: 0 executions are reserved for it")
    return f"{len(scene.deployed.stage.functions)} functions"


@check("No function may do more than its release says", remedy=AGAIN)
def policies(scene: Scene) -> str:
    deployed = scene.deployed
    expected = settings.policies(
        deployed.stage, deployed.account.id, {"PORCHLIGHT_SOCKET_URL": scene.target.socket or ""}
    )
    iam = deployed.account.client("iam")
    for name in deployed.stage.functions:
        role = role_of(scene, name)
        attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
        expect(not attached, f"{role} has {', '.join(each['PolicyName'] for each in attached)} attached")
        own = iam.list_role_policies(RoleName=role)["PolicyNames"]
        expect(len(own) == 1, f"{role} has {len(own)} policies of its own: {', '.join(own)}")
        there = set(grants.of(iam.get_role_policy(RoleName=role, PolicyName=own[0])["PolicyDocument"]))
        wanted = set(grants.of(expected[grants.policy_of(name)]))
        if there - wanted:
            raise NotOk(f"{role} may also {said(there - wanted)}")
        if wanted - there:
            raise NotOk(f"{role} may not {said(wanted - there)}")
    return "one policy each, that of this checkout"


@check("Nobody but Lambda may take the functions' roles", remedy="Set the role's trust back to lambda.amazonaws.com.")
def trust(scene: Scene) -> str:
    iam = scene.deployed.account.client("iam")
    for name in scene.deployed.stage.functions:
        role = role_of(scene, name)
        trusted = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]["Statement"]
        others = [each.get("Principal") for each in trusted if each.get("Principal") != LAMBDA]
        expect(not others, f"{role} may also be taken by {others[0] if others else ''}")
    return "lambda.amazonaws.com only"


@check("Lambda has room", remedy="Ask for more in AWS's Service Quotas: Lambda, concurrent executions.")
def concurrency(scene: Scene) -> str:
    limits = scene.deployed.account.client("lambda").get_account_settings()["AccountLimit"]
    left = limits["UnreservedConcurrentExecutions"]
    # New accounts have 10, which a few hundred people do not fill: a call takes some 50 ms.
    expect(left >= 10, f"{left} executions at once are left of the account's {limits['ConcurrentExecutions']}")
    return f"{left} executions at once"


def role_of(scene: Scene, function: str) -> str:
    client = scene.deployed.account.client("lambda")
    try:
        arn: str = client.get_function_configuration(FunctionName=function)["Role"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise NotTried(f"there is no function {function}") from None
        raise
    return arn.rpartition("/")[2]


def said(some: set[grants.Grant]) -> str:
    _, action, resource = min(some)
    more = f", and {len(some) - 1} more" if len(some) > 1 else ""
    return f"{action} on {resource}{more}"


CHECKS = (running, policies, trust, concurrency)
