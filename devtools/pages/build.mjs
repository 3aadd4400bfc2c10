// Builds the pages: node devtools/pages/build.mjs --out DIR [--watch | --hashed]
import { globSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { compiledTemplates } from "./templates.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: { out: { type: "string" }, watch: { type: "boolean" }, hashed: { type: "boolean" } },
});
if (!values.out) fail("Say where to build to: --out DIR");
const OUT = values.out;

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  // Only who edits the pages has use for the line that names the map.
  sourcemap: values.watch ? "linked" : "external",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "warning",
  loader: { ".svg": "dataurl" },
};

/**
 * The widget's style sheets go into its shadow root: a CSS file imported from JS becomes its minified text. Its custom
 * properties get short names there, but those that a script sets. The prefix keeps them apart from the host page's.
 */
const cssAsText = {
  name: "css-as-text",
  setup(build) {
    const PROPERTY = /--(?:pl|header|launcher)-(?!view-)[\w-]+/g;
    let names = [];
    build.onStart(async () => {
      const all = globSync(["widget/*.css", "client/ui/*.css"], { cwd: ROOT });
      const sheets = await Promise.all(all.map((path) => readFile(join(ROOT, path), "utf8")));
      // In the order of the alphabet, so that the same sheets give the same files.
      names = [...new Set(sheets.flatMap((sheet) => sheet.match(PROPERTY) ?? []))].sort();
    });
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = (await readFile(path, "utf8")).replace(
        PROPERTY,
        (name) => `--pl${names.indexOf(name).toString(36)}`,
      );
      const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: common.target });
      return { contents: code, loader: "text", watchFiles: [path] };
    });
  },
};

/**
 * Copies the dashboard's page, icons and settings as they are. Nothing imports them, so its style sheet, an entry of the
 * build, is made to watch them: a change of one of them builds again. Its script is left to the plugin for templates.
 */
const copyStatic = {
  name: "copy-static",
  setup(build) {
    const from = join(ROOT, "admin_static");
    const to = join(OUT, "admin");
    build.onLoad({ filter: /admin_static[\\/]app\.css$/ }, async () => ({
      watchFiles: await staticFiles(from),
      watchDirs: [from],
    }));
    build.onEnd(async ({ metafile }) => {
      for (const path of await staticFiles(from)) {
        const copy = join(to, relative(from, path));
        await mkdir(dirname(copy), { recursive: true });
        await cp(path, copy);
      }
      if (metafile) await preloadParts(to, metafile);
    });
  },
};

/** The dashboard's script begins by importing what it shares with its later parts: the page asks for both at once. */
async function preloadParts(folder, { outputs }) {
  const page = join(folder, "index.html");
  const script = Object.entries(outputs).find(
    ([, { entryPoint }]) => entryPoint === "admin_static/app.js",
  )[1];
  const links = script.imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="${relative(folder, join(ROOT, path))}">\n    `);
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace('<script type="module"', `${links.join("")}$&`));
}

async function staticFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => !/\.(js|css)$/.test(path));
}

/** Elements of the host page can shadow every property of `document`: the widget has a safe one (own_document.js). */
const OWN_DOCUMENT = "widget/own_document.js";

/** Preact takes the document from the elements that it fills, and would so go past the safe one. */
const preactOnOwnDocument = {
  name: "preact-on-own-document",
  setup(build) {
    build.onLoad({ filter: /preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(/\w+\.ownerDocument\|\|document/, "document");
      if (contents === source) throw new Error("Preact reads the document in another way than before.");
      return { contents };
    });
  },
};

const loader = {
  entryPoints: ["widget/porchlight.js"],
  outdir: join(OUT, "widget"),
  format: "iife",
  inject: [OWN_DOCUMENT],
  plugins: [cssAsText],
};
const panel = {
  entryPoints: ["widget/panel.js"],
  outdir: join(OUT, "widget"),
  format: "esm",
  inject: [OWN_DOCUMENT],
  plugins: [cssAsText, compiledTemplates, preactOnOwnDocument],
};
const dashboard = {
  entryPoints: ["admin_static/app.js", "admin_static/app.css", "admin_static/settings.css"],
  outdir: join(OUT, "admin"),
  format: "esm",
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  metafile: true,
  plugins: [copyStatic, compiledTemplates],
};

// Named by what is in them: those of an earlier build would stay.
await rm(join(OUT, "admin", "parts"), { recursive: true, force: true });

if (values.watch) {
  const contexts = await Promise.all(
    [loader, panel, dashboard].map((bundle) => esbuild.context({ ...common, ...bundle })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  try {
    await Promise.all([
      values.hashed ? buildHashed() : Promise.all([build(loader), build(panel)]),
      build(dashboard),
    ]);
  } catch (error) {
    // esbuild has printed what it found; anything else is a mistake of this script.
    if (!error.errors) console.error(error);
    fail("The pages could not be built.");
  }
}

function build(bundle) {
  return esbuild.build({ ...common, ...bundle });
}

/** The panel may be cached for ever under a name of its own, which the loader then knows. */
async function buildHashed() {
  const { metafile } = await build({ ...panel, entryNames: "[name]-[hash]", metafile: true });
  const [path] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint);
  const named = {
    name: "panel-name",
    setup(build) {
      const contents = `export const PANEL = ${JSON.stringify(basename(path))};`;
      build.onLoad({ filter: /widget[\\/]panel_name\.js$/ }, () => ({ contents }));
    },
  };
  await build({ ...loader, plugins: [cssAsText, named] });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
