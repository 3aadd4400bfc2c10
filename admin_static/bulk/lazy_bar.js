import { lazily } from "../controls/lazily.js";
import { withTexts } from "../language/part_texts.js";

/** The actions on several conversations, loaded when the first one is selected. */
export const BulkBar = lazily(async () => (await withTexts("desk", () => import("./bulk_bar.js"))).BulkBar);
