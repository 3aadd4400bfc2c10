import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { dashboardBundle, smallestFiles } from "../../devtools/pages/dashboard.mjs";
import { dashboardFiles } from "../../devtools/pages/dashboard_locales.mjs";
import { TARGET } from "../../devtools/pages/style_sheets.mjs";
import { compiledTemplates } from "../../devtools/pages/templates.mjs";
import { bubble, extras, language, launch, longLog, parts, trouble } from "../../devtools/pages/widget.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Bytes over the wire of these files and all that they import, minified as the pages are. */
async function weightOf(files) {
  const contents = files.map((file) => `export * from "./${file}";`).join("\n");
  const { outputFiles } = await build({ stdin: { contents, resolveDir: root } });
  return gzipped(outputFiles[0]);
}

const build = (options) =>
  esbuild.build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    plugins: [compiledTemplates],
    ...options,
  });
const gzipped = ({ contents }) => gzipSync(contents, { level: 9 }).length;

test("the whole delivery engine is under 5.6 kB", async () => {
  const weight = await weightOf(globSync("client/delivery/*.js", { cwd: root }));
  assert.ok(weight > 2_000 && weight < 5_600, `${weight} bytes`);
});

test("the engine with the visitor's side is under 8 kB", async () => {
  const weight = await weightOf(["widget/visitor/visitor.js"]);
  assert.ok(weight > 3_000 && weight < 8_000, `${weight} bytes`);
});

/** The dashboard's scripts and style sheets as a release has them. */
const dashboard = smallestFiles({
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: TARGET,
  legalComments: "none",
  loader: { ".svg": "dataurl" },
  ...dashboardBundle({ smallest: true }),
  outdir: "out",
}).then(({ files, metafile }) => ({
  files: new Map([...files].map(([path, text]) => [relative(root, path), text])),
  metafile,
}));
const weigh = (texts) => texts.map((text) => gzipped({ contents: text })).reduce((one, other) => one + other);

/** The files of each language other than English, which is in the scripts. */
async function dashboardLanguages() {
  const files = await dashboardFiles();
  const names = [...new Set(files.map(({ name }) => name.split(".")[0]))];
  assert.equal(names.length, 12);
  return names.map((language) => ({
    language,
    first: weigh([JSON.stringify(files.find(({ name }) => name === language).texts)]),
    all: weigh(
      files.filter(({ name }) => name.split(".")[0] === language).map(({ texts }) => JSON.stringify(texts)),
    ),
  }));
}

test("everything of the dashboard is under 200 kB with its English texts, and the files of another language are under 32 kB", async () => {
  const { files } = await dashboard;
  const paths = [...files.keys()];
  for (const path of ["out/app.js", "out/app.css", "out/later.css", "out/reports.css"])
    assert.ok(files.has(path), path);
  const worker = await build({ entryPoints: ["admin_static/service_worker.js"], format: "iife" });
  const weight = weigh([...files.values()]) + gzipped(worker.outputFiles[0]);
  assert.ok(paths.length > 20 && weight > 150_000 && weight < 200_000, `${weight} bytes`);
  // Who reads another language loads its files too. English stays in the scripts: it is what a page shows when these files
  // cannot be loaded.
  for (const { language, all } of await dashboardLanguages())
    assert.ok(all > 15_000 && all < 32_000, `${language}: ${all} bytes`);
});

test("the inbox is under 60 kB with everything that it loads, and contains nothing of the settings and of an open conversation", async () => {
  const { files, metafile } = await dashboard;
  const first = importedBy("out/app.js", metafile.outputs);
  const now = [...first, "out/app.css"].map((path) => files.get(path));
  const page = ["index.html", "config.json", "manifest.webmanifest"].map((name) =>
    readFileSync(join(root, "admin_static", name)),
  );
  const part = (name) => {
    const found = [...files.keys()].filter((path) => path.includes(`/${name}-`));
    assert.equal(found.length, 1, name);
    assert.ok(!first.has(found[0]), name);
    return files.get(found[0]);
  };
  const weight = weigh([...now, ...page]);
  assert.ok(weight > 20_000 && weight < 60_000, `${weight} bytes`);
  // English is in the scripts. Another language's texts come on top, while the scripts load.
  for (const { language, first } of await dashboardLanguages())
    assert.ok(first > 4_000 && first < 13_000, `${language}: ${first} bytes`);
  assert.ok(now.length <= 7, `${now.length} files`);
  for (const [name, limit] of Object.entries({
    later: 24_000,
    late_cards: 9_000,
    owner_pages: 10_000,
    thread: 20_000,
  }))
    assert.ok(weigh([part(name)]) < limit, `${name}: ${weigh([part(name)])} bytes`);
  assert.match(part("later"), /Save your recovery codes/);
  for (const text of now) assert.doesNotMatch(text, /Save your recovery codes/);
});

test("what several later parts share is one file of less than 14 kB, which the inbox does not load", async () => {
  const { files, metafile } = await dashboard;
  const first = importedBy("out/app.js", metafile.outputs);
  const chunks = Object.entries(metafile.outputs).filter(
    ([path, { entryPoint }]) => !entryPoint && path.endsWith(".js") && !first.has(path),
  );
  assert.deepEqual(
    chunks.map(([, { inputs }]) => "client/ui/composer.js" in inputs),
    [true],
  );
  const [[path]] = chunks;
  assert.ok(weigh([files.get(path)]) < 14_000, `${weigh([files.get(path)])} bytes`);
});

test("the reports with their charts are under 40 kB, style sheet included, and the inbox contains nothing of them", async () => {
  const { files, metafile } = await dashboard;
  const names = Object.entries(metafile.outputs);
  const [reports, { inputs }] = names.find(([path]) => path.includes("/reports-"));
  assert.ok(Object.keys(inputs).some((path) => path.includes("uplot")));
  const weight = weigh([files.get(reports), files.get("out/reports.css")]);
  assert.ok(weight > 25_000 && weight < 40_000, `${weight} bytes`);
  const first = importedBy("out/app.js", metafile.outputs);
  const now = names.filter(([path]) => first.has(path)).flatMap(([, { inputs }]) => Object.keys(inputs));
  assert.deepEqual(
    now.filter((path) => path.includes("uplot") || path.startsWith("admin_static/reports/")),
    [],
  );
});

/** The parts that are loaded by others, which give them the panel's Preact, and their limits in bytes. */
const LATER = {
  extras: [extras, 8_500],
  trouble: [trouble, 2_000],
  attachments: [parts.attachments, 5_250],
  changes: [parts.changes, 4_400],
  context: [parts.context, 2_300],
  menu: [parts.menu, 4_800],
  conversations: [parts.conversations, 4_900],
  bot: [parts.bot, 1_800],
  log: [parts.log, 2_300],
  emoji: [parts.emoji, 4_000],
};

for (const [name, [bundle, limit]] of Object.entries(LATER))
  test(`the part ${name} is under ${limit} bytes, and contains no second Preact and no use of the page's document`, async () => {
    const { outputFiles, metafile } = await build({ ...bundle, metafile: true });
    const [script] = outputFiles;
    assert.ok(gzipped(script) < limit, `${gzipped(script)} bytes`);
    assert.deepEqual(
      Object.keys(metafile.inputs).filter((path) => path.includes("node_modules")),
      [],
    );
    assert.match(script.text, /useState:/); // from the panel
  });

test("the parts of the extras are all in the table above", () => {
  assert.deepEqual(
    Object.keys(parts).filter((name) => !(name in LATER)),
    [],
  );
});

test("what chooses which messages of a long conversation are drawn is under 1.2 kB", async () => {
  const { outputFiles } = await build(longLog);
  assert.ok(gzipped(outputFiles[0]) < 1_200, `${gzipped(outputFiles[0])} bytes`);
});

test("what some sites need before the launcher appears is under 2.8 kB", async () => {
  const { outputFiles } = await build(launch);
  assert.ok(gzipped(outputFiles[0]) < 2_800, `${gzipped(outputFiles[0])} bytes`);
});

test("the greeting beside the launcher is under 2.2 kB", async () => {
  const { outputFiles } = await build(bubble);
  assert.ok(gzipped(outputFiles[0]) < 2_200, `${gzipped(outputFiles[0])} bytes`);
});

test("what chooses the language is under 1.25 kB", async () => {
  const { outputFiles } = await build(language);
  assert.ok(gzipped(outputFiles[0]) < 1_250, `${gzipped(outputFiles[0])} bytes`);
});

/** A built file with all that it imports at once. @returns {Set<string>} */
function importedBy(path, outputs, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: imported, kind } of outputs[path].imports)
    if (kind === "import-statement") importedBy(imported, outputs, found);
  return found;
}

test("the service worker is under 3 kB as it is loaded, and loads nothing else", async () => {
  const { outputFiles } = await build({ entryPoints: ["admin_static/service_worker.js"], format: "iife" });
  assert.equal(outputFiles.length, 1);
  assert.ok(outputFiles[0].contents.length < 3_000, `${outputFiles[0].contents.length} bytes`);
});
