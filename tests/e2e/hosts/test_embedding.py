"""Ways to embed the widget: as a module, through a tag manager, without a tag; and its position on the page."""

import json

import pytest
from playwright.sync_api import expect

SETTINGS = "<script>window.porchlightSettings = {settings}</script>"


def settings(**values: str) -> str:
    return SETTINGS.replace("{settings}", json.dumps(values))


def is_there(visitor) -> None:
    visitor.open()
    expect(visitor.panel).to_have_accessible_name("Chat with Fern & Kettle")


def test_a_module_finds_its_tag(host):
    is_there(host.visit("<body>" + host.tag.replace("async", 'type="module"')))


def test_a_tag_without_data_reads_the_settings(host):
    script, token, api = host.addresses.script, host.addresses.token, host.addresses.api
    is_there(host.visit(f'<body>{settings(token=token, api=api)}<script async src="{script}"></script>'))


def test_the_scripts_url_can_have_the_token_and_the_api(host):
    script, token, api = host.addresses.script, host.addresses.token, host.addresses.api
    is_there(host.visit(f'<body><script async src="{script}?token={token}&amp;api={api}"></script>'))


def test_without_a_tag_the_settings_have_the_url_of_the_script(host):
    script, token, api = host.addresses.script, host.addresses.token, host.addresses.api
    code = f"<script>fetch('{script}').then((answer) => answer.text()).then((code) => (0, eval)(code))</script>"
    is_there(host.visit(f"<body>{settings(token=token, api=api, src=script)}{code}"))


def test_without_a_token_there_is_no_chat_and_a_message_on_the_console(host):
    lines: list[str] = []
    host.page.on("console", lambda line: lines.append(line.text))
    visitor = host.visit(f'<body><script src="{host.addresses.script}"></script>')
    expect(visitor.widget).to_have_count(0)
    assert [line for line in lines if "no widget token" in line]


@pytest.mark.parametrize(
    "rule", ["body {transform: translateX(0)}", "body {filter: grayscale(1)}", "html {transform: scale(1)}"]
)
def test_a_transformed_page_leaves_the_launcher_in_the_corner(host, rule):
    visitor = host.visit(f"<style>{rule}</style><body><p style='height: 5000px'>A long page</p>{{tag}}")
    expect(visitor.launcher).to_be_in_viewport()
    host.page.evaluate("scrollTo(0, 2000)")
    expect(visitor.launcher).to_be_in_viewport()
    is_there(visitor)
    expect(visitor.panel).to_be_in_viewport(ratio=0.99)


def test_on_a_right_to_left_page_each_text_has_its_own_direction(host):
    visitor = host.visit('<html dir="rtl"><body>{tag}').open()
    note = visitor.panel.locator(".greeting-note")
    expect(note).to_be_visible()
    # The full stop of an English sentence must be at its right end.
    ends = note.evaluate(
        """note => {
          const text = note.firstChild;
          const range = document.createRange();
          const boxes = [text.length - 1, text.length - 2].map((at) => {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect();
          });
          return boxes.map(({ left }) => left);
        }"""
    )
    assert ends[0] > ends[1]
