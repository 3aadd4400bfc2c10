const ADDRESS = /^(?:([a-z]+):\/\/)?(\*\.)?(.*)$/i;

/** What somebody means by an address that they paste: its origin, as browsers write it. Else it stays as it is. */
export function originOf(text) {
  const written = text.trim();
  const [, scheme = "https", wildcard = "", rest] = ADDRESS.exec(written);
  try {
    const { protocol, host, username } = new URL(`${scheme}://${rest}`);
    return username || !host ? written : `${protocol}//${wildcard}${host}`;
  } catch {
    return written;
  }
}
