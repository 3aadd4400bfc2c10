import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { added, counted, percentile } from "../../../../admin_static/reports/percentiles.js";

const CASES = JSON.parse(readFileSync(new URL("../../../wire/percentiles.json", import.meta.url), "utf8"));

for (const { name, histogram, median, p90 } of CASES)
  test(`percentiles are those of the server: ${name}`, () => {
    assert.deepEqual([percentile(histogram, 0.5), percentile(histogram, 0.9)], [median, p90]);
    assert.equal(percentile([...histogram].reverse(), 0.5), median);
  });

test("the sum of histograms has the times of all of them", () => {
  const sum = added([[[3, 1]], [], [[3, 2], [7, 1]]]); // biome-ignore format: one line
  assert.deepEqual(sum, [[3, 3], [7, 1]]); // biome-ignore format: one line
  assert.equal(counted(sum), 4);
});
