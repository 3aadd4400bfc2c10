// An app with pages, and the chat of docs/widget.md beside them. `app` is for the test.
import { createElement, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Chat } from "example";

const place = document.body.appendChild(document.createElement("main"));
let root;
let show;

function App() {
  const [page, setPage] = useState("/");
  show = setPage;
  return [
    createElement("h1", { key: page }, `Page ${page}`),
    createElement(Chat, { key: "chat", context: { page } }),
  ];
}

window.app = {
  mount() {
    root = createRoot(place);
    root.render(createElement(StrictMode, null, createElement(App)));
  },
  unmount: () => root.unmount(),
  go(page) {
    history.pushState(null, "", page);
    show(page);
  },
};
