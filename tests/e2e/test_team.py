"""The team: invitations, roles, removals and password resets."""

import secrets

from playwright.sync_api import expect


def test_an_invited_member_joins_by_the_link_and_the_link_works_once(admin, local_run, new_dashboard):
    email = f"{secrets.token_hex(6)}@shop.example"
    card = admin.settings("team").card("Pending invitations")
    card.get_by_label("Email").fill("not an address")
    card.get_by_role("button", name="Invite").click()
    expect(card.get_by_text("Enter a valid email address.")).to_be_visible()
    card.get_by_label("Email").fill(email)
    card.get_by_role("button", name="Invite").click()
    admin.confirm(f"Invite {email}?", local_run.admin_password, "Invite")
    dialog = admin.dialog(f"Invitation for {email}")
    link = dialog.get_by_label("Invitation link").input_value()
    admin.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    assert admin.page.evaluate("navigator.clipboard.readText()") == link
    dialog.get_by_role("button", name="Done").click()
    expect(card.get_by_role("listitem").filter(has_text=email)).to_contain_text("Expires")

    invited = new_dashboard()
    page = invited.page
    page.goto(link)
    expect(page.get_by_label("Your name")).to_be_focused()
    page.get_by_label("Your name").fill("Olu Adeyemi")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Accept invitation").click()
    expect(page.get_by_text("A password needs at least 12 characters and")).to_be_visible()
    expect(page.get_by_label("New password")).to_be_focused()
    page.get_by_label("New password").fill("a kettle that sings at six")
    page.get_by_role("button", name="Accept invitation").click()
    invited.is_live()
    assert page.url == f"{invited.url}#/"
    page.go_back()
    assert link.partition("#")[2] not in page.url

    late = new_dashboard().page
    late.goto(link)
    late.get_by_label("Your name").fill("Somebody else")
    late.get_by_label("New password").fill("another kettle, which whistles")
    late.get_by_role("button", name="Accept invitation").click()
    expect(late.get_by_role("alert")).to_have_text("This link has been used or has expired. Ask for a new one.")
    late.get_by_role("link", name="Go to sign-in").click()
    expect(late.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_withdrawn_invitation_cannot_be_used(admin, owner, new_dashboard):
    email = f"{secrets.token_hex(6)}@shop.example"
    made = owner.call("POST", "/admin/invitations", {"email": email, "role": "agent", **owner.proof})
    admin.settings("team").page.get_by_role("button", name=f"Revoke the invitation of {email}").click()
    expect(admin.card("Pending invitations").get_by_role("listitem").filter(has_text=email)).to_have_count(0)

    page = new_dashboard().page
    page.goto(f"{admin.url}#/invitation/{made['secret']}")
    page.get_by_label("Your name").fill("Olu Adeyemi")
    page.get_by_label("New password").fill("a kettle that sings at six")
    page.get_by_role("button", name="Accept invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("This link has been used or has expired.")


def test_roles_can_be_changed_but_not_the_last_owners(admin, owner):
    member = owner.member("Ines Okafor")
    page = admin.settings("team").page
    rows = admin.card("Members").get_by_role("listitem")
    mine, theirs = rows.filter(has_text="maya@example.com"), rows.filter(has_text=member.email)

    mine.get_by_role("button", name="Actions for Maya").press("Enter")
    expect(page.get_by_role("menuitem", name="Make agent")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = admin.confirm("Make Maya an agent?", owner.proof["password"], "Make agent")
    expect(dialog.get_by_role("alert")).to_contain_text("Make someone else an owner first.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    for deed, title, role in [("Make owner", "an owner?", "Owner"), ("Make agent", "an agent?", "Agent")]:
        theirs.get_by_role("button", name="Actions for Ines").click()
        page.get_by_role("menuitem", name=deed).click()
        admin.confirm(f"Make Ines Okafor {title}", owner.proof["password"], deed)
        expect(theirs.locator(".tag")).to_have_text(role)

    theirs.get_by_role("button", name="Actions for Ines").click()
    page.get_by_role("menuitem", name="Remove from team").click()
    admin.confirm("Remove Ines Okafor from the team?", owner.proof["password"], "Remove")
    expect(theirs).to_have_count(0)


def test_a_reset_link_sets_a_new_password_once(admin, owner, new_dashboard):
    member = owner.member("Ines Okafor")
    page = admin.settings("team").page
    row = admin.card("Members").get_by_role("listitem").filter(has_text=member.email)
    row.get_by_role("button", name="Actions for Ines").click()
    page.get_by_role("menuitem", name="Reset password").click()
    admin.confirm("Reset the password of Ines Okafor?", owner.proof["password"], "Create link")
    link = admin.dialog("Reset link for Ines Okafor").get_by_label("Password reset link").input_value()

    reset = new_dashboard()
    reset.page.goto(link)
    reset.page.get_by_label("New password").fill("a teapot that never drips")
    reset.page.get_by_role("button", name="Set password").click()
    expect(reset.page.get_by_role("status")).to_have_text("Your new password is saved. Sign in with it.")
    assert reset.page.url == f"{reset.url}#/"
    reset.sign_in(member.email, "a teapot that never drips")
    owner.remove(member)


def test_opening_a_link_while_signed_in_keeps_the_session(admin):
    admin.page.goto(f"{admin.url}#/reset/pr_default.a_nobody.0000")
    admin.page.get_by_label("New password").fill("a teapot that never drips")
    admin.page.get_by_role("button", name="Set password").click()
    admin.page.get_by_role("link", name="Go to sign-in").click()
    admin.is_live()
