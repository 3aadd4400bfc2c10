import assert from "node:assert/strict";
import { test } from "node:test";
import {
  refuseFailure,
  withDelivery,
} from "../../../../../admin_static/settings/event_webhooks/deliveries_dialog.js";
import { stateOf } from "../../../../../admin_static/settings/event_webhooks/delivery_row.js";
import { typesText } from "../../../../../admin_static/settings/event_webhooks/events_card.js";
import { TYPES } from "../../../../../admin_static/settings/event_webhooks/webhook_dialog.js";
import { fixture } from "../../../simulated/fixtures.js";

const [delivery] = fixture("calls/admin_event_deliveries").response.body.deliveries;

test("a delivery is delivered, tried again, or failed", () => {
  assert.equal(stateOf({ problem: null, next_at: null }), "delivered");
  assert.equal(stateOf({ problem: "It did not accept the event.", next_at: 1784189100000 }), "waiting");
  assert.equal(stateOf({ problem: "It did not accept the event.", next_at: null }), "failed");
});

test("an attempt takes the place of the one before, and a new event is first", () => {
  const page = { deliveries: [delivery, { ...delivery, id: "older" }], older: "cursor" };
  const tried = { ...delivery, attempts: 3 };
  assert.deepEqual(withDelivery(page, tried), { ...page, deliveries: [tried, page.deliveries[1]] });
  const other = { ...delivery, id: "new" };
  assert.deepEqual(withDelivery(page, other).deliveries, [other, ...page.deliveries]);
});

test("an attempt that was not accepted is a failure to the owner", () => {
  assert.throws(() => refuseFailure(delivery), { code: "not_delivered" });
  refuseFailure({ problem: null });
});

test("few events are named, and more are counted", () => {
  assert.equal(typesText(["message.created", "conversation.rated"]), "Message created, Conversation rated");
  assert.equal(typesText(TYPES.slice(0, 3)), "3 events");
  assert.equal(typesText(TYPES), "All events");
});

test("the page offers the events that the server has", () => {
  assert.deepEqual(
    fixture("calls/admin_event_webhook_add").response.body.event_webhook.types.filter(
      (type) => !TYPES.includes(type),
    ),
    [],
  );
});
