/**
 * Reads a request as the server does: in a simple call (docs/protocol.md) the token is in the body, which must be text; in
 * the others it is in a header.
 * @param {Record<string, string>} headers @param {string} [text]
 * @returns {{token: string | undefined, body: object | undefined}} `body` without the token; undefined if nothing is left
 */
export function sentBy(headers, text) {
  const bearer = headers.Authorization?.replace("Bearer ", "");
  if (!headers["Content-Type"]?.startsWith("text/plain"))
    return { token: bearer, body: text && JSON.parse(text) };
  if (bearer) throw new Error("a simple call has no header that needs a preflight");
  const { token, ...body } = JSON.parse(text);
  return { token, body: Object.keys(body).length ? body : undefined };
}
