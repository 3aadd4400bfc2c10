import { lazily } from "../controls/lazily.js";
import { withTexts } from "../language/part_texts.js";

const search = () => withTexts("desk", () => import("./search.js"));

export const SearchField = lazily(async () => (await search()).SearchField);
export const SearchResults = lazily(async () => (await search()).SearchResults);
