// Which texts of the widget a language's first file has, and which its second.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import * as widget from "./widget.mjs";

/** @import { Texts } from "./locales.mjs" */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The extras and their parts are not among them: what they load in English, they load in another language too. */
const FIRST = [widget.loader, widget.panel, widget.trouble, widget.launch, widget.language, widget.longLog];

/** The files that are in the scripts of an open panel without the extras. @returns {Promise<Set<string>>} */
export async function firstFiles() {
  const files = await Promise.all(
    FIRST.map(async (bundle) => {
      const { metafile } = await esbuild.build({
        ...bundle,
        absWorkingDir: ROOT,
        outdir: "out",
        bundle: true,
        minify: true,
        metafile: true,
        write: false,
        logLevel: "silent",
      });
      return Object.values(metafile.outputs).flatMap(({ inputs }) =>
        Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
      );
    }),
  );
  return new Set(files.flat().map((path) => join(ROOT, path)));
}

/**
 * A translation in two: `first`, and `more`, which is loaded together with the extras. A text that the parts share with
 * the panel is in the first.
 * @param {Texts} texts
 * @param {Record<string, string>} homes the file of each English text
 * @param {Set<string>} first see `firstFiles`
 */
export function splitTexts(texts, homes, first) {
  /** @param {boolean} wanted */
  const part = (wanted) =>
    Object.fromEntries(Object.entries(texts).filter(([key]) => first.has(homes[key]) === wanted));
  return { first: part(true), more: part(false) };
}
