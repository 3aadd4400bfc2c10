import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const files = globSync("{admin_static,client/{attachments,changes,transcript,ui},widget}/**/*.js", {
  cwd: root,
});
// What must have happened before the next key: where it goes, who hears it, and which conversation it is meant for.
const BEFORE_THE_NEXT_KEY =
  /\.focus\(|focusField\(|focusRow\(|showModal\(|"keydown"|openConversation\(|showList\(|route\.guard\(/;

/** The code of each plain effect of a file. @param {string} source */
function plainEffects(source) {
  return [...source.matchAll(/\buseEffect\(/g)].map(({ index }) => {
    let depth = 0;
    for (let at = index; at < source.length; at++) {
      if (source[at] === "(") depth += 1;
      else if (source[at] === ")" && --depth === 0) return source.slice(index, at + 1);
    }
    throw new Error("an effect without an end");
  });
}

test("what the next key needs is done in a layout effect: a plain one runs after the next frame, and the key would go elsewhere", () => {
  const late = files.flatMap((file) =>
    plainEffects(readFileSync(`${root}${file}`, "utf8"))
      .filter((effect) => BEFORE_THE_NEXT_KEY.test(effect))
      .map((effect) => `${file}: ${effect.split("\n").slice(0, 3).join(" ")}`),
  );
  assert.deepEqual(late, []);
});

test("the effects are found", () => {
  assert.ok(files.flatMap((file) => plainEffects(readFileSync(`${root}${file}`, "utf8"))).length > 40);
  assert.deepEqual(
    plainEffects("useEffect(() => box.focus(), [shown]); useLayoutEffect(() => box.focus());"),
    ["useEffect(() => box.focus(), [shown])"],
  );
});
