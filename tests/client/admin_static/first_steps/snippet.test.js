import assert from "node:assert/strict";
import { test } from "node:test";
import { embedSnippet } from "../../../../admin_static/first_steps/snippet.js";

const here = { origin: "https://chat.example", token: "pl_1" };

test("the lines to paste name this server's loader and the token", () => {
  const lines = embedSnippet({ ...here, api: "https://chat.example/api" });
  assert.match(lines, /^<script async\s+src="https:\/\/chat\.example\/widget\/porchlight\.js"/);
  assert.match(lines, /data-token="pl_1"\s*><\/script>$/);
});

test("an API on another origin than the widget is named in the lines", () => {
  const lines = embedSnippet({ ...here, api: "https://abc.execute-api.example/api" });
  assert.match(
    lines,
    /data-token="pl_1"\s+data-api="https:\/\/abc\.execute-api\.example\/api"\s*><\/script>$/,
  );
  assert.match(embedSnippet({ ...here, api: "https://chat.example/api/v2" }), /data-api="https:\/\/chat/);
});
