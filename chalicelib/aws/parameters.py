"""Secrets in SSM Parameter Store, where a deployment's keys are."""

from chalicelib import aws
from chalicelib.aws.connections import Connections
from chalicelib.aws.json_client import SSM, JsonClient
from chalicelib.config import config
from chalicelib.once import once

CONNECT_SECONDS, READ_SECONDS = 1, 3
ATTEMPTS = 2


def secret(name: str) -> str:
    """The value of a SecureString. Raises `ClientError` or `BotoCoreError`."""
    return str(client().call("GetParameter", {"Name": name, "WithDecryption": True})["Parameter"]["Value"])


@once
def client() -> JsonClient:
    place = config().parameters_endpoint or aws.endpoint(SSM.name)
    return JsonClient(SSM, Connections(SSM.name, place, CONNECT_SECONDS, READ_SECONDS, most=1), ATTEMPTS)
