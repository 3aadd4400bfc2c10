import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Bytes over the wire of these files and all that they import, minified as the pages are. */
async function weightOf(files) {
  const contents = files.map((file) => `export * from "./${file}";`).join("\n");
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

test("the whole delivery engine is under 5 kB", async () => {
  const weight = await weightOf(globSync("client/delivery/*.js", { cwd: root }));
  assert.ok(weight > 2_000 && weight < 5_000, `${weight} bytes`);
});

test("with a visitor's session and everything else of that side it is under 6.5 kB", async () => {
  const weight = await weightOf(["client/visitor/visitor.js"]);
  assert.ok(weight > 3_000 && weight < 6_500, `${weight} bytes`);
});
