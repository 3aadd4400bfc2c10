/**
 * Shows the widget in the dashboard's preview, with settings that are not saved. This page's policy allows no request, and
 * what the widget asks for is answered here: nothing is stored, and no conversation begins.
 *
 * @import {PageFile} from "../../client/wire"
 * @typedef {{file: PageFile, greeting: string, picture: string, open: boolean, dark: boolean}} Draft `picture`: of the site, "" for none
 */
import { createAnswers } from "./answers.js";

const home = new URL(location.href).origin; // of a sandboxed page, `location.origin` is too, and `self.origin` is "null"
const CSS = "*, *::before, *::after { transition: none !important; }";

/** @type {Promise<Draft>} */
const given = new Promise((resolve) => {
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && origin === home && data?.file) resolve(data);
  });
});
const answers = given.then(createAnswers);

window.fetch = async (address, init) => {
  const { status, body } = (await answers)(String(address), init);
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
};

// A page in a frame could take the focus from the field that is being filled in.
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = () => {};

given.then(({ open, dark }) => {
  document.documentElement.toggleAttribute("data-dark", dark);
  if (open) {
    const page = /** @type {{Porchlight?: {push: (call: string) => void}}} */ (window);
    page.Porchlight ??= /** @type {string[]} */ ([]);
    page.Porchlight.push("open");
  }
  appears(open ? ".panel:not([hidden]) .greeting" : ".launcher");
});

/**
 * Tells the dashboard when this part of the widget is on the screen.
 * @param {string} selector
 */
function appears(selector) {
  const root = document.querySelector("porchlight-chat")?.shadowRoot;
  const part = root?.querySelector(selector);
  if (!root || !part?.getClientRects().length) return setTimeout(() => appears(selector), 20);
  const still = new CSSStyleSheet();
  still.replaceSync(CSS);
  root.adoptedStyleSheets.push(still);
  HTMLElement.prototype.focus = focus;
  parent.postMessage("shown", home);
}

parent.postMessage("ready", home);
