import assert from "node:assert/strict";
import { test } from "node:test";
import { localInput, snoozeChoices } from "../../../../admin_static/desk_menus/snooze_times.js";

const choices = (...local) =>
  snoozeChoices(new Date(...local).getTime()).map(({ name, at }) => [name, localInput(at)]);

test("on a Friday morning, there is a later hour of the day, tomorrow, Monday and a week from now", () => {
  assert.deepEqual(choices(2026, 10, 27, 9, 40), [
    ["later", "2026-11-27T13:00"],
    ["tomorrow", "2026-11-28T09:00"],
    ["monday", "2026-11-30T09:00"],
    ["week", "2026-12-04T09:00"],
  ]);
});

test("late in the evening, nothing later today is offered", () => {
  assert.deepEqual(choices(2026, 10, 27, 20, 10)[0], ["tomorrow", "2026-11-28T09:00"]);
});

test("on a Sunday, Monday is tomorrow and is offered once; on a Monday, it is in a week", () => {
  assert.deepEqual(
    choices(2026, 10, 29, 9, 0).map(([name]) => name),
    ["later", "tomorrow", "week"],
  );
  assert.deepEqual(
    choices(2026, 10, 30, 9, 0).map(([name]) => name),
    ["later", "tomorrow", "monday"],
  );
});

test("a time across a month's end is right", () => {
  assert.deepEqual(choices(2026, 11, 31, 9, 0)[1], ["tomorrow", "2027-01-01T09:00"]);
});
