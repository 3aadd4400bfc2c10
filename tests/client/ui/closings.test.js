import assert from "node:assert/strict";
import { test } from "node:test";
import { closingOf, ratingOf, wasMistake } from "../../../client/ui/closings.js";

const text = (id, sender_type = "visitor") => ({ id, sender_type });
const entry = (id, kind, more = {}) => ({ id, kind, sender_type: "admin", ...more });

test("a conversation is closed from the entry on, until somebody writes or an admin opens it", () => {
  const closed = entry(2, "closed");
  assert.equal(closingOf([text(1)]), null);
  assert.equal(closingOf([text(1), closed]), closed);
  assert.equal(closingOf([text(1), closed, entry(3, "rated")]), closed);
  assert.equal(closingOf([text(1), closed, text(3, "bot"), text(4, "system")]), closed);
  assert.equal(closingOf([text(1), closed, text(3)]), null);
  assert.equal(closingOf([text(1), closed, text(3, "admin")]), null);
  assert.equal(closingOf([text(1), closed, entry(3, "reopened")]), null);
  const again = entry(4, "closed");
  assert.equal(closingOf([text(1), closed, text(3), again]), again);
});

test("a message that is not sent yet opens it too", () => {
  assert.equal(closingOf([entry(2, "closed"), text(null)]), null);
});

test("a closing that an admin took back before anybody wrote was a mistake", () => {
  const closed = entry(2, "closed");
  assert.equal(wasMistake(closed, [text(1), closed, entry(3, "rated"), entry(4, "reopened")]), true);
  assert.equal(
    wasMistake(closed, [text(1), closed, text(3), entry(4, "closed"), entry(5, "reopened")]),
    false,
  );
  assert.equal(wasMistake(closed, [text(1), closed]), false);
});

test("the last rating of a closing is the present one, also where a page has read both", () => {
  const first = entry(3, "rated", { target: 2, rating: 1 });
  const second = entry(4, "rated", { target: 2, rating: 5 });
  assert.equal(ratingOf(2, [entry(2, "closed"), first, second]), second);
  assert.equal(ratingOf(9, [first, second]), undefined);
});
