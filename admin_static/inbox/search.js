// The search of the inbox, loaded after it.
export { SearchField } from "./search_field.js";
export { SearchResults } from "./search_results.js";
