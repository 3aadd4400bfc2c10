"""What a scene has: the local run with its contents, browsers, and the camera."""

from datetime import datetime, timezone
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.screenshots.camera import SCREENS, Camera
from tests.e2e.screenshots.cast import Cast
from tests.e2e.widget_page import WidgetPage
from tests.localrun import LocalRun

USUAL = {
    "reduced_motion": "reduce",
    "locale": "en-GB",
    "permissions": ["local-network-access"],
    "service_workers": "block",
}


class Stage:
    def __init__(self, run: LocalRun, browser: Browser, cast: Cast, camera: Camera) -> None:
        self.run, self.browser, self.cast, self.camera = run, browser, cast, camera
        self.contexts: list[BrowserContext] = []

    @property
    def phone(self) -> bool:
        return self.camera.screen == "phone"

    def take(self, shown: DashboardPage | WidgetPage, name: str, **options: bool) -> None:
        self.camera.take(shown.page, name, **options)

    def page(self, screen: str | None = None, **options: Any) -> Page:
        look = {**USUAL, **SCREENS[screen or self.camera.screen], "timezone_id": morning(), **options}
        context = self.browser.new_context(**look)
        self.contexts.append(context)
        return context.new_page()

    def signed_out(self, **options: Any) -> DashboardPage:
        return DashboardPage(self.page(**options), self.run.pages).visit()

    def admin(self, email: str | None = None, password: str | None = None, **options: Any) -> DashboardPage:
        """The owner's dashboard, or a colleague's."""
        page = self.page(**options)
        page.route("**/api/admin/chatbot", self.aged)
        admin = DashboardPage(page, self.run.pages).visit()
        return admin.sign_in(email or self.run.admin_email, password or self.run.admin_password)

    def colleague(self) -> DashboardPage:
        return self.admin(self.cast.colleague.email, self.cast.colleague.password, screen="desktop")

    def opened(self, admin: DashboardPage, conversation: str) -> DashboardPage:
        admin.page.goto(f"{admin.url}#/c/{conversation}")
        admin.log.element.wait_for()
        admin.page.wait_for_timeout(800)  # files, notes and linked conversations are loaded afterwards
        return admin

    def visitor(self, **options: Any) -> WidgetPage:
        return WidgetPage(self.page(**options), self.run.shop).visit()

    def aged(self, route: Route) -> None:
        """Sets the ages of the conversations in the response."""
        answer = route.fetch()
        inbox = answer.json()
        for row in inbox.get("conversations", []):
            older = self.cast.minutes.get(row["id"], 0) * 60_000
            row["last_at"] -= older
            if row.get("waiting_since"):
                row["waiting_since"] -= older
        route.fulfill(response=answer, json=inbox)

    def close(self) -> None:
        for context in self.contexts:
            for page in context.pages:
                page.unroute_all(behavior="ignoreErrors")
            context.close()


def morning() -> str:
    """Returns a time zone in which it is ten o'clock in the morning now."""
    hours = 10 - datetime.now(timezone.utc).hour
    return f"Etc/GMT{-hours:+d}"
