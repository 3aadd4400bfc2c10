import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createChosen } from "../../../client/attachments/chosen.js";
import { typeOf } from "../../../client/attachments/file_types.js";
import { createLinks } from "../../../client/attachments/links.js";
import { fitted } from "../../../client/attachments/size.js";

const file = (name, size = 10, type = "") => ({ name, size, type });
const chosen = () => createChosen({ mostBytes: () => 100, changed: () => {} });

test("files that cannot be sent are named with the reason, and the others are taken", () => {
  const files = chosen();
  files.add([file("a.png"), file("setup.exe")]);
  assert.deepEqual([files.files.length, files.problem], [1, { key: "type", name: "setup.exe" }]);
  files.add([file("large.pdf", 101)]);
  assert.equal(files.problem.key, "too_large");
  files.add([file("nothing.pdf", 0)]);
  assert.equal(files.problem.key, "type");
  files.add([file("b.pdf")]);
  assert.equal(files.problem, null);
  files.add(Array.from({ length: 9 }, (_, each) => file(`${each}.png`)));
  assert.deepEqual([files.files.length, files.problem.key], [10, "too_many"]);
  assert.equal(files.take().length, 10);
  assert.equal(files.files.length, 0);
});

test("the ending of a name decides before the browser's type, which differs between systems", () => {
  assert.equal(typeOf(file("list.csv", 1, "application/vnd.ms-excel")), "text/csv");
  assert.equal(typeOf(file("photo.JPG")), "image/jpeg");
  assert.equal(typeOf(file("image", 1, "image/png")), "image/png");
  assert.equal(typeOf(file("constructor")), undefined);
  assert.equal(typeOf(file("a.dmg", 1, "application/x-apple-diskimage")), undefined);
});

test("the pages and the server accept the same types", () => {
  const server = readFileSync(new URL("../../../chalicelib/chat/file_types.py", import.meta.url), "utf8");
  const endings =
    "png jpg gif webp avif heic pdf zip doc xls ppt mp3 m4a ogg wav mp4 mov webm txt csv md html svg xml json".split(
      " ",
    );
  for (const ending of endings) assert.ok(server.includes(`"${typeOf(file(`a.${ending}`))}"`), ending);
  for (const ending of ["docx", "xlsx", "pptx", "odt", "ods", "odp"])
    assert.ok(
      server.includes(
        typeOf(file(`a.${ending}`))
          .split(/document\.(?=[a-z]+(?:ml|$))/)
          .at(-1),
      ),
      ending,
    );
});

test("a message's links are asked for once, and again when they are over or do not work", async () => {
  let now = 0;
  let asked = 0;
  const linkTo = createLinks({
    now: () => now,
    ask: async () => ({ links: [{ id: "a", url: `u${++asked}` }], expires_at: now + 300_000 }),
  });
  assert.deepEqual([await linkTo(1, "a"), await linkTo(1, "a")], ["u1", "u1"]);
  assert.equal(await linkTo(2, "a"), "u2");
  now += 280_000;
  assert.equal(await linkTo(1, "a"), "u3");
  assert.equal(await linkTo(1, "a", { renew: true }), "u4");
});

test("a picture is drawn no larger than it is, and in its proportions", () => {
  assert.deepEqual(fitted(100, 50), { width: 100, height: 50 });
  assert.deepEqual(fitted(480, 240), { width: 240, height: 120 });
  assert.deepEqual(fitted(10, 5200), { width: 24, height: 260 });
});
