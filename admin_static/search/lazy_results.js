import { lazily } from "../controls/lazily.js";

/** What a search has found, loaded when the first text is typed. */
export const SearchResults = lazily(async () => (await import("./results.js")).SearchResults);
