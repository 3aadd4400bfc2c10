import assert from "node:assert/strict";
import { test } from "node:test";
import { followTrail } from "../../../../widget/context/trail.js";

const ORIGIN = "https://shop.example";

/** A window whose tab has shown these addresses; `at` is the current one. */
function tab(urls, at = urls.length - 1) {
  const entries = urls.map((url, index) => ({ url: url && new URL(url, ORIGIN).href, index }));
  return {
    location: new URL(entries[at].url),
    navigation: { entries: () => entries, currentEntry: entries[at] },
  };
}

const trailOf = (page, hidden = []) => followTrail(page, hidden, new AbortController().signal);

test("the paths are those of the tab's own history, without queries and fragments", () => {
  const trail = trailOf(tab(["/", "/kettles?colour=blue", "/kettles/blue#reviews"]));
  assert.deepEqual(trail.paths(), ["/", "/kettles", "/kettles/blue"]);
  assert.equal(trail.page(), `${ORIGIN}/kettles/blue`);
});

test("a page that the visitor went back from is not among them", () => {
  assert.deepEqual(trailOf(tab(["/", "/kettles", "/cart"], 1)).paths(), ["/", "/kettles"]);
});

test("the last twenty paths are kept, each once in a row and not too long", () => {
  const urls = Array.from({ length: 30 }, (_, at) => `/${Math.floor(at / 2)}?page=${at}`);
  const paths = trailOf(tab([...Array.from({ length: 20 }, (_, at) => `/a${at}`), ...urls])).paths();
  assert.deepEqual([paths.length, paths[0], paths.at(-1)], [20, "/a15", "/14"]);
  assert.equal(trailOf(tab([`/${"x".repeat(300)}`])).paths()[0].length, 200);
});

test("hidden paths, and pages whose address the browser keeps to itself, are left out", () => {
  const trail = trailOf(tab(["/", null, "/reset/s3cret", "/kettles"]), ["/reset/*"]);
  assert.deepEqual(trail.paths(), ["/", "/kettles"]);
  const hidden = trailOf(tab(["/", "/reset/s3cret"]), ["/reset/*"]);
  assert.deepEqual([hidden.page(), hidden.paths()], ["", ["/"]]);
});

test("a page in a sandboxed frame has no address of its own", () => {
  const location = { origin: "null", pathname: "srcdoc" };
  const trail = trailOf({ location, navigation: { entries: () => [], currentEntry: null } });
  assert.deepEqual([trail.page(), trail.paths()], ["", []]);
});

test("where the browser does not tell its history, the paths are those since the chat was opened", () => {
  const location = new URL(`${ORIGIN}/kettles?colour=blue`);
  const history = {
    pushState: (_, __, url) => Object.assign(location, { href: new URL(url, ORIGIN).href }),
    replaceState() {},
  };
  const removal = new AbortController();
  const trail = followTrail({ location, history, addEventListener() {} }, [], removal.signal);
  history.pushState(null, "", "/cart?step=1");
  assert.deepEqual([trail.paths(), trail.page()], [["/kettles", "/cart"], `${ORIGIN}/cart`]);
  removal.abort();
  history.pushState(null, "", "/thanks");
  assert.deepEqual(trail.paths(), ["/kettles", "/cart"]);
});
