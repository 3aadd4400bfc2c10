import { readdirSync, readFileSync } from "node:fs";
import { simulatedTab } from "./browser.js";
import { sentBy } from "./calls.js";
import { simulatedSockets } from "./socket.js";
import { simulatedTime } from "./time.js";

const wire = new URL("../../wire/", import.meta.url);
export const fixture = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, wire), "utf8"));
export const fixtureNames = (folder) =>
  readdirSync(new URL(folder, wire)).map((file) => `${folder}/${file.replace(".json", "")}`);
export const fixtures = (folder) => fixtureNames(folder).map(fixture);

const CONVERSATION = fixture("calls/visitor_session").response.body.conversation_id;

/** A server that answers with the fixtures, and records the requests. */
export function fixtureServer(names) {
  const time = simulatedTime();
  const sockets = simulatedSockets(time, 1);
  const calls = names.map((name) => fixture(`calls/${name}`));
  const requests = [];
  async function fetch(url, { method, headers, body }) {
    const path = url.replace("https://chat.example/api", "");
    const request = { method, path, headers, ...sentBy(headers, body) };
    requests.push(request);
    const call = calls.find((one) => one.request.method === method && bare(one.request.path) === bare(path));
    if (!call) throw new Error(`no fixture for ${method} ${path}`);
    const answer = structuredClone(call.response.body);
    if (answer.ticket) answer.ticket = sockets.ticket({ conversation: CONVERSATION });
    return {
      ok: call.response.status < 300,
      status: call.response.status,
      headers: new Headers(),
      text: async () => JSON.stringify(answer),
    };
  }
  const env = { ...simulatedTab({ time, server: null }), fetch, WebSocket: sockets.WebSocket };
  return { time, sockets, env, requests, options: { apiBase: "https://chat.example/api", env } };
}

const bare = (path) => path.replace(/\?.*/, "");
