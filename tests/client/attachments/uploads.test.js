import assert from "node:assert/strict";
import { test } from "node:test";
import { createUploads } from "../../../client/attachments/uploads.js";
import { ApiError } from "../../../client/delivery/api.js";

const HOUR = 3600_000;
const entry = { client_id: "m-1", conversation_id: "c_1", after: 3 };

const EMPTY = { messages: [], last_id: 3, has_more: false };

/** A page on a browser's file store. `network` decides what becomes of each transfer. */
function page({
  disk = new Map(),
  network = async () => {},
  read = async () => EMPTY,
  unsent = () => true,
  clock = { now: 0 },
} = {}) {
  const allowed = [];
  const transferred = [];
  const progress = [];
  const uploads = createUploads({
    store: {
      get: async (key) => structuredClone(disk.get(key)),
      put: async (key, value) => void disk.set(key, structuredClone(value)),
      remove: async (key) => void disk.delete(key),
      keys: async () => [...disk.keys()],
    },
    transfer: async (form, blob, onProgress, signal) => {
      transferred.push(form.attachment.id);
      await network(transferred.length, { onProgress, signal, blob });
    },
    allow: async (_, file) => {
      allowed.push(file);
      return { attachment: { id: `u${allowed.length}` }, url: "", fields: {} };
    },
    read,
    now: () => clock.now,
    unsent,
    changed: () => progress.push(uploads.sent(entry.client_id)),
  });
  return { uploads, allowed, transferred, progress, disk, clock };
}

const file = (name, size = 10) => ({ name, type: "image/png", size, blob: new Blob([name]) });
const message = { id: 7 };

test("files are uploaded one after the other, and then the message is sent with their ids", async () => {
  const { uploads, allowed, disk } = page();
  uploads.keep("m-1", [file("a.png"), file("b.png")]);
  const posted = [];
  const stored = await uploads.send(entry, async (ids) => {
    posted.push(ids);
    return message;
  });
  assert.deepEqual(posted, [["u1", "u2"]]);
  assert.equal(stored, message);
  assert.deepEqual(allowed[0], { name: "a.png", type: "image/png", size: 10 });
  assert.equal(disk.size, 0);
});

test("an attempt that begins while the message is being added finds its files", async () => {
  const { uploads } = page();
  const attempt = uploads.send(entry, async (ids) => ({ id: ids.length }));
  uploads.keep("m-1", [file("a.png")]);
  assert.deepEqual(await attempt, { id: 1 });
});

test("what was uploaded before a failure or a reload is not uploaded again", async () => {
  const disk = new Map();
  const before = page({
    disk,
    network: async (turn) => {
      if (turn === 2) throw new ApiError(0);
    },
  });
  before.uploads.keep("m-1", [file("a.png"), file("b.png")]);
  await assert.rejects(
    before.uploads.send(entry, async () => message),
    { transient: true },
  );
  const after = page({ disk });
  await after.uploads.send(entry, async (ids) => {
    assert.deepEqual(ids, ["u1", "u1"]); // the first of each page
    return message;
  });
  assert.deepEqual(
    after.allowed.map(({ name }) => name),
    ["b.png"],
  );
});

test("uploads that S3 has deleted, or is about to, are made again", async () => {
  const { uploads, allowed, clock } = page();
  uploads.keep("m-1", [file("a.png")]);
  const gone = new ApiError(409, { code: "upload_not_found" });
  await assert.rejects(
    uploads.send(entry, () => Promise.reject(gone)),
    { transient: true, status: 0 },
  );
  await assert.rejects(uploads.send(entry, () => Promise.reject(new ApiError(0))));
  assert.equal(allowed.length, 2);
  clock.now += 21 * HOUR;
  await uploads.send(entry, async () => message);
  assert.equal(allowed.length, 3);
});

test("a refusal of the message reaches the outbox, and a retry uploads nothing again", async () => {
  const { uploads, allowed } = page();
  uploads.keep("m-1", [file("a.png")]);
  const forged = new ApiError(400, { code: "attachment_type_wrong" });
  await assert.rejects(
    uploads.send(entry, () => Promise.reject(forged)),
    forged,
  );
  await assert.rejects(
    uploads.send(entry, () => Promise.reject(forged)),
    forged,
  );
  assert.equal(allowed.length, 1);
});

test("a message whose files another tab has sent and forgotten is found in the log, on whatever page of it", async () => {
  const asked = [];
  const sent = { id: 9, client_id: "m-1" };
  const { uploads } = page({
    read: async (of, since) => {
      asked.push([of, since]);
      if (since === 8) return { messages: [sent], last_id: 9, has_more: false };
      return { messages: [{ id: 4, client_id: "m-0" }], last_id: 8, has_more: true };
    },
  });
  assert.equal(await uploads.send(entry, () => assert.fail("it is sent")), sent);
  assert.deepEqual(asked, [
    [entry, 3],
    [entry, 8],
  ]);
});

test("files are never called lost while the log cannot be read", async () => {
  const { uploads } = page({ read: () => Promise.reject(new ApiError(0)) });
  for (let attempt = 0; attempt < 20; attempt++)
    await assert.rejects(
      uploads.send(entry, async () => message),
      { status: 0, transient: true },
    );
});

test("files that the browser has lost are a refusal that cannot be repeated, once no other tab can have sent them", async () => {
  const { uploads } = page();
  const send = () => uploads.send(entry, async () => message);
  for (let attempt = 0; attempt < 4; attempt++) await assert.rejects(send(), { status: 0, transient: true });
  await assert.rejects(send(), { code: "file_lost", status: 400, transient: false });
});

test("the progress counts the bytes of all files", async () => {
  const { uploads, progress } = page({ network: async (_, { onProgress }) => onProgress(4) });
  uploads.keep("m-1", [file("a.png", 10), file("b.png", 10)]);
  await uploads.send(entry, async () => message);
  assert.deepEqual(progress, [0, 4, 10, 14, 20]);
});

test("discarding a message ends its upload and deletes its files", async () => {
  const { uploads, disk } = page({
    network: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new ApiError(0)));
      }),
  });
  uploads.keep("m-1", [file("a.png")]);
  const attempt = uploads.send(entry, async () => message);
  await new Promise((done) => setImmediate(done));
  uploads.cancel("m-1");
  await assert.rejects(attempt, { status: 0 });
  assert.equal(disk.size, 0);
});

test("files of messages that another page has sent are deleted after an hour, others are kept", async () => {
  const disk = new Map();
  const { uploads, clock } = page({ disk, unsent: (id) => id === "waiting" });
  for (const id of ["waiting", "sent"]) await uploads.keep(id, [file("a.png")]);
  await uploads.collect();
  assert.equal(disk.size, 2);
  clock.now += 2 * HOUR;
  await uploads.collect();
  assert.deepEqual([...disk.keys()], ["waiting"]);
});
