"""SES v2: sending raw mails into the mailbox, the suppression list, and what doctors ask for.

https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
"""

import base64
import binascii
import re
import secrets
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from devtools.local_run.aws_apis import raw_mail
from devtools.local_run.aws_apis.service import Fields, Refusal, Service
from devtools.local_run.mailbox.mails import Mails, Outcome
from devtools.local_run.mailbox.suppression import Suppressed, SuppressionList

# https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
SIMULATOR = re.compile(r"(success|bounce|complaint|ooto|suppressionlist)(\+[^@]*)?@simulator\.amazonses\.com")
SIMULATED: dict[str, Outcome] = {
    "bounce": "bounced",
    "complaint": "complained",
    "suppressionlist": "suppressed",
}
DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class Quota:
    """Mails that an account may send. https://docs.aws.amazon.com/ses/latest/dg/quotas.html"""

    a_day: int
    a_second: int


SANDBOX = Quota(a_day=200, a_second=1)
PRODUCTION = Quota(a_day=50_000, a_second=14)


class Ses:
    def __init__(
        self,
        mails: Mails,
        suppressed: SuppressionList,
        verified: tuple[str, ...],
        *,
        sandbox: bool,
        quota: Quota | None = None,
    ) -> None:
        """`verified`: addresses and domains. In the sandbox the recipients too must be verified."""
        self.mails = mails
        self.suppressed = suppressed
        self.verified = verified
        self.sandbox = sandbox
        self.quota = quota or (SANDBOX if sandbox else PRODUCTION)
        self.latest: deque[float] = deque(maxlen=self.quota.a_second)  # when mails were accepted
        self.arrived: Callable[[], None] = lambda: None  # called after each mail

    def service(self) -> Service:
        operations = {
            "SendEmail": self.send_email,
            "GetAccount": self.get_account,
            "GetEmailIdentity": self.get_email_identity,
            "GetSuppressedDestination": self.get_suppressed,
            "PutSuppressedDestination": self.put_suppressed,
            "DeleteSuppressedDestination": self.delete_suppressed,
            "ListSuppressedDestinations": self.list_suppressed,
        }
        return Service("sesv2", "BadRequestException", operations)

    def send_email(self, fields: Fields) -> Fields:
        content = fields["Content"].get("Raw")
        if content is None:
            raise raw_mail.bad("The local run sends raw messages only: give Content.Raw.")
        try:
            raw = base64.b64decode(content["Data"], validate=True)
        except binascii.Error:
            raise Refusal(400, "SerializationException", "Content.Raw.Data is not base64.") from None
        message = raw_mail.parsed(raw)
        sender = raw_mail.sender(message, fields.get("FromEmailAddress"))
        recipients = raw_mail.recipients(message, fields.get("Destination", {}))
        self.check_identities([sender, *raw_mail.addresses([str(message["From"])])], recipients)
        self.check_rate()
        id = f"0100{secrets.token_hex(6)}-{uuid.uuid4()}-000000"
        sent = raw_mail.as_sent(raw, id, self.mails.clock())
        self.mails.add(id, sender, recipients, sent, self.outcome(recipients))
        self.arrived()
        return {"MessageId": id}

    def check_identities(self, senders: list[str], recipients: list[str]) -> None:
        others = [address for address in recipients if not SIMULATOR.fullmatch(address.lower())] if self.sandbox else []
        failed = sorted({address for address in (*senders, *others) if not self.is_verified(address)})
        if failed:
            raise Refusal(
                400,
                "MessageRejected",
                "Email address is not verified. The following identities failed the check in region US-EAST-1: "
                + ", ".join(failed),
            )

    def is_verified(self, address: str) -> bool:
        return address.lower() in self.verified or address.lower().rpartition("@")[2] in self.verified

    def check_rate(self) -> None:
        now = self.mails.clock()
        if len(self.latest) == self.quota.a_second and self.latest[0] > now - 1:
            raise Refusal(429, "TooManyRequestsException", "Maximum sending rate exceeded.")
        if self.mails.sent_after(now - DAY_SECONDS) >= self.quota.a_day:
            raise Refusal(400, "LimitExceededException", "Daily message quota exceeded.")
        self.latest.append(now)

    def outcome(self, recipients: list[str]) -> Outcome:
        """SES accepts mail to suppressed addresses, and does not deliver it. It keeps simulator addresses off the
        list, although they bounce and complain."""
        for address in recipients:
            if simulated := SIMULATOR.fullmatch(address.lower()):
                return SIMULATED.get(simulated[1], "delivered")
            if self.suppressed.get(address):
                return "suppressed"
        return "delivered"

    def get_account(self, fields: Fields) -> Fields:
        sent = self.mails.sent_after(self.mails.clock() - DAY_SECONDS)
        return {
            "DedicatedIpAutoWarmupEnabled": False,
            "EnforcementStatus": "HEALTHY",
            "ProductionAccessEnabled": not self.sandbox,
            "SendQuota": {
                "Max24HourSend": self.quota.a_day,
                "MaxSendRate": self.quota.a_second,
                "SentLast24Hours": sent,
            },
            "SendingEnabled": True,
            "SuppressionAttributes": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
        }

    def get_email_identity(self, fields: Fields) -> Fields:
        identity = str(fields["EmailIdentity"]).lower()
        if identity not in self.verified:
            raise Refusal(404, "NotFoundException", f"Email identity {identity} does not exist.")
        return {
            "IdentityType": "EMAIL_ADDRESS" if "@" in identity else "DOMAIN",
            "FeedbackForwardingStatus": True,
            "VerifiedForSendingStatus": True,
            "VerificationStatus": "SUCCESS",
            "DkimAttributes": {"SigningEnabled": True, "Status": "SUCCESS", "Tokens": []},
        }

    def get_suppressed(self, fields: Fields) -> Fields:
        return {"SuppressedDestination": described(self.find_suppressed(fields["EmailAddress"]))}

    def put_suppressed(self, fields: Fields) -> Fields:
        raw_mail.addresses([fields["EmailAddress"]])
        self.suppressed.put(fields["EmailAddress"], fields["Reason"])
        return {}

    def delete_suppressed(self, fields: Fields) -> Fields:
        self.suppressed.delete(self.find_suppressed(fields["EmailAddress"]).address)
        return {}

    def list_suppressed(self, fields: Fields) -> Fields:
        reasons = fields.get("Reasons", ["BOUNCE", "COMPLAINT"])
        found = [summary(each) for each in self.suppressed.all() if each.reason in reasons]
        return {"SuppressedDestinationSummaries": found}

    def find_suppressed(self, address: str) -> Suppressed:
        entry = self.suppressed.get(address)
        if entry is None:
            raise Refusal(404, "NotFoundException", f"Email address {address} does not exist on your suppression list.")
        return entry


def summary(entry: Suppressed) -> Fields:
    return {"EmailAddress": entry.address, "Reason": entry.reason, "LastUpdateTime": entry.at}


def described(entry: Suppressed) -> Fields:
    attributes = {"Attributes": {"MessageId": entry.message_id}} if entry.message_id else {}
    return {**summary(entry), **attributes}
