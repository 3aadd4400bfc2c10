"""An admin with browsers, and alerts for that admin."""

from chalicelib.accounts import admins
from chalicelib.model.accounts import Admin, AdminSession
from chalicelib.notify.alert import Alert
from chalicelib.storage import sessions
from tests.api_client import Answer, Api, Shop
from tests.push_service import Browser, PushService
from tests.tokens import claims_of


class Desk:
    def __init__(self, service: PushService, key: str) -> None:
        self.service, self.key = service, key
        self.shop = Shop()
        self.email = self.shop.account("Maya")

    @property
    def admin(self) -> Admin:
        admin = admins.find(self.email)
        assert admin is not None
        return admin

    @property
    def sessions(self) -> list[AdminSession]:
        return sessions.of_admin(self.admin.id)

    def sign_in(self) -> Api:
        return self.shop.signed_in(self.admin)

    def subscribe(self, api: Api, browser: Browser, **other: str) -> Answer:
        fields = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth, "key": self.key}
        return api.post("/admin/session/push", {**fields, **other})

    def subscribed(self) -> tuple[Api, Browser]:
        """A new session in a new browser, with notifications turned on."""
        api, browser = self.sign_in(), self.service.browser()
        assert self.subscribe(api, browser).status == 200
        return api, browser

    def alert(self, conversation_id: str = "c_1", mark: int = 0) -> Alert:
        return Alert(
            f"alert/{conversation_id}/{mark}/{self.admin.id}",
            self.shop.site,
            conversation_id,
            "Ann",
            "Is the blue kettle in stock?",
            waiting_since=0,
            messages=1,
        )


def session_id(api: Api) -> str:
    return str(claims_of(api.token)["sid"])
