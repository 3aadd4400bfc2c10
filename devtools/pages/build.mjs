// Builds the pages: node devtools/pages/build.mjs --out DIR [--watch | --hashed]
import { globSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { compiledTemplates } from "./templates.mjs";

/** @import { BuildOptions, Metafile, Plugin } from "esbuild" */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: { out: { type: "string" }, watch: { type: "boolean" }, hashed: { type: "boolean" } },
});
const OUT = values.out ?? fail("Name the folder to build into: --out DIR");

/** @satisfies {BuildOptions} */
const common = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  // Only a watching build adds the comment with the source map's name, which is useful to developers only.
  sourcemap: values.watch ? "linked" : "external",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "warning",
  loader: { ".svg": "dataurl" },
};

/**
 * The widget's style sheets go into its shadow root, so a CSS file that is imported from JS becomes its minified text.
 * Custom properties get short names, except those that scripts set. The prefix keeps them apart from the host page's.
 * @type {Plugin}
 */
const cssAsText = {
  name: "css-as-text",
  setup(build) {
    const PROPERTY = /--(?:pl|header|launcher)-(?!view-)[\w-]+/g;
    /** @type {string[]} */
    let names = [];
    build.onStart(async () => {
      const all = globSync(["widget/*.css", "client/ui/*.css"], { cwd: ROOT });
      const sheets = await Promise.all(all.map((path) => readFile(join(ROOT, path), "utf8")));
      // Sorted, so that the same sheets always give the same files.
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
 * Copies the dashboard's page, icons and settings unchanged. No script imports these files, so the dashboard's style
 * sheet, which is an entry point, lists them as watched: changing one starts a build. (The script app.js cannot list
 * them: the plugin for templates loads it.)
 * @type {Plugin}
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

/**
 * Lets the page request the dashboard's script and the parts that this script imports at the same time.
 * @param {string} folder
 * @param {Metafile} metafile
 */
async function preloadParts(folder, metafile) {
  const page = join(folder, "index.html");
  const { output } = outputOf(metafile, "admin_static/app.js");
  const links = output.imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="${relative(folder, join(ROOT, path))}">\n    `);
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace('<script type="module"', `${links.join("")}$&`));
}

/** @param {string} folder */
async function staticFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => !/\.(js|css)$/.test(path));
}

/** Elements of the host page can shadow any property of `document`. The widget uses its own (own_document.js). */
const OWN_DOCUMENT = "widget/own_document.js";

/**
 * Preact takes `document` from the elements that it renders into, and would bypass the widget's own.
 * @type {Plugin}
 */
const preactOnOwnDocument = {
  name: "preact-on-own-document",
  setup(build) {
    build.onLoad({ filter: /preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(/\w+\.ownerDocument\|\|document/, "document");
      if (contents === source) throw new Error("This version of Preact reads `document` in an unknown way.");
      return { contents };
    });
  },
};

/** @type {BuildOptions} */
const loader = {
  entryPoints: ["widget/porchlight.js"],
  outdir: join(OUT, "widget"),
  format: "iife",
  inject: [OWN_DOCUMENT],
  plugins: [cssAsText],
};
/** @type {BuildOptions} */
const panel = {
  entryPoints: ["widget/panel.js"],
  outdir: join(OUT, "widget"),
  format: "esm",
  inject: [OWN_DOCUMENT],
  plugins: [cssAsText, compiledTemplates, preactOnOwnDocument],
};
/** @type {BuildOptions} */
const dashboard = {
  entryPoints: ["admin_static/app.js", "admin_static/app.css", "admin_static/settings.css"],
  outdir: join(OUT, "admin"),
  format: "esm",
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  metafile: true,
  plugins: [copyStatic, compiledTemplates],
};

// The names of these files contain hashes, so a build does not overwrite those of an earlier one.
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
    // esbuild has printed its own errors; any other error is a bug in this script.
    if (!(error instanceof Error && "errors" in error)) console.error(error);
    fail("The pages could not be built.");
  }
}

/** @param {BuildOptions} bundle */
function build(bundle) {
  return esbuild.build({ ...common, ...bundle });
}

/** Builds the panel under a name that contains its hash, so that it may be cached for ever, and the loader with it. */
async function buildHashed() {
  const { metafile } = await build({ ...panel, entryNames: "[name]-[hash]", metafile: true });
  const { path } = outputOf(/** @type {Metafile} */ (metafile), "widget/panel.js");
  /** @type {Plugin} */
  const named = {
    name: "panel-name",
    setup(build) {
      const contents = `export const PANEL = ${JSON.stringify(basename(path))};`;
      build.onLoad({ filter: /widget[\\/]panel_name\.js$/ }, () => ({ contents }));
    },
  };
  await build({ ...loader, plugins: [cssAsText, named] });
}

/**
 * Returns the file that was built from an entry point.
 * @param {Metafile} metafile
 * @param {string} entryPoint
 */
function outputOf({ outputs }, entryPoint) {
  for (const [path, output] of Object.entries(outputs)) {
    if (output.entryPoint === entryPoint) return { path, output };
  }
  throw new Error(`esbuild built nothing from ${entryPoint}.`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
