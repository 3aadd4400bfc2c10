/**
 * Where the API is. A file next to the page, so that one build serves every site.
 * @returns {Promise<{api: string}>}
 */
export async function loadConfig(fetch, pageUrl) {
  const answer = await fetch(new URL("config.json", pageUrl), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  const { api } = await answer.json();
  return { api: new URL(api, pageUrl).href.replace(/\/$/, "") };
}
