import { createHash } from "node:crypto";

/** A body's fingerprint in the records; tests/storm/records.py makes the same. */
export const digest = (body) => createHash("sha256").update(body).digest("hex").slice(0, 12);
