"""The policies of a stage, and whether one allows an action on a resource."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from deployment.release import settings
from deployment.stage import Stage

STAGE = Stage("prod", "eu-central-1")
ACCOUNT = "123456789012"
SOCKET_API = "abc123def4"
SOCKET_URL = f"wss://{SOCKET_API}.execute-api.{STAGE.region}.amazonaws.com/api"
FUNCTIONS = ("api", "connect", "message", "disconnect", "message_stored", "job_due", "mail_received", "fan_out")
MAIL_FROM = "chat@shop.example"
MAIL_BUCKET = "porchlight-prod-files"
FILES_BUCKET = MAIL_BUCKET  # one for all
PAGES_BUCKET = "porchlight-prod-pages"


@dataclass(frozen=True)
class Policy:
    statements: list[dict[str, Any]]

    def allows(self, action: str, resource: str) -> bool:
        return any(
            any(fnmatchcase(action, pattern) for pattern in listed(each["Action"]))
            and any(fnmatchcase(resource, pattern) for pattern in listed(each["Resource"]))
            for each in self.statements
        )

    def pairs(self) -> set[tuple[str, str]]:
        """Every action with every resource that it is allowed on."""
        return {
            (action, resource)
            for each in self.statements
            for action in listed(each["Action"])
            for resource in listed(each["Resource"])
        }


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def policies(environment: dict[str, str] | None = None) -> dict[str, Policy]:
    """By function."""
    known = (
        {
            "PORCHLIGHT_SOCKET_URL": SOCKET_URL,
            "PORCHLIGHT_MAIL_FROM": MAIL_FROM,
            "PORCHLIGHT_MAIL_BUCKET": MAIL_BUCKET,
            "PORCHLIGHT_FILES_BUCKET": FILES_BUCKET,
            "PORCHLIGHT_PAGES_BUCKET": PAGES_BUCKET,
        }
        if environment is None
        else environment
    )
    rendered = settings.policies(STAGE, ACCOUNT, known)
    return {name.removesuffix(".json"): Policy(policy["Statement"]) for name, policy in rendered.items()}


def table(noun: str) -> str:
    """A table, or an index of one as in `conversations/index/inbox`."""
    return f"arn:aws:dynamodb:{STAGE.region}:{ACCOUNT}:table/{STAGE.prefix}{noun}"


def socket(method: str, api: str = SOCKET_API, connection_id: str = "L0SM9cOFvHcCIhw=") -> str:
    return f"arn:aws:execute-api:{STAGE.region}:{ACCOUNT}:{api}/api/{method}/@connections/{connection_id}"


def parameter(name: str) -> str:
    return f"arn:aws:ssm:{STAGE.region}:{ACCOUNT}:parameter{STAGE.parameter(name)}"


def log(function: str) -> str:
    return f"arn:aws:logs:{STAGE.region}:{ACCOUNT}:log-group:/aws/lambda/{function}:log-stream:2026/11/22/[$LATEST]1"


def received_mail() -> str:
    return files("incoming/")


def files(key: str = "") -> str:
    """The folder of a key: of mails, uploads or attachments. Without a key the bucket."""
    return f"arn:aws:s3:::{FILES_BUCKET}/{key.partition('/')[0]}/*" if key else f"arn:aws:s3:::{FILES_BUCKET}"


def site_files() -> str:
    return f"arn:aws:s3:::{PAGES_BUCKET}/widget/sites/*"


def schedules() -> str:
    return f"arn:aws:scheduler:{STAGE.region}:{ACCOUNT}:schedule/{STAGE.prefix}jobs/*"


def job_function() -> str:
    return f"arn:aws:lambda:{STAGE.region}:{ACCOUNT}:function:{STAGE.prefix}job_due"


def fan_out_function() -> str:
    return f"arn:aws:lambda:{STAGE.region}:{ACCOUNT}:function:{STAGE.prefix}fan_out"


def schedule_role() -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{STAGE.prefix}scheduler"


def mail_identity() -> str:
    """Any: SES checks the sender's identity, and in the sandbox the recipient's too."""
    return f"arn:aws:ses:{STAGE.region}:{ACCOUNT}:identity/*"


def dead_letters() -> str:
    return f"arn:aws:sqs:{STAGE.region}:{ACCOUNT}:{STAGE.prefix}dead-letters"
