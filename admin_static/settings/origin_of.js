const ADDRESS = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*\.)?(.*)$/i;

/**
 * The origin of an address that somebody pastes, as browsers write it: without path and usual port, in small letters, an
 * internationalised host in punycode. What has none stays as it is, for the server to refuse.
 */
export function originOf(text) {
  const written = text.trim();
  const [, typed = "https", wildcard = "", rest] = ADDRESS.exec(written);
  const scheme = typed.toLowerCase();
  // Browsers differ in what they make of the host of an app's scheme.
  if (scheme !== "https" && scheme !== "http")
    return `${scheme}://${wildcard}${rest.replace(/[/?#].*$/, "")}`.toLowerCase();
  try {
    const { host, username } = new URL(`${scheme}://${rest}`);
    return username || !host ? written : `${scheme}://${wildcard}${host}`;
  } catch {
    return written;
  }
}
