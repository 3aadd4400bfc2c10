import { lazily } from "../controls/lazily.js";

/** The actions on several conversations, loaded when the first one is selected. */
export const BulkBar = lazily(async () => (await import("./bulk_bar.js")).BulkBar);
