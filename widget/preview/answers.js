/**
 * What the server would answer to the widget in the preview.
 * @import {Message} from "../../client/wire"
 * @typedef {{status: number, body: unknown}} Answer
 */

/**
 * The settings file of the draft, in the scheme that the preview shows where the site leaves it to the visitor.
 * @param {import("./preview.js").Draft} draft
 * @returns {import("../../client/wire").PageFile}
 */
export function fileOf({ file, dark }) {
  if (file.scheme) return file;
  const scheme = dark ? "dark" : "light";
  const css = (file.css ?? "").replaceAll("prefers-color-scheme:dark", `${dark ? "min" : "max"}-width:0`);
  return { ...file, scheme, css: `${css}.pl-root{color-scheme:${scheme}}` };
}

/** @param {import("./preview.js").Draft} draft */
export function createAnswers(draft) {
  /** @type {Message[]} */
  const messages = [];

  const read = () => ({ visitor: messages.length, admin: 0 });

  /** @param {{client_id: string, body: string}} sent */
  function send({ client_id, body }) {
    messages.push({
      id: messages.length + 1,
      client_id,
      sender_type: "visitor",
      sender_name: "Visitor",
      body,
      sent_at: Date.now(),
    });
    return { message: messages.at(-1) };
  }

  /** @param {string} address @param {RequestInit} [init] @returns {Answer} */
  return (address, init) => {
    if (address.endsWith(".json")) return { status: 200, body: fileOf(draft) };
    const body = JSON.parse(String(init?.body ?? "{}"));
    if (/\/session\b/.test(address)) return { status: 200, body: session(draft) };
    if (/\/message\b/.test(address)) return { status: 201, body: send(body) };
    if (/\/mark-read\b/.test(address)) return { status: 200, body: { read: read() } };
    if (/\/messages\b/.test(address))
      return {
        status: 200,
        body: { messages, last_id: messages.length, has_more: false, read: read(), created_at: Date.now() },
      };
    return { status: 404, body: { error: { code: "not_found", message: "The preview has no such call." } } };
  };
}

/** @param {import("./preview.js").Draft} draft */
function session({ file, greeting, picture }) {
  return {
    token: "preview",
    expires_at: Date.now() + 24 * 3600 * 1000,
    conversation_id: "c_preview",
    site: { id: "preview", name: file.name, greeting },
    socket_url: null,
    intervals: { poll_ms: 60_000, check_ms: 60_000 },
    ...(picture && { extras: { pictures: { site: picture } } }),
  };
}
