import { lazily } from "../controls/lazily.js";
import { withTexts } from "../language/part_texts.js";

/** What to do with a site on which nobody has written yet. */
export const FirstSteps = lazily(
  async () => (await withTexts("desk", () => import("./first_steps.js"))).FirstSteps,
);
