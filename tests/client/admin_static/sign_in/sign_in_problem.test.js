import assert from "node:assert/strict";
import { test } from "node:test";
import { enDashboard } from "../../../../admin_static/catalogue/en_dashboard.js";
import { canUseCode, missingField, signInProblem } from "../../../../admin_static/sign_in/sign_in_problem.js";

test("wrong credentials focus the password", () => {
  const problem = signInProblem({ status: 401, code: "credentials_wrong" });
  assert.deepEqual(problem, { text: "sign_in.wrong", field: "password", wait: 0 });
});

test("a missing or wrong code focuses the code", () => {
  const required = signInProblem({ status: 401, code: "second_factor_required" });
  assert.deepEqual(required, { text: "sign_in.code_needed", field: "code", wait: 0 });
  const wrong = { text: "sign_in.code_wrong", field: "code", wait: 0 };
  assert.deepEqual(signInProblem({ status: 401, code: "second_factor_wrong" }), wrong);
  assert.deepEqual(signInProblem({ status: 400, code: "code_invalid", field: "code" }), wrong);
  assert.equal(missingField({ email: "a@b.example", password: "x", code: " " }).field, "code");
});

test("too many attempts disable the button for as long as the server says", () => {
  assert.equal(signInProblem({ status: 429, code: "sign_in_slowed", retryAfter: 42 }).wait, 42);
  assert.equal(signInProblem({ status: 429, code: "sign_in_slowed" }).wait, 30);
});

test("a code is offered only while too many attempts make the account wait", () => {
  assert.equal(canUseCode(signInProblem({ status: 429, code: "sign_in_slowed", retryAfter: 42 })), true);
  assert.equal(canUseCode(signInProblem({ status: 429, code: "throttled", retryAfter: 5 })), false);
  assert.equal(canUseCode(signInProblem({ status: 401, code: "credentials_wrong" })), false);
  assert.equal(canUseCode(null), false);
});

test("no answer is reported as a connection problem", () => {
  assert.equal(signInProblem({ status: 0, code: "unreachable" }).text, "sign_in.offline");
  assert.equal(signInProblem(new TypeError("Failed to fetch")).text, "sign_in.offline");
});

test("a busy server and a failing one are reported as such", () => {
  assert.equal(signInProblem({ status: 503, code: "busy", retryAfter: 3 }).text, "sign_in.busy");
  assert.equal(signInProblem({ status: 500 }).text, "sign_in.failed");
  for (const status of [429, 502, 504]) {
    const { text, wait } = signInProblem({ status, code: "throttled", retryAfter: 5 });
    assert.deepEqual([text, wait], ["sign_in.busy", 5], "about the server's load, not about this attempt");
  }
});

test("an email that the server refuses marks its field", () => {
  const problem = signInProblem({ status: 400, code: "field_invalid", field: "email" });
  assert.equal(problem.field, "email");
});

test("every problem has a text", () => {
  const errors = [
    { code: "credentials_wrong" },
    { code: "second_factor_required" },
    { code: "second_factor_wrong" },
    { status: 429 },
    { status: 503 },
    { status: 400, field: "email" },
    {},
    { status: 500 },
  ];
  const problems = [
    ...errors.map(signInProblem),
    missingField({ email: " ", password: "x" }),
    missingField({ email: "a@b", password: "" }),
  ];
  for (const { text } of problems) assert.ok(enDashboard[text], text);
});

test("empty fields are reported before the request is sent", () => {
  assert.equal(missingField({ email: "  ", password: "" }).field, "email");
  assert.equal(missingField({ email: "a@b.example", password: "" }).field, "password");
  assert.equal(missingField({ email: "a@b.example", password: " " }), null);
});
