"""Markup that shadows properties of the document can neither stop the widget nor make it load other code."""

import pytest
from playwright.sync_api import expect

# An image's name can shadow any property of document, and properties of window that browsers do not define.
SHADOW_EVERYTHING = """
<script>
  const namesOf = (object) => {
    const names = new Set();
    for (; object && object !== Object.prototype; object = Object.getPrototypeOf(object))
      for (const name of Object.getOwnPropertyNames(object)) names.add(name);
    return [...names];
  };
  const images = namesOf(Document.prototype);
  const anchors = [...new Set([...namesOf(window), "Porchlight", "porchlightSettings"])];
  const html = [...images.map((name) => `<img name="${name}">`), ...anchors.map((name) => `<a id="${name}"></a>`)];
  document.body.insertAdjacentHTML("beforeend", `<div hidden>${html.join("")}</div>`);
</script>
"""


def test_an_image_named_like_the_current_script_does_not_decide_where_code_is_loaded_from(host):
    requested: list[str] = []
    host.page.on("request", lambda request: requested.append(request.url))
    host.page.route("http://other.example/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    image = f'<img name="currentScript" src="http://other.example/x.png" data-token="{host.addresses.token}">'
    visitor = host.visit(f"<body>{image}{{tag}}")
    visitor.open()

    assert [url for url in requested if "other.example" in url] == ["http://other.example/x.png"]


def test_the_chat_works_with_every_name_of_document_and_window_shadowed(host, admin, unique):
    question, answer = unique("Is anybody there?"), unique("Yes.")
    visitor = host.visit(f"<body>{SHADOW_EVERYTHING}{{tag}}")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    admin.write(answer)
    visitor.log.shows(question, answer)
    visitor.close()
    visitor.open().log.shows(question, answer)


def test_a_later_base_element_does_not_decide_where_code_is_loaded_from(host):
    requested: list[str] = []
    host.page.on("request", lambda request: requested.append(request.url))
    host.page.route("http://other.example/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    own, pages = f"{host.addresses.host}/host/", host.addresses.script.removesuffix("widget/porchlight.js")
    host.page.route("**/host/widget/*", lambda route: route.continue_(url=route.request.url.replace(own, pages)))
    token, api = host.addresses.token, host.addresses.api
    relative = f'<script defer src="widget/porchlight.js" data-token="{token}" data-api="{api}"></script>'
    visitor = host.visit(f'<body>{relative}<base href="http://other.example/">')
    visitor.open()

    assert [url for url in requested if "other.example" in url] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<a id="porchlightSettings"></a><a id="porchlightSettings" name="api" href="http://other.example/api"></a>',
        '<form id="porchlightSettings"><input name="api" value="http://other.example/api"></form>',
        '<iframe name="porchlightSettings" srcdoc="<a id=api href=http://other.example/api></a>"></iframe>',
    ],
)
def test_elements_are_not_used_as_settings(host, markup):
    requested: list[str] = []
    host.page.on("request", lambda request: requested.append(request.url))
    visitor = host.visit(f"<body>{markup}{{tag}}")
    visitor.open()
    expect(visitor.panel).to_have_accessible_name("Chat with Fern & Kettle")

    assert [url for url in requested if "other.example" in url] == []
