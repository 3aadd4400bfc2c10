import assert from "node:assert/strict";
import { test } from "node:test";
import { enLinks } from "../../../../admin_static/catalogue/en_links.js";
import { forgotProblem } from "../../../../admin_static/sign_in/forgot_page.js";

const CASES = [
  [{ status: 400, code: "email_invalid" }, "email"],
  [{ status: 409, code: "mail_not_set_up" }, "mail_not_set_up"],
  [{ status: 429, code: "reset_slowed" }, "reset_slowed"],
  [{ status: 429, code: "throttled" }, "busy"],
  [{ status: 503, code: "busy" }, "busy"],
  [{ status: 0, code: "unreachable" }, "out_of_reach"],
  [{ status: 400, code: "field_unknown" }, "something"],
];

for (const [error, expected] of CASES) {
  test(`${error.status} ${error.code}: ${expected}, and there is a text for it`, () => {
    assert.equal(forgotProblem(error), expected);
    assert.ok(enLinks[`forgot_problem.${expected}`]);
  });
}
