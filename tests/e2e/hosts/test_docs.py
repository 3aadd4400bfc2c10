"""The examples of docs/widget.md work."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.hosts.host_page import HostPages
from tests.e2e.widget_page import WidgetPage

PAGE = (Path(__file__).parents[3] / "docs" / "widget.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def here(example: str, host: HostPages) -> str:
    """The example with the addresses of this run."""
    at = host.addresses
    pages = at.script.removesuffix("/widget/porchlight.js")
    for written, real in {"https://HOST": pages, "https://API/api": at.api, "pl_TOKEN": at.token}.items():
        example = example.replace(written, real)
    return example


@pytest.mark.parametrize("number", range(len(examples("html"))))
def test_a_page_with_the_markup_has_the_chat(host, number):
    visitor = host.visit(f"<body>{here(examples('html')[number], host)}")
    visitor.open()
    expect(visitor.panel).to_have_accessible_name("Chat with Fern & Kettle")


def test_the_wordpress_example_writes_the_tag(host):
    (example,) = examples("php")
    (tag,) = re.findall(r"echo '(.*?)';", example)
    host.visit(f"<body>{here(tag, host)}").open()


@pytest.mark.parametrize("moment", ["before the script has loaded", "after that"])
def test_the_scripts_run_and_do_what_the_page_says(host, moment):
    opens, badge, destroys, listens, says = (f"{{\n{each}}}" for each in examples("js"))
    after = moment == "after that"

    def page_with(script: str) -> WidgetPage:
        visitor = host.visit("<body>{tag}" if after else f"<body><script>{script}</script>{{tag}}")
        if after:
            host.page.wait_for_load_state("networkidle")
            host.page.evaluate(f"() => {{ {script} }}")
        return visitor

    visitor = page_with(opens)
    expect(visitor.box).to_have_value("I have a question about my order.")

    visitor = page_with(badge)
    host.page.wait_for_load_state("networkidle")
    expect(visitor.launcher).to_be_hidden()
    host.page.evaluate(
        "document.dispatchEvent(new CustomEvent('porchlight:unread', { detail: { count: 2 } }))",
    )
    expect(host.page).to_have_title("(2) Help")

    visitor = page_with(destroys)
    host.page.wait_for_load_state("networkidle")
    expect(visitor.widget).to_have_count(0)

    visitor = page_with(says)
    visitor.open()

    lines: list[str] = []
    host.page.on("console", lambda line: lines.append(line.text))
    visitor = page_with(listens)
    visitor.open().write("Hello")
    visitor.log.has_status("Hello", "Sent")
    host.page.evaluate(
        """document.dispatchEvent(
          new CustomEvent("porchlight:error", { bubbles: true, detail: { code: "load_failed" } }),
        )"""
    )
    assert lines == ["A visitor wrote message 1", "Chat: load_failed"]
