/** What somebody means by an address that they paste: its origin, as browsers write it. Else it stays as it is. */
export function originOf(text) {
  const written = text.trim();
  const address = /^[a-z]+:\/\//i.test(written) ? written : `https://${written}`;
  try {
    const { origin, username } = new URL(address);
    return origin === "null" || username ? written : origin;
  } catch {
    return written;
  }
}
