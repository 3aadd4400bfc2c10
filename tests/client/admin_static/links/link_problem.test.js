import assert from "node:assert/strict";
import { test } from "node:test";
import { enLinks } from "../../../../admin_static/catalogue/en_links.js";
import { linkProblem } from "../../../../admin_static/links/link_problem.js";
import { ApiError } from "../../../../client/delivery/api.js";

const told = (...error) => linkProblem(new ApiError(...error));

test("a link that was used leads to the sign-in page", () => {
  assert.deepEqual(told(403, { code: "link_invalid" }), {
    text: "link_problem.link_invalid",
    field: null,
    over: true,
  });
  assert.equal(told(400, { code: "secret_invalid", field: "secret" }).over, true);
  assert.equal(told(409, { code: "account_exists" }).over, true);
});

test("a password that is too short is told beside it, and the link stays good", () => {
  const problem = told(400, { code: "password_invalid", field: "password" });
  assert.deepEqual([problem.field, problem.over], ["password", false]);
});

test("everything that can be said has a text", () => {
  assert.equal(told(429, { code: "sign_in_slowed" }).text, "link_problem.too_many");
  assert.equal(told(429, { code: "throttled" }).text, "link_problem.busy");
  assert.equal(told(504).text, "link_problem.busy");
  for (const error of [[0], [429, { code: "x" }], [503, { code: "busy" }], [400, { code: "name_invalid" }]]) {
    const { text, over } = told(...error);
    assert.ok(enLinks[text], text);
    assert.equal(over, false);
  }
});
