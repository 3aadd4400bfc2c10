import assert from "node:assert/strict";
import { test } from "node:test";
import { devicesOf } from "../../../../admin_static/details/earlier_conversations.js";

test("of visits with the same screen, language and time zone, the latest stands for the device", () => {
  const visit = (viewport, received_at, time_zone = "Europe/Vienna") => ({
    viewport,
    received_at,
    time_zone,
    language: "de",
  });
  const visits = [visit("phone", 5), visit("desktop", 9), visit("phone", 7), visit("phone", 6, "Asia/Tokyo")];
  assert.deepEqual(
    devicesOf(visits).map(({ viewport, received_at }) => [viewport, received_at]),
    [
      ["desktop", 9],
      ["phone", 7],
      ["phone", 6],
    ],
  );
});
