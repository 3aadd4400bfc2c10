import assert from "node:assert/strict";
import { test } from "node:test";
import { enLinks } from "../../../../admin_static/catalogue/en_links.js";
import { linkProblem } from "../../../../admin_static/sign_in/link_page.js";
import { ApiError } from "../../../../client/delivery/api.js";

const problemOf = (...error) => linkProblem(new ApiError(...error));

test("a used link can only be left for the sign-in page", () => {
  assert.deepEqual(problemOf(403, { code: "link_invalid" }), {
    text: "link_problem.link_invalid",
    field: null,
    over: true,
  });
  assert.equal(problemOf(400, { code: "secret_invalid", field: "secret" }).over, true);
  assert.equal(problemOf(409, { code: "account_exists" }).over, true);
});

test("a short password is shown by its field, and the link stays usable", () => {
  const problem = problemOf(400, { code: "password_invalid", field: "password" });
  assert.deepEqual([problem.field, problem.over], ["password", false]);
});

test("every problem has a text", () => {
  assert.equal(problemOf(429, { code: "sign_in_slowed" }).text, "link_problem.too_many");
  assert.equal(problemOf(429, { code: "throttled" }).text, "link_problem.busy");
  assert.equal(problemOf(504).text, "link_problem.busy");
  for (const error of [[0], [429, { code: "x" }], [503, { code: "busy" }], [400, { code: "name_invalid" }]]) {
    const { text, over } = problemOf(...error);
    assert.ok(enLinks[text], text);
    assert.equal(over, false);
  }
});
