import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enSiteSettings } from "../../../../../admin_static/catalogue/en_site_settings.js";
import { errorText } from "../../../../../admin_static/settings/controls/requests.js";
import { refuseFailure } from "../../../../../admin_static/settings/site/webhooks_card.js";
import { addTexts } from "../../../../../client/ui/catalogue.js";

before(() => addTexts(enSiteSettings));

const failureOf = (last) => {
  try {
    refuseFailure({ last });
    return null;
  } catch (error) {
    return errorText(error);
  }
};

test("a test that was not delivered is shown as a failure", () => {
  const last = { at: 1, status: 404, problem: "no_service" };
  assert.equal(failureOf(last), "The test was not delivered. The reason is shown above.");
});

test("a delivered test is none", () => {
  assert.equal(failureOf({ at: 1, status: 200, problem: null }), null);
});
