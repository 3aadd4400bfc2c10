import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enSettings } from "../../../../admin_static/catalogue/en_settings.js";
import { problemText } from "../../../../admin_static/settings/problem.js";
import { ApiError } from "../../../../client/delivery/api.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

before(() => addTexts(enSettings));

test("a refusal that is known is told kindly", () => {
  const error = new ApiError(409, { code: "last_owner", message: "The site would have no owner any more." });
  assert.match(problemText(error), /Make somebody else an owner first/);
});

test("one that is not known is told in the server's words", () => {
  assert.equal(
    problemText(new ApiError(409, { code: "new_here", message: "Not on a Sunday." })),
    "Not on a Sunday.",
  );
});

test("no answer, too much at once and a busy server are told apart", () => {
  assert.match(problemText(new ApiError(0)), /cannot be reached/);
  assert.match(problemText(new ApiError(429, { code: "gateway" }, 7)), /in 7 seconds/);
  assert.match(problemText(new ApiError(429, { code: "throttled" }, 5)), /very busy/);
  assert.match(problemText(new ApiError(503, { code: "busy" })), /very busy/);
});

test("a fault of the page says nothing technical", () => {
  assert.equal(problemText(new TypeError("x is undefined")), "That did not work. Try again.");
});
