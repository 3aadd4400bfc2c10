"""Takes screenshots of both pages of a new `dev.py run`: python -m tests.e2e.screenshots DIR --port … --password …"""

import argparse
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route

from devtools.bench.pages.browser import chromium
from devtools.local_run.origins import Origins
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

# Questions, answers, and minutes before the screenshot. No emoji, because not every machine has a font for them.
EARLIER = [
    (["Bonjour ! Est-ce que le thé au jasmin est bio ?"], ["Oui, depuis 2019. C’est écrit sur la boîte."], 1520),
    (["Do you ship to Norway? I could not find it on the delivery page."], ["We do. Four days, and £9 flat."], 190),
    (["My parcel says delivered.", "There is nothing at the door, though. Order FK-20817"], [], 48),
    (["Can I return a teapot that I have used once?"], ["You can, for thirty days. We pay the postage."], 31),
    (["مرحبا، هل الغلاية الزرقاء تعمل على موقد الحث؟"], [], 12),
    (["Is there a gift card? For about £50?"], [], 4),
]
QUESTIONS = [
    "Hi! Is the blue enamel kettle in stock?",
    "I would need it by Friday, it is a wedding present.",
]
ANSWERS = ["Hello! It is, we have five of them here.", "Order before three today and it leaves this afternoon."]
THANKS = "Perfect, ordering now. Could you add a card that says “For many slow mornings”?"
PROMISE = "Of course. We write it by hand and tuck it under the lid."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--email", default="admin@example.com")
    parser.add_argument("--password", required=True)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        Studio(browser, arguments).take_all()


class Studio:
    def __init__(self, browser: Browser, arguments: argparse.Namespace) -> None:
        self.browser = browser
        self.arguments = arguments
        self.origins = Origins(arguments.port)

    def take_all(self) -> None:
        admin = self.admin()
        for questions, answers, _ in EARLIER:
            self.earlier(admin, questions, answers)
        visitor = self.visitor()
        self.talk(visitor, admin)
        conversation = admin.conversation_of(PROMISE)
        stored = visitor.page.context.storage_state()
        for scheme in ("light", "dark"):
            self.take(self.opened(self.admin(color_scheme=scheme), conversation), f"dashboard-{scheme}")
            self.take(self.returned(stored, color_scheme=scheme), f"widget-{scheme}")
        self.take(self.admin(viewport=PHONE), "dashboard-phone-inbox")
        self.take(self.opened(self.admin(viewport=PHONE), conversation), "dashboard-phone")
        self.take(self.returned(stored, viewport=PHONE), "widget-phone")

    def earlier(self, admin: DashboardPage, questions: list[str], answers: list[str]) -> None:
        visitor = self.visitor()
        for question in questions:
            visitor.write(question)
            visitor.log.has_status(question, "Sent")
        if answers:
            admin.open(admin.conversation_of(questions[-1]))
            for answer in answers:
                admin.write(answer)
                admin.log.has_status(answer, "Read")
            admin.page.goto(f"{admin.url}#/")
        visitor.page.context.close()

    def talk(self, visitor: WidgetPage, admin: DashboardPage) -> None:
        for question in QUESTIONS:
            visitor.write(question)
        admin.open(admin.conversation_of(QUESTIONS[-1]))
        for answer in ANSWERS:
            admin.write(answer)
        visitor.log.shows(*QUESTIONS, *ANSWERS)
        visitor.write(THANKS)
        admin.log.shows(*QUESTIONS, *ANSWERS, THANKS)
        admin.write(PROMISE)
        admin.log.has_status(PROMISE, "Read")

    def visitor(self) -> WidgetPage:
        return WidgetPage(self.page(), self.origins.shop).visit().open()

    def returned(self, stored: Any, **look: Any) -> WidgetPage:
        """Returns the visitor on the shop's page with another colour scheme or screen."""
        visitor = WidgetPage(self.page(storage_state=stored, **look), self.origins.shop).visit().open()
        visitor.is_live()
        return visitor

    def admin(self, **look: Any) -> DashboardPage:
        page = self.page(**look)
        page.route("**/api/admin/chatbot", aged)
        admin = DashboardPage(page, self.origins.pages).visit()
        admin.sign_in(self.arguments.email, self.arguments.password).is_live()
        return admin

    def opened(self, admin: DashboardPage, conversation: str) -> DashboardPage:
        admin.open(conversation)
        admin.log.has_status(PROMISE, "Read")
        return admin

    def page(self, **look: Any) -> Any:
        fixed = {
            "viewport": DESKTOP,
            "device_scale_factor": 2,
            "reduced_motion": "reduce",
            "locale": "en-GB",
            "timezone_id": morning(),
        }
        return self.browser.new_context(**{**fixed, **look}).new_page()

    def take(self, shown: DashboardPage | WidgetPage, name: str) -> None:
        shown.page.mouse.move(0, 0)  # no element is hovered
        shown.page.screenshot(path=self.arguments.folder / f"{name}.png", animations="disabled")


def aged(route: Route) -> None:
    """Sets the ages of the earlier conversations in the response."""
    inbox = route.fetch().json()
    for questions, answers, minutes in EARLIER:
        for conversation in inbox["conversations"]:
            if conversation["preview"] in (*questions, *answers):
                conversation["last_at"] -= minutes * 60_000
    route.fulfill(json=inbox)


def morning() -> str:
    """Returns a time zone in which it is ten o'clock in the morning now."""
    hours = 10 - datetime.now(timezone.utc).hour
    return f"Etc/GMT{-hours:+d}"


if __name__ == "__main__":
    main()
