import assert from "node:assert/strict";
import { test } from "node:test";
import { createPrivacy } from "../../../../admin_static/admin/privacy.js";
import { ApiError } from "../../../../client/delivery/api.js";
import { simulatedTime } from "../../simulated/time.js";

/** `answers`: the results of the calls, in order; an ApiError is thrown. */
function privacyOf(answers) {
  const time = simulatedTime();
  const asked = [];
  const erased = [];
  const privacy = createPrivacy({
    env: time,
    async call(method, path) {
      asked.push(`${method} ${path}`);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    erased: (...what) => erased.push(what),
  });
  return { time, asked, erased, privacy };
}

const part = (ids, has_more) => ({
  exported_at: 7,
  conversation: { id: "c/1" },
  address_range: "192.0.2.0/24",
  context: null,
  messages: ids.map((id) => ({ id })),
  last_id: ids.at(-1),
  has_more,
});

test("an export combines all pages", async () => {
  const { privacy, asked } = privacyOf([part([1, 2], true), part([3], false)]);
  assert.deepEqual(await privacy.export("c/1"), {
    exported_at: 7,
    conversation: { id: "c/1" },
    address_range: "192.0.2.0/24",
    context: null,
    messages: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
  assert.deepEqual(asked, [
    "GET /admin/chatbot/c%2F1/export?since_id=0",
    "GET /admin/chatbot/c%2F1/export?since_id=2",
  ]);
});

test("an erasure that was interrupted is called again until it is complete", async () => {
  const busy = () => new ApiError(503, { code: "busy" }, 2);
  const { privacy, asked, erased, time } = privacyOf([busy(), busy(), { first_id: 12 }]);
  const done = privacy.erase("c_1");
  await time.advance(1_900);
  assert.equal(asked.length, 1);
  await time.advance(2_200);
  await done;
  assert.equal(asked.length, 3);
  assert.deepEqual(erased, [["c_1", 12]]);
});

test("an erasure that is rejected is not repeated", async () => {
  const { privacy, asked, erased } = privacyOf([new ApiError(403, { code: "owner_only" })]);
  await assert.rejects(privacy.erase("c_1"), { code: "owner_only" });
  assert.deepEqual([asked.length, erased.length], [1, 0]);
});

test("a call to a busy server is given up after four attempts", async () => {
  const { privacy, asked, time } = privacyOf(
    Array.from({ length: 9 }, () => new ApiError(503, { code: "busy" })),
  );
  const refused = assert.rejects(privacy.erase("c_1"), { code: "busy" });
  await time.advance(60_000);
  await refused;
  assert.equal(asked.length, 4);
});

test("an export of a damaged log is given up and reported as incomplete", async () => {
  const stuck = () => part([1, 2], true);
  const { privacy, asked, time } = privacyOf([stuck(), ...Array.from({ length: 50 }, stuck)]);
  const refused = assert.rejects(privacy.export("c_1"), { code: "export_incomplete" });
  await time.advance(60_000);
  await refused;
  assert.equal(asked.length, 5);
});

test("an export succeeds despite a hole that is soon filled and a busy server", async () => {
  const busy = () => new ApiError(429, { code: "throttled" }, 5);
  const { privacy, time } = privacyOf([part([1], true), part([1], true), busy(), part([2, 3], false)]);
  const exported = privacy.export("c_1");
  await time.advance(10_000);
  assert.deepEqual((await exported).messages, [{ id: 1 }, { id: 2 }, { id: 3 }]);
});
