// Installing the dashboard as an app. Chromium offers it early, before the settings are loaded, and once only.

/** @typedef {Event & {prompt: () => Promise<{outcome: "accepted" | "dismissed"}>}} InstallOffer */

/** @type {InstallOffer | null} */
let offer = null;

/** Listens from the start, so that the browser shows no banner of its own. @param {Window} view */
export function listenForInstallOffer(view) {
  view.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = /** @type {InstallOffer} */ (event);
  });
  view.addEventListener("appinstalled", () => {
    offer = null;
  });
}

export const installOffer = () => offer;

/** An offer can be used once; after "not now", the browser makes another one some day. */
export async function install() {
  const used = offer;
  offer = null;
  return (await used?.prompt())?.outcome ?? "dismissed";
}
