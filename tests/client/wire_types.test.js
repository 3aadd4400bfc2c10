import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { fixture, fixtureNames } from "./simulated/fixtures.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The same calls with the parameters in the address, which pages do not make: the types are those of the POST. */
const SAME_AS = [
  [/^GET (\/admin\/chatbot)(\?.*)?$/, "POST $1"],
  [/^GET ((?:\/chatbot|\/admin\/chatbot\/[^/]+)\/(?:messages|attachments|desk))\?.*$/, "POST $1"],
  [/^GET ((?:\/chatbot|\/admin\/chatbot\/[^/]+)\/(?:conversations|others))$/, "POST $1"],
  [/^GET (\/admin\/(?:colleagues|counts))$/, "POST $1"],
  [/^GET (\/admin\/search)\?.*$/, "POST $1"],
  [/^(GET \/admin\/chatbot\/[^/]+\/export)$/, "$1?since_id=0"],
];
const EVENTS = [
  "ChatMessageReceived",
  "MessagesRead",
  "ConversationErased",
  "ContactChanged",
  "DeskChanged",
  "BlocksChanged",
  "ColleaguesChanged",
  "Presence",
  "Viewing",
  "Typing",
];
const FRAMES = {
  ping: "Ping",
  pong: "Pong",
  error: "ErrorFrame",
  resume: "Resume",
  resumed: "Resumed",
  viewing: "ViewingFrame",
  typing: "TypingFrame",
  team: "Team",
};

/** @returns {[string, unknown][]} the type of each part of a fixture, and its value */
function partsOf(name) {
  const [folder] = name.split("/");
  const value = fixture(name);
  if (folder === "events") {
    assert.ok(EVENTS.includes(value.type), `${name} has no type in client/wire.d.ts`);
    return [[value.type, value]];
  }
  if (folder === "frames") {
    assert.ok(FRAMES[value.type], `${name} has no type in client/wire.d.ts`);
    return [[FRAMES[value.type], value]];
  }
  const { request, response } = value;
  const call = JSON.stringify(callOf(request));
  const answer = [response.status < 400 ? `Calls[${call}]["answer"]` : "Refusal", response.body];
  if (request.method === "GET" || !request.body) return [answer];
  // Every simple call has its token in the body.
  const { token, ...body } = request.body;
  return [[`Calls[${call}]["body"]`, Object.keys(body).length > 0 ? body : undefined], answer];
}

function callOf({ method, path }) {
  const call = `${method} ${path}`;
  const [pattern, replacement] = SAME_AS.find(([one]) => one.test(call)) ?? [/$/, ""];
  return call.replace(pattern, replacement);
}

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "porchlight-wire-"));
});
after(() => rmSync(folder, { recursive: true }));

/** @returns {string} what tsc reports of these parts, by name; empty if they have their types */
function problemsOf(partsByName) {
  const files = Object.entries(partsByName).map(([name, parts]) => {
    const lines = parts.map(([type, value]) => `(${JSON.stringify(value)}) satisfies ${type};`);
    const file = join(folder, `${name.replace("/", ".")}.ts`);
    const types = `import type { Calls, Refusal, ${[...EVENTS, ...Object.values(FRAMES)].join(", ")} } from`;
    writeFileSync(file, `${types} ${JSON.stringify(join(root, "client/wire"))};\n${lines.join("\n")}\n`);
    return file;
  });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--skipLibCheck", "--module", "esnext", "--types", ""];
  const { stdout } = spawnSync(
    process.execPath,
    [tsc, ...options, "--moduleResolution", "bundler", ...files],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return stdout;
}

test("every fixture of the wire has the type that client/wire.d.ts gives it", () => {
  const names = ["calls", "events", "frames"].flatMap(fixtureNames);
  assert.ok(names.length > 50);
  assert.equal(problemsOf(Object.fromEntries(names.map((name) => [name, partsOf(name)]))), "");
});

test("a field that is missing, unknown or of another type is found", () => {
  const [[type, event]] = partsOf("events/chat_message_received");
  const { read, ...missing } = event;
  const problems = problemsOf({
    missing: [[type, missing]],
    unknown: [[type, { ...event, message: { ...event.message, colour: "blue" } }]],
    other: [[type, { ...event, id: "1" }]],
    no_such_call: [['Calls["GET /chatbot/nothing"]["answer"]', {}]],
    right: [[type, event]],
  });
  for (const name of ["missing", "unknown", "other", "no_such_call"])
    assert.match(problems, new RegExp(`^${name}\\.ts\\(`, "m"));
  assert.doesNotMatch(problems, /^right\.ts/m);
});
