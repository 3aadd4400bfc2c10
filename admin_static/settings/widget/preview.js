/** @import {PageFile} from "../../../client/wire" */
/** @import {ApiError} from "../../../client/delivery/types" */
/** @import {Draft} from "./draft.js" */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { errorText } from "../controls/requests.js";
import { Segments } from "./choices.js";

const PAUSE_MS = 250;
const PAGE = "../widget/preview.html";

/**
 * The widget as visitors would see it with these settings. The server makes the file that their pages would read, and a
 * frame on the widget's own page shows the widget with it.
 * @param {{draft: Draft, greeting: string, load: (draft: Draft) => Promise<PageFile>}} props
 */
export function Preview({ draft, greeting, load }) {
  const [file, setFile] = useState(/** @type {PageFile | null} */ (null));
  const [error, setError] = useState(/** @type {ApiError | null} */ (null));
  const [shows, setShows] = useState("open");
  const [mode, setMode] = useState(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const [device, setDevice] = useState("desktop");
  const wanted = JSON.stringify(draft);

  useEffect(() => {
    let current = true;
    const request = async () => {
      try {
        const made = await load(draft);
        if (!current) return;
        setFile(made);
        setError(null);
      } catch (caught) {
        if (current) setError(/** @type {ApiError} */ (caught));
      }
    };
    const timer = setTimeout(request, file ? PAUSE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  return html`
    <section class="preview" aria-label=${t("preview.title")}>
      <header class="preview-header">
        <${Segments} small legend=${t("preview.shows")} textOf=${(/** @type {string} */ option) => t(`look_shows.${option}`)} options=${["open", "closed"]} chosen=${shows} onChoose=${setShows} />
        <${Segments} small legend=${t("colour.scheme")} textOf=${(/** @type {string} */ option) => t(`look_mode.${option}`)} options=${["light", "dark"]} chosen=${mode} onChoose=${setMode} />
        <${Segments} small legend=${t("preview.device")} textOf=${(/** @type {string} */ option) => t(`look_device.${option}`)} options=${["desktop", "phone"]} chosen=${device} onChoose=${setDevice} />
      </header>
      <${Frames} device=${device} shown=${file && { file, greeting, picture: draft.look.picture, open: shows === "open", dark: mode === "dark" }} />
      <p class="preview-problem" role="status">
        ${error && t("preview.failed", { problem: errorText(error) })}
      </p>
    </section>
  `;
}

/**
 * Each change is a new frame, which takes the place of the one before when its widget is on the screen: nothing flashes.
 * @param {{device: string, shown: {file: PageFile, greeting: string, picture: string, open: boolean, dark: boolean} | null}} props
 */
function Frames({ device, shown }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));

  useEffect(() => {
    const { current } = place;
    if (!current || !shown) return;
    const frame = document.createElement("iframe");
    frame.title = t("preview.frame");
    frame.sandbox.add("allow-scripts");
    frame.src = PAGE;
    frame.dataset.waiting = "";
    const onMessage = (/** @type {MessageEvent} */ { source, data }) => {
      if (source !== frame.contentWindow) return;
      // A sandboxed page has no origin that could be named. What it gets is public.
      if (data === "ready") frame.contentWindow?.postMessage(shown, "*");
      if (data !== "shown") return;
      delete frame.dataset.waiting;
      for (const other of [...current.children]) if (other !== frame) other.remove();
    };
    addEventListener("message", onMessage);
    current.append(frame);
    return () => {
      removeEventListener("message", onMessage);
      if ("waiting" in frame.dataset) frame.remove();
    };
  }, [JSON.stringify(shown), device]);

  return html`<div class="preview-frames" data-device=${device} ref=${place}></div>`;
}
