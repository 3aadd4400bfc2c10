/**
 * The first page of a site that loads the widget tells the API, so that the dashboard can show that the installation works.
 * The launch part loads this only until the API knows. It says nothing about the visitor.
 */
import { baseUrl, findTag, readEmbed, readSettings } from "./embed.js";

/**
 * Without an answer: if it fails, the next page tells it again.
 * @param {Window} page
 */
export function report(page) {
  const settings = readSettings(page);
  const tag = findTag(settings);
  if (!tag) return;
  const { api, token } = readEmbed(tag, baseUrl(), settings);
  page.navigator.sendBeacon(`${api}/chatbot/installed`, JSON.stringify({ widget_token: token }));
}
