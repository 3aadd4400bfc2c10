import assert from "node:assert/strict";
import { test } from "node:test";
import { embedSnippet } from "../../../admin_static/embed_snippet.js";

test("the lines to paste name this server's loader and the token", () => {
  const lines = embedSnippet({ origin: "https://chat.example", token: "pl_1" });
  assert.match(lines, /^<script async\s+src="https:\/\/chat\.example\/widget\/porchlight\.js"/);
  assert.match(lines, /data-token="pl_1"\s*><\/script>$/);
});
