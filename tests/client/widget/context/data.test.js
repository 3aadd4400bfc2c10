import assert from "node:assert/strict";
import { test } from "node:test";
import { checked, takeData } from "../../../../widget/context/data.js";

const many = (count, value) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, value]));

function page(...given) {
  const embed = { data: given };
  const problems = [];
  return { embed, problems, start: () => takeData(embed, (problem) => problems.push(problem)) };
}

for (const data of [
  {},
  { plan: "pro", orders: 3, spent: 19.5, newsletter: false, größe: "" },
  { name: "می‌خواهم 👩‍💻" },
  many(20, 1),
  { ["x".repeat(40)]: "y".repeat(200) },
  { teapots: "🫖".repeat(200) },
  { large: Number.MAX_SAFE_INTEGER },
  null,
]) {
  test(`data is taken: ${JSON.stringify(data).slice(0, 60)}`, () =>
    assert.deepEqual(checked(data), { data }));
}

const unreadable = {
  get plan() {
    throw new Error("a mistake of the page");
  },
};
for (const [name, data] of Object.entries({
  nothing: undefined,
  "a text": "pro",
  "a list": ["pro"],
  "twenty-one names": many(21, 1),
  "an empty name": { "": 1 },
  "a blank name": { " ": 1 },
  "a long name": { ["x".repeat(41)]: 1 },
  "a name of two lines": { "a\nb": 1 },
  "a long text": { plan: "x".repeat(201) },
  "a control character": { plan: "a\0" },
  "half a character": { plan: "\ud83e" },
  "an object in it": { plan: { name: "pro" } },
  "a missing value": { plan: undefined },
  "null in it": { plan: null },
  "a date": { since: new Date() },
  "a number beyond all": { orders: Infinity },
  "no number": { orders: NaN },
  "a number that is not exact": { orders: 2 ** 53 },
  "a bigint": { orders: 1n },
  "more than 2,000 bytes": many(20, "🫖".repeat(40)),
  "a getter that throws": unreadable,
})) {
  test(`data is refused: ${name}`, () => {
    const { data: taken, problem } = checked(data);
    assert.equal(taken, undefined);
    assert.match(problem, /^(it|"[\s\S]*") /);
  });
}

test("of what was given before, the last that can be used counts", () => {
  const { problems, start } = page({ plan: "free" }, { plan: "pro" }, "nonsense");
  assert.deepEqual(start()(), { plan: "pro" });
  assert.deepEqual(problems, ["it is not an object"]);
});

test("what is given later is checked at once, and a mistake loses nothing", () => {
  const { embed, problems, start } = page();
  const data = start();
  assert.equal(data(), undefined);
  embed.data.push({ plan: "pro" });
  embed.data.push({ plan: undefined });
  assert.deepEqual([data(), problems.length], [{ plan: "pro" }, 1]);
  embed.data.push(null);
  assert.equal(data(), null);
});

test("the next panel has the same data, and reports no mistake again", () => {
  const { embed, problems, start } = page({ plan: "pro" }, 5);
  start();
  embed.data.push(7);
  assert.deepEqual(start()(), { plan: "pro" });
  assert.equal(problems.length, 2);
});

test("a change of the page's own object does not change the data", () => {
  const own = { plan: "pro" };
  const { start } = page(own);
  const data = start();
  own.plan = "x".repeat(5_000);
  assert.deepEqual(data(), { plan: "pro" });
});
