import { createTranslate } from "../../client/ui/translate.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enContext = {
  "context.note":
    "With your messages we also get which pages you visited here, where you came from, your language, time zone and screen size.",
};

export const t = createTranslate(enContext);
