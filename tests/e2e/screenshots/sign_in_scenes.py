"""What a person sees who is not signed in, and how a session ends."""

import json

from playwright.sync_api import Route, expect

from tests.e2e.screenshots.stage import Stage


def refusal(code: str) -> str:
    return json.dumps({"error": {"code": code, "message": "Refused for a picture."}})


def sign_in(stage: Stage) -> None:
    admin = stage.signed_out()
    expect(admin.page.get_by_role("heading", name="Sign in")).to_be_visible()
    stage.take(admin, "sign-in")
    admin.page.get_by_label("Email").fill("maya@example.com")
    admin.page.get_by_label("Password", exact=True).fill("not this one at all")
    admin.page.get_by_role("button", name="Sign in").click()
    expect(admin.page.get_by_role("alert")).to_contain_text("wrong", ignore_case=True)
    stage.take(admin, "sign-in-wrong")
    body = refusal("second_factor_required")
    admin.page.route("**/api/admin/session", lambda route: route.fulfill(status=401, body=body))
    admin.page.get_by_role("button", name="Sign in").click()
    expect(admin.page.get_by_role("heading", name="Two-factor authentication")).to_be_visible()
    stage.take(admin, "second-factor")


def invitation(stage: Stage) -> None:
    made = {"email": f"new-{stage.camera.screen}@shop.example", "role": "agent", **stage.cast.owner.proof}
    secret = stage.cast.owner.call("POST", "/admin/invitations", made)["secret"]
    admin = stage.signed_out()
    admin.page.goto(f"{admin.url}#/invitation/{secret}")
    expect(admin.page.get_by_role("heading", name="You are invited")).to_be_visible()
    stage.take(admin, "invitation")
    admin.page.goto(f"{admin.url}#/reset/pr_default.a_nobody.0000")
    expect(admin.page.get_by_role("heading", name="Choose a new password")).to_be_visible()
    stage.take(admin, "reset")
    admin.page.goto(f"{admin.url}#/forgot")
    admin.page.wait_for_timeout(300)
    stage.take(admin, "forgot")
    joined = stage.signed_out().sign_in(stage.run.admin_email, stage.run.admin_password)
    joined.page.goto(f"{joined.url}#/invitation/{secret}")
    expect(joined.page.get_by_role("button", name="Join as")).to_be_visible()
    stage.take(joined, "invitation-signed-in")


def session_expired(stage: Stage) -> None:
    admin = stage.admin()

    def over(route: Route) -> None:
        route.fulfill(status=401, body=refusal("session_over"), content_type="application/json")

    admin.page.route("**/api/**", over)
    admin.page.evaluate("sessionStorage.length")
    admin.page.reload()
    expect(admin.page.get_by_role("heading", name="Sign in")).to_be_visible()
    stage.take(admin, "session-expired")


def offline(stage: Stage) -> None:
    admin = stage.admin()
    stage.opened(admin, stage.cast.ines.case.id)
    admin.is_live()
    admin.page.context.set_offline(True)
    expect(admin.badge).to_have_attribute("data-state", "offline", timeout=20_000)
    admin.write("I write this on the train.")
    admin.page.wait_for_timeout(4_500)
    stage.take(admin, "offline")
    if stage.phone:
        admin.page.evaluate("location.hash = '#/'")
        admin.page.wait_for_timeout(300)
        stage.take(admin, "offline-inbox")
    admin.page.context.set_offline(False)
    started = stage.admin()
    started.page.route("**/api/**", lambda route: route.abort())
    started.page.reload()
    started.page.wait_for_timeout(1_500)
    stage.take(started, "started-without-server")
    started.page.route("**/admin/config.json", lambda route: route.abort())
    started.page.reload()
    started.page.wait_for_timeout(800)
    stage.take(started, "start-failed")


SCENES = (sign_in, invitation, session_expired, offline)
