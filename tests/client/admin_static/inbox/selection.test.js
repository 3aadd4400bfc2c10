import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRow, tabStop } from "../../../../admin_static/inbox/selection.js";

const ids = ["a", "b", "c"];

test("arrows walk one row", () => {
  assert.equal(nextRow(ids, "a", "ArrowDown"), "b");
  assert.equal(nextRow(ids, "c", "ArrowUp"), "b");
});

test("the ends hold: nothing wraps around", () => {
  assert.equal(nextRow(ids, "c", "ArrowDown"), "c");
  assert.equal(nextRow(ids, "a", "ArrowUp"), "a");
});

test("Home and End go to the ends", () => {
  assert.equal(nextRow(ids, "b", "Home"), "a");
  assert.equal(nextRow(ids, "b", "End"), "c");
});

test("without a row, or with one that is gone, it begins at the top", () => {
  assert.equal(nextRow(ids, null, "ArrowDown"), "a");
  assert.equal(nextRow(ids, "gone", "ArrowUp"), "a");
});

test("a row that moved keeps its place in the walk", () => {
  assert.equal(nextRow(["c", "a", "b"], "c", "ArrowDown"), "a");
});

test("other keys and an empty inbox move nothing", () => {
  for (const key of ["Enter", "Tab", "j", "toString"]) assert.equal(nextRow(ids, "a", key), null, key);
  assert.equal(nextRow([], null, "ArrowDown"), null);
  assert.equal(nextRow([], null, "Home"), null);
});

test("Tab reaches the row last focused, else the open one, else the first", () => {
  assert.equal(tabStop(ids, "b", "c"), "b");
  assert.equal(tabStop(ids, "gone", "c"), "c");
  assert.equal(tabStop(ids, null, null), "a");
  assert.equal(tabStop([], "b", "c"), null);
});
