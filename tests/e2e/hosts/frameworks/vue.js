// An app with pages, and the chat of docs/widget.md beside them. `app` is for the test.
import { createApp, h, ref } from "vue";
import Chat from "example";

const place = document.body.appendChild(document.createElement("main"));
const page = ref("/");
let made;

window.app = {
  mount() {
    made = createApp({
      render: () => [h("h1", { key: page.value }, `Page ${page.value}`), h(Chat, { context: { page: page.value } })],
    });
    made.mount(place);
  },
  unmount: () => made.unmount(),
  go(path) {
    history.pushState(null, "", path);
    page.value = path;
  },
};
