"""The examples for React and Vue in docs/widget.md, in apps made with the real packages."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from devtools.setup.python_packages import node
from tests.e2e.hosts.test_docs import examples, here

BUILD = Path(__file__).parent / "frameworks" / "build.mjs"


@pytest.mark.parametrize(("framework", "language"), [("react", "jsx"), ("vue", "vue")])
def test_an_apps_chat_survives_its_routes_and_is_harmless_to_mount_again(host, tmp_path, framework, language, unique):
    (example,) = examples(language)
    file = tmp_path / f"chat.{language}"
    file.write_text(here(example, host), encoding="utf-8")
    built = subprocess.run([node(), BUILD, framework, file], capture_output=True, check=True, encoding="utf-8")
    problems: list[str] = []
    host.page.on("console", lambda line: problems.append(line.text) if line.type in ("error", "warning") else None)
    host.page.on("pageerror", lambda error: problems.append(str(error)))
    visitor = host.visit("<body>")
    host.page.add_script_tag(content=built.stdout)

    # React's Strict Mode mounts twice, before the script has loaded.
    host.page.evaluate("app.mount()")
    expect(visitor.launcher).to_be_visible()
    visitor.open().write(text := unique("Do you ship to Norway?"))
    visitor.log.has_status(text, "Sent")
    host.page.evaluate("app.go('/host/kettles')")
    expect(host.page.get_by_role("heading", name="Page /host/kettles")).to_be_visible()
    visitor.log.shows(text)

    for _ in range(2):
        host.page.evaluate("app.unmount()")
        expect(visitor.launcher).to_be_hidden()
        expect(visitor.panel).to_be_hidden()
        host.page.evaluate("app.mount()")
        expect(visitor.launcher).to_be_visible()
    host.page.evaluate("app.unmount(); app.mount(); app.unmount(); app.mount()")
    visitor.launcher.click()
    visitor.log.shows(text)
    expect(visitor.widget).to_have_count(1)
    expect(host.page.locator("script[src$='/widget/porchlight.js']")).to_have_count(1)
    assert not problems
