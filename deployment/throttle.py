"""What a stranger can cost is bounded at API Gateway: docs/security.md, What abuse costs."""

from dataclasses import dataclass

from deployment.account import Account
from deployment.functions import Functions
from deployment.stage import API_STAGE


@dataclass(frozen=True, slots=True)
class Throttle:
    """Calls a second, and how many at once. `None`: what is set stays, and `USUAL` where nothing is."""

    rate: int | None
    burst: int | None


USUAL = Throttle(rate=50, burst=200)


def apply(account: Account, functions: Functions, wanted: Throttle) -> bool:
    """Says whether anything was changed."""
    return any([rest(account, functions.api_id, wanted), socket(account, functions.socket_id, wanted)])


def rest(account: Account, api_id: str, wanted: Throttle) -> bool:
    client = account.client("apigateway")
    stage = client.get_stage(restApiId=api_id, stageName=API_STAGE)
    is_set = stage.get("methodSettings", {}).get("*/*", {})
    there = Throttle(is_set.get("throttlingRateLimit"), is_set.get("throttlingBurstLimit"))
    then = chosen(wanted, there)
    if then == there:
        return False
    operations = [
        {"op": "replace", "path": "/*/*/throttling/rateLimit", "value": str(then.rate)},
        {"op": "replace", "path": "/*/*/throttling/burstLimit", "value": str(then.burst)},
    ]
    client.update_stage(restApiId=api_id, stageName=API_STAGE, patchOperations=operations)
    return True


def socket(account: Account, api_id: str, wanted: Throttle) -> bool:
    client = account.client("apigatewayv2")
    is_set = client.get_stage(ApiId=api_id, StageName=API_STAGE).get("DefaultRouteSettings", {})
    there = Throttle(is_set.get("ThrottlingRateLimit"), is_set.get("ThrottlingBurstLimit"))
    then = chosen(wanted, there)
    if then == there:
        return False
    settings = {"ThrottlingRateLimit": then.rate, "ThrottlingBurstLimit": then.burst}
    client.update_stage(ApiId=api_id, StageName=API_STAGE, DefaultRouteSettings=settings)
    return True


def chosen(wanted: Throttle, there: Throttle) -> Throttle:
    return Throttle(wanted.rate or there.rate or USUAL.rate, wanted.burst or there.burst or USUAL.burst)
