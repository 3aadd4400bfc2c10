"""The origins of a run, on four ports in a row. On AWS the first three are the site's host, CloudFront and API Gateway.

The fourth stands for the APIs of EventBridge Scheduler, Lambda, SES and S3, and serves the mailbox."""

from dataclasses import dataclass

STAGE = "api"  # API Gateway's stage: the path of every call begins with it


@dataclass(frozen=True, slots=True)
class Origins:
    port: int  # the first of the four

    @property
    def shop(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def pages(self) -> str:
        return f"http://localhost:{self.pages_port}"

    @property
    def pages_port(self) -> int:
        return self.port + 1

    @property
    def dashboard(self) -> str:
        return f"{self.pages}/admin/"

    @property
    def widget(self) -> str:
        """The script that a site embeds."""
        return f"{self.pages}/widget/porchlight.js"

    @property
    def api_port(self) -> int:
        return self.port + 2

    @property
    def api_host(self) -> str:
        """Host and port, as in a `Host` header and in API Gateway's events."""
        return f"localhost:{self.api_port}"

    @property
    def api(self) -> str:
        return f"http://{self.api_host}/{STAGE}"

    @property
    def socket(self) -> str:
        return f"ws://{self.api_host}/{STAGE}"

    @property
    def services_port(self) -> int:
        return self.port + 3

    @property
    def services(self) -> str:
        """The endpoint of EventBridge Scheduler, Lambda, SES and S3."""
        return f"http://localhost:{self.services_port}"

    @property
    def mail(self) -> str:
        """The mailbox, which shows every mail that was sent."""
        return f"{self.services}/mail/"

    @property
    def s3(self) -> str:
        """The same for S3: AWS's clients put the bucket into the path, and not before the host, of an IP address."""
        return f"http://127.0.0.1:{self.services_port}"
