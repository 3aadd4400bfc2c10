import { lazily } from "../controls/lazily.js";

/** What to do with a site on which nobody has written yet. */
export const FirstSteps = lazily(async () => (await import("./first_steps.js")).FirstSteps);
