import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enDashboard } from "../../../../admin_static/catalogue/en_dashboard.js";
import { documentTitle, unreadLabel, unreadTotal } from "../../../../admin_static/inbox/unread.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

before(() => addTexts(enDashboard));

test("the title begins with the unread count", () => {
  const title = documentTitle({ unread: 3, name: undefined, site: "Fern & Kettle" });
  assert.equal(title, "(3) Inbox · Fern & Kettle");
});

test("with nothing unread the title has no number", () => {
  assert.equal(documentTitle({ unread: 0, name: "Ada", site: "Fern & Kettle" }), "Ada · Fern & Kettle");
});

test("the settings have a title of their own", () => {
  assert.equal(documentTitle({ unread: 0, name: undefined, site: "S", page: "settings" }), "Settings · S");
});

test("more than 99 is 99+", () => {
  assert.equal(unreadLabel(99), "99");
  assert.equal(unreadLabel(100), "99+");
  assert.match(documentTitle({ unread: 4000, site: "S" }), /^\(99\+\) /);
});

test("placeholders in a name are not replaced", () => {
  assert.equal(documentTitle({ unread: 1, name: "{site}", site: "S" }), "(1) {site} · S");
});

test("unread messages of all conversations are added up", () => {
  assert.equal(unreadTotal([{ unread: 2 }, { unread: 0 }, { unread: 5 }]), 7);
  assert.equal(unreadTotal([]), 0);
});
