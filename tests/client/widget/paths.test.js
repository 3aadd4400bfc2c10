import assert from "node:assert/strict";
import { test } from "node:test";
import { followPaths, matches } from "../../../widget/paths.js";

const CASES = [
  ["/checkout", "/checkout", true],
  ["/checkout", "/checkout/", true],
  ["/checkout/", "/checkout", true],
  ["/checkout", "/checkout/2", false],
  ["/checkout*", "/checkout/2/pay", true],
  ["/checkout*", "/check", false],
  ["/account/*/edit", "/account/4711/edit", true],
  ["/account/*/edit", "/account/4711", false],
  ["*/print", "/shelf/tea/print", true],
  ["*", "/", true],
  ["/", "/", true],
  ["/", "/shelf", false],
  ["/Shelf", "/shelf", false],
  ["/größe", "/gr%C3%B6%C3%9Fe", true],
  ["/gr%C3%B6%C3%9Fe", "/größe", true],
  ["/100%", "/100%", true],
  ["/a.b", "/aXb", false],
  ["/(tea|coffee)+[x]", "/(tea|coffee)+[x]", true],
];

for (const [pattern, path, wanted] of CASES)
  test(`${pattern} ${wanted ? "matches" : "does not match"} ${path}`, () => {
    assert.equal(matches(pattern, path), wanted);
  });

test("where the browser has the Navigation API, the page's history stays as it is", () => {
  const navigation = new EventTarget();
  let moves = 0;
  followPaths({ navigation }, () => moves++);
  navigation.dispatchEvent(new Event("currententrychange"));
  assert.equal(moves, 1);
});

test("elsewhere a router's calls are followed after they were made, and Back too", () => {
  const made = [];
  const page = Object.assign(new EventTarget(), {
    history: { pushState: (...given) => made.push(given), replaceState: (...given) => made.push(given) },
  });
  followPaths(page, () => made.push("moved"));
  page.history.pushState(null, "", "/cart");
  page.history.replaceState(null, "", "/cart?step=2");
  page.dispatchEvent(new Event("popstate"));
  assert.deepEqual(made, [[null, "", "/cart"], "moved", [null, "", "/cart?step=2"], "moved", "moved"]);
});
