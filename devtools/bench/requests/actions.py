"""The actions of visitors and admins in their browsers, each with the requests that it causes."""

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from devtools.bench.requests.browsers import Chromium, Firefox, Page
from devtools.bench.requests.recorder import EMAIL, PASSWORD, Request, Run

HELPERS = """
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (find) => {
  for (let tries = 0; tries < 400; tries++) {
    const found = find();
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`not within 20 s: ${find}`);
};
const all = (selector) => (document.querySelector("porchlight-chat")?.shadowRoot ?? document).querySelector(selector);
const write = async (text) => {
  const box = await until(() => all("textarea"));
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await sleep(100);
  box.form.requestSubmit();
};
"""
OPEN_PANEL = "(await until(() => all('.launcher'))).click(); await until(() => all('textarea'));"
SIGN_IN = f"""
const form = await until(() => document.querySelector("form"));
form.elements.email.value = {json.dumps(EMAIL)};
form.elements.password.value = {json.dumps(PASSWORD)};
form.requestSubmit();
await until(() => document.querySelector(".badge"));
"""
CHECK_MS = 8_000
POLL_MS = 1_000
ROUNDS, ROUND_SECONDS = 3, 4  # of polling, each after a new message


class Action(NamedTuple):
    name: str
    requests: list[Request]


def actions(browser: Chromium | Firefox, run: Run, *, with_polls: bool = True) -> Iterator[Action]:
    """`with_polls`: also counts how often pages without a socket ask, which takes half a minute."""
    run.call("PATCH", "/admin/site", {"check_ms": CHECK_MS, "poll_ms": POLL_MS}, run.signed_in())
    yield from visiting(browser, run)
    yield from answering(browser, run)
    if with_polls:
        yield from polling(browser, run)


def visiting(browser: Chromium | Firefox, run: Run) -> Iterator[Action]:
    take = run.recorder.take
    with browser.page() as page:
        page.visit(run.origins.shop)
        yield Action("a page of the shop", take())
        act(page, OPEN_PANEL)
        yield Action("the panel is opened", take())
        act(page, "await write('Is the blue kettle in stock?');")
        yield Action("a new visitor's first message", take())
        act(page, "await write('The one in the window.');")
        yield Action("a later message", take())
        yield Action("a check while the socket is live", take())
        answer_newest(run)
        yield Action("an answer is pushed and read", take())


def answering(browser: Chromium | Firefox, run: Run) -> Iterator[Action]:
    take = run.recorder.take
    first, second = new_visitor(run, "Do you ship abroad?"), new_visitor(run, "Do you repair kettles?")
    with browser.page() as page:
        page.visit(run.origins.dashboard)
        yield Action("the dashboard's sign-in page", take())
        act(page, SIGN_IN)
        yield Action("an admin signs in", take())
        yield Action("a check of the inbox, socket live", take())
        act(page, f"(await until(() => all(\"[data-conversation='{first['conversation_id']}']\"))).click();")
        yield Action("a conversation is opened, and read", take())
        act(page, f"(await until(() => all(\"[data-conversation='{second['conversation_id']}']\"))).click();")
        yield Action("another conversation is opened, and read", take())
        act(page, "await write('We do.');")
        yield Action("a reply", take())
        yield Action("a check with a conversation open, socket live", take())
        send(run, second, "Thank you!", after=2)
        yield Action("a message is pushed and read", take())
        act(page, "[...document.querySelectorAll('button')].find(({ title }) => title === 'Sign out').click();")
        yield Action("the admin signs out", take())


def polling(browser: Chromium | Firefox, run: Run) -> Iterator[Action]:
    """Counts polls without a socket, after the page has loaded."""
    seconds = ROUNDS * ROUND_SECONDS
    with browser.page(without_socket=True) as page:
        page.visit(run.origins.shop)
        act(page, OPEN_PANEL + "await write('Is anybody there?'); await sleep(3000);")
        polls = polls_of(page, run, lambda _: answer_newest(run), "/chatbot/messages")
        yield Action(f"{seconds} s of a visitor's polls, {ROUNDS} answers", polls)
    visitor = new_visitor(run, "Hello?")
    with browser.page(without_socket=True) as page:
        page.visit(run.origins.dashboard)
        act(page, SIGN_IN + "await sleep(3000);")
        polls = polls_of(page, run, lambda after: send(run, visitor, "Hello?", after), "/admin/chatbot")
        yield Action(f"{seconds} s of the inbox's polls, {ROUNDS} messages", polls)


def polls_of(page: Page, run: Run, send_one: Callable[[int], None], path: str) -> list[Request]:
    run.recorder.requests.clear()
    for number in range(1, ROUNDS + 1):
        send_one(number)
        act(page, f"await sleep({ROUND_SECONDS * 1000});")
    taken, run.recorder.requests = run.recorder.requests, []
    return [each for each in taken if each.path == f"/api{path}"]


def act(page: Page, script: str) -> None:
    page.run(HELPERS + script)


def new_visitor(run: Run, text: str) -> dict[str, str]:
    """Returns the session of a new visitor who has sent this text."""
    site = run.call("GET", "/admin/site", None, run.signed_in())["site"]
    session: dict[str, str] = run.call("POST", "/chatbot/session", {"widget_token": site["widget_token"]})
    send(run, session, text, after=0)
    return session


def send(run: Run, session: dict[str, str], text: str, after: int) -> None:
    fields = {"client_id": f"bench-{session['conversation_id'][-8:]}-{after}", "body": text, "after": after}
    run.call("POST", "/chatbot/message", fields, session["token"])


def answer_newest(run: Run) -> None:
    token = run.signed_in()
    newest = run.call("GET", "/admin/chatbot", None, token)["conversations"][0]
    fields = {"client_id": f"bench-answer-{newest['last_id']}", "body": "It is.", "after": newest["last_id"]}
    run.call("POST", f"/admin/chatbot/{newest['id']}/reply", fields, token)
