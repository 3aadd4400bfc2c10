// Actions on several conversations, loaded when the first one is selected.
export { BulkBar } from "../bulk/bulk_bar.js";
