"""One person with two sites: adding one, the switch, a link of the other site, and an invitation to a third team."""

import secrets

from playwright.sync_api import expect

from tests.e2e.owner import Owner


def test_an_owner_adds_a_site_and_goes_to_and_fro(owner, caller, new_dashboard, unique):
    member = owner.member("Ines Okafor", role="owner")
    dashboard = new_dashboard().sign_in(member.email, member.password)
    page = dashboard.page
    here, other = page.locator(".account-site"), unique("Wholesale")
    first = here.inner_text()
    switch = page.get_by_label("Switch site")
    expect(switch).to_have_count(0)

    form = dashboard.settings("site").card("Add a site").locator("form")
    form.get_by_label("Name").fill(other)
    form.get_by_label("Address of the website").fill("not an address")
    form.get_by_role("button", name="Add site").click()
    expect(form.get_by_label("Address of the website")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Address of the website").fill("https://wholesale.example/")
    form.get_by_role("button", name="Add site").click()
    expect(here).to_have_text(other)
    expect(switch).to_have_count(1)
    page.goto(f"{dashboard.url}#/")
    dashboard.is_live()

    text = unique("Is the blue kettle back?")
    caller.write(text)
    expect(page.locator(".site-unread")).to_be_visible()
    expect(page.get_by_text(text)).to_have_count(0)

    page.goto(f"{dashboard.url}#/c/{caller.conversation}")
    expect(here).to_have_text(first)
    expect(page.get_by_role("log").get_by_text(text)).to_be_visible()

    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Find").or_(page.locator(".palette-input")).first.fill(other)
    expect(page.get_by_role("option", name=f"Switch to {other}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(here).to_have_text(other)
    page.reload()
    expect(here).to_have_text(other)
    owner.remove(member)
    page.reload()
    expect(here).to_have_text(other)
    expect(switch).to_have_count(0)


def test_a_person_with_an_account_joins_another_team_with_it(owner, local_run, new_dashboard):
    member = owner.member("Olu Adeyemi", role="owner")
    others = Owner(local_run.api, member.email, member.password)
    fields = {"client_id": secrets.token_hex(8), "name": "Tea house", "origins": ["https://tea.example"]}
    site = others.call("POST", "/admin/sites", fields)["site"]
    others.token = others.send("POST", "/admin/session", {**others.credentials, "site_id": site["id"]})["token"]

    invited = owner.member("Noor Haddad")
    made = others.call("POST", "/admin/invitations", {"email": invited.email, "role": "agent", **others.proof})
    dashboard = new_dashboard()
    page = dashboard.page
    page.goto(f"{dashboard.url}#/invitation/{made['secret']}")
    # The address has an account: signing in with it leads back to the invitation.
    page.get_by_label("Your name").fill("Noor Haddad")
    page.get_by_label("New password").fill(invited.password)
    page.get_by_role("button", name="Accept invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("already has an account")
    page.get_by_role("link", name="Go to sign-in").click()
    page.get_by_label("Email").fill(invited.email)
    page.get_by_label("Password", exact=True).fill(invited.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=f"Join as {invited.email}").click()
    expect(page.locator(".account-site")).to_have_text("Tea house")
    expect(page.get_by_label("Switch site").locator("option")).to_have_count(2)
    for each in (invited, member):
        owner.remove(each)
