import { lazily } from "../controls/lazily.js";

const search = () => import("./search.js");

export const SearchField = lazily(async () => (await search()).SearchField);
export const SearchResults = lazily(async () => (await search()).SearchResults);
