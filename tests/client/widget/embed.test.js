import assert from "node:assert/strict";
import { test } from "node:test";
import { readEmbed, readUser, scopeOf } from "../../../widget/embed.js";

const PAGE = "https://shop.example/kettles/blue";
const SRC = "https://chat.example/widget/porchlight.js?v=3";

test("the interface is at the script's origin unless the tag says otherwise", () => {
  const embed = readEmbed({ src: SRC, dataset: { token: " pl_1 " } }, PAGE);
  assert.deepEqual(embed, {
    token: "pl_1",
    user: null,
    api: "https://chat.example/api",
    panelUrl: "https://chat.example/widget/panel.js",
  });
});

test("what is kept is kept under the site and whom it knows, whatever its token is replaced by", () => {
  const tokens = ["pl_fern-and-kettle_5f2d9c1b", "pl_fern-and-kettle_c07f1e9a"];
  assert.deepEqual(
    tokens.map((token) => scopeOf(token, null)),
    ["pl_fern-and-kettle", "pl_fern-and-kettle"],
  );
  assert.equal(scopeOf(tokens[0], { id: "4711", hash: "00" }), "pl_fern-and-kettle:4711");
});

test("the tag may say whom the site knows", () => {
  const dataset = {
    token: "t",
    userId: "4711",
    userHash: "00",
    userName: "Ada",
    userEmail: "ada@lind.example",
  };
  const user = { id: "4711", hash: "00", name: "Ada", email: "ada@lind.example" };
  assert.deepEqual(readEmbed({ src: SRC, dataset }, PAGE).user, user);
});

test("an identity is an id with its hash, or nobody", () => {
  assert.deepEqual(readUser({ id: 4711, hash: "00", role: "admin" }), { id: "4711", hash: "00" });
  for (const nobody of [null, undefined, {}, "4711", 5, { name: "Ada" }, { id: "", hash: "" }])
    assert.equal(readUser(nobody), null);
});

test("half an identity is left out and told to whoever builds the page", (context) => {
  const warned = context.mock.method(console, "warn", () => {});
  for (const half of [{ id: "4711" }, { hash: "00" }, { id: "4711", hash: "" }])
    assert.equal(readUser(half), null);
  assert.equal(warned.mock.callCount(), 3);
});

test("the tag may name the interface, with or without a stroke at the end", () => {
  for (const api of ["https://api.example/api", "https://api.example/api/", " https://api.example/api "]) {
    assert.equal(readEmbed({ src: SRC, dataset: { token: "t", api } }, PAGE).api, "https://api.example/api");
  }
});

test("an interface without a host is at the page's", () => {
  assert.equal(readEmbed({ src: SRC, dataset: { api: "/api" } }, PAGE).api, "https://shop.example/api");
});

test("a script without a host loads the panel from the page's", () => {
  const embed = readEmbed({ src: "/widget/porchlight.js", dataset: {} }, PAGE);
  assert.equal(embed.panelUrl, "https://shop.example/widget/panel.js");
  assert.equal(embed.token, "");
});
