import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig } from "../../../admin_static/config.js";

const page = "https://chat.example/admin/index.html#/c/c_1";
const answering =
  (body, status = 200) =>
  async () =>
    Response.json(body, { status });

test("it is asked for next to the page", async () => {
  const asked = [];
  await loadConfig((url) => {
    asked.push(String(url));
    return answering({ api: "/api" })();
  }, page);
  assert.deepEqual(asked, ["https://chat.example/admin/config.json"]);
});

test("a path means the page's own host, an address stays itself", async () => {
  assert.deepEqual(await loadConfig(answering({ api: "/api/" }), page), { api: "https://chat.example/api" });
  const elsewhere = "https://abc.execute-api.eu-north-1.amazonaws.com/api";
  assert.deepEqual(await loadConfig(answering({ api: elsewhere }), page), { api: elsewhere });
});

test("without it nothing starts", async () => {
  await assert.rejects(loadConfig(answering({}, 404), page), /404/);
  await assert.rejects(loadConfig(async () => new Response("<html>"), page));
});
