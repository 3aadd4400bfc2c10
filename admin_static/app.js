import { render } from "preact";
import { browserEnv } from "../client/env.js";
import { addTexts } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { listenForInstallOffer } from "./browser/install.js";
import { enDashboard } from "./catalogue/en_dashboard.js";
import { enInbox } from "./catalogue/en_inbox.js";
import { Dashboard } from "./dashboard.js";
import { createLanguages } from "./language/languages.js";
import { usePartTexts } from "./language/part_texts.js";
import { createRoute } from "./route.js";
import { Framed, loadConfig, StartFailed } from "./start.js";
import { createDrafts, createKnownDevices, createPreferences } from "./storage/local_state.js";
import { createSessionStore } from "./storage/session_store.js";
import { tolerantStorage } from "./storage/tolerant_storage.js";

addTexts(enDashboard);
addTexts(enInbox);
listenForInstallOffer(window);
const tab = tolerantStorage(() => sessionStorage);
const browser = tolerantStorage(() => localStorage);
const tabs = globalThis.BroadcastChannel ? new BroadcastChannel("porchlight.admin") : null;
const root = document.getElementById("app") ?? document.body;
const languages = createLanguages({
  fetch: (url) => fetch(url),
  base: document.baseURI,
  own: navigator.languages,
  storage: browser,
  root: document.documentElement,
  setTimeout: (job, ms) => setTimeout(job, ms),
});
usePartTexts(languages);
// The texts are loaded at the same time as the configuration.
const speaking = languages.start();

if (window.top === window.self) await start();
else {
  await speaking;
  render(html`<${Framed} />`, root);
}

async function start() {
  try {
    const [{ api, mail }] = await Promise.all([loadConfig(fetch, document.baseURI), speaking]);
    const devices = createKnownDevices(browser);
    render(
      html`<${Dashboard}
        apiBase=${api}
        mail=${mail}
        env=${browserEnv()}
        sessions=${createSessionStore({ storage: tab, shared: browser, channel: tabs, devices, now: Date.now, setTimeout })}
        devices=${devices}
        languages=${languages}
        draftsOf=${(/** @type {string} */ adminId) => createDrafts(tab, adminId)}
        preferences=${createPreferences(browser)}
        route=${createRoute(window)}
      />`,
      root,
    );
  } catch (error) {
    console.error(error);
    await speaking;
    render(html`<${StartFailed} />`, root);
  }
}
