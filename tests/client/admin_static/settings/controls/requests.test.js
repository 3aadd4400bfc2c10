import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enSettings } from "../../../../../admin_static/catalogue/en_settings.js";
import { errorText } from "../../../../../admin_static/settings/controls/requests.js";
import { ApiError } from "../../../../../client/delivery/api.js";
import { addTexts } from "../../../../../client/ui/catalogue.js";

before(() => addTexts(enSettings));

test("a known error code has a text of its own", () => {
  const error = new ApiError(409, { code: "last_owner", message: "The site would have no owner any more." });
  assert.match(errorText(error), /Make someone else an owner first/);
});

test("an unknown error code shows the server's message", () => {
  assert.equal(
    errorText(new ApiError(409, { code: "new_here", message: "Not on a Sunday." })),
    "Not on a Sunday.",
  );
});

test("no answer, a rate limit and a busy server have different texts", () => {
  assert.match(errorText(new ApiError(0)), /cannot be reached/);
  assert.match(errorText(new ApiError(429, { code: "gateway" }, 7)), /in 7 seconds/);
  assert.match(errorText(new ApiError(429, { code: "throttled" }, 5)), /very busy/);
  assert.match(errorText(new ApiError(503, { code: "busy" })), /very busy/);
});

test("an error of the page itself shows no technical details", () => {
  assert.equal(errorText(new TypeError("x is undefined")), "That did not work. Try again.");
});
