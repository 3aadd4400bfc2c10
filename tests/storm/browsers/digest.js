import { createHash } from "node:crypto";

/** A body's fingerprint in the records; tests/storm/records.py makes the same. */
export const digest = (body) => createHash("sha256").update(body).digest("hex").slice(0, 12);

/** What a page shows of a message: its text and the names of its files. */
export const shownText = ({ body, names }) => [body, ...names].join("\n");
