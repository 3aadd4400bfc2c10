/**
 * What pages draw of files: the button and the chosen files beside the text box, and the files of a message.
 * @import {Attachment} from "../wire"
 * @import {ViewMessage} from "../delivery/types"
 * @import {KeptFile} from "./file_store.js"
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../ui/html.js";
import { shared } from "../ui/translate.js";
import { fitted, sizeText } from "./size.js";
import { t } from "./texts.js";

/** As those of `client/ui/icons.js`. @param {{path: string}} props */
const Icon = ({ path }) => html`
  <svg class="pl-icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true">
    <path d=${path} />
  </svg>
`;
const CLIP =
  "m16.5 9.5-6.4 6.4a4 4 0 0 1-5.7-5.7l6.8-6.8a2.7 2.7 0 0 1 3.8 3.8l-6.8 6.8a1.3 1.3 0 0 1-1.9-1.9L12.4 6";
const FILE = "M11.5 2.5h-7v15h11v-11Zm0 0v4h4";
const PROBLEMS = /^(upload_blocked|attachment_type_wrong|file_lost)$/;

/**
 * @typedef {object} Parts
 * @property {(files: Iterable<File>) => void} add
 * @property {(id: number, attachmentId: string, options?: {renew?: boolean}) => Promise<string>} linkTo
 * @property {(key: string) => number | undefined} sent bytes of an unsent message
 * @property {(key: string) => void} cancel
 * @property {(listener: () => void) => () => void} subscribe to the progress
 */

/** @param {Pick<Parts, "add">} props */
export function Clip({ add }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  return html`
    <button type="button" class="pl-round" aria-label=${t("files.attach")}
      onClick=${() => input.current?.click()}><${Icon} path=${CLIP} /></button>
    <input type="file" multiple hidden ref=${input}
      onChange=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget: { files } }) => {
        if (files) add([...files]);
        if (input.current) input.current.value = "";
      }} />
  `;
}

/**
 * @param {{
 *   files: KeptFile[], problem: {key: string, name: string} | null, most: number, remove: (file: KeptFile) => void,
 * }} props
 */
export function Tray({ files, problem, most, remove }) {
  return html`
    ${
      files.length > 0 &&
      html`<ul class="pl-tray" aria-label=${t("files.chosen")}>
        ${files.map(
          (file) => html`<li class="pl-file" key=${file}>
            <${FileText} ...${file} />
            <button type="button" class="pl-round" aria-label=${t("files.remove", { name: file.name })}
              onClick=${() => remove(file)}>×</button>
          </li>`,
        )}
      </ul>`
    }
    <p class="pl-file-problem" role="status">
      ${problem && t(`files.${problem.key}`, { ...problem, most: sizeText(most) })}
    </p>
  `;
}

/** @param {{name: string, size: number}} props */
function FileText({ name, size }) {
  return html`
    <${Icon} path=${FILE} />
    <span class="pl-file-text">
      <bdi class="pl-file-name">${name}</bdi>${" "}
      <span class="pl-file-size">${sizeText(size)}</span>
    </span>
  `;
}

/** The files of a message. @param {Parts & {message: ViewMessage}} props */
export function Files(props) {
  const { message } = props;
  const { attachments = [], id, failure, status } = message;
  return html`
    <div class="pl-files" aria-live="off">
      ${attachments.map((file) =>
        id && file.width
          ? html`<${Picture} key=${file.id} file=${file} id=${id} linkTo=${props.linkTo} />`
          : html`<${Card} key=${file.id ?? file.name} file=${file} id=${id} linkTo=${props.linkTo} />`,
      )}
      ${status === "sending" && html`<${Progress} ...${props} />`}
      ${
        failure &&
        PROBLEMS.test(failure.code) &&
        html`<p class="pl-file-problem">${t(`files.problem.${failure.code}`)}</p>`
      }
    </div>
  `;
}

/**
 * A picture in the place that is kept for it. It is requested when it is about to be seen, and with a new link if the old
 * one has expired. If it cannot be shown, as on a page whose content policy forbids it, it is a card.
 * @param {Pick<Parts, "linkTo"> & {file: Attachment, id: number}} props
 */
function Picture(props) {
  const { file, id, linkTo } = props;
  const [url, setUrl] = useState("");
  const [tries, setTries] = useState(0);
  const place = useRef(/** @type {HTMLAnchorElement | null} */ (null));
  const size = fitted(file.width ?? 0, file.height ?? 0);

  useEffect(() => {
    if (!place.current || tries > 1) return undefined;
    const observer = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        linkTo(id, file.id, { renew: tries > 0 }).then(setUrl, () => setTries(2));
      },
      { rootMargin: "300px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [tries]);

  if (tries > 1) return html`<${Card} ...${props} />`;
  /** @param {MouseEvent} event the link may have expired */
  const show = (event) => {
    event.preventDefault();
    follow(linkTo(id, file.id), () => setTries(2));
  };
  return html`
    <a class="pl-picture" href=${url || undefined} ref=${place} onClick=${show}>
      <img src=${url || undefined} alt=${file.name} width=${size.width} height=${size.height}
        onError=${() => url && setTries(tries + 1)} />
    </a>
  `;
}

/** @param {Pick<Parts, "linkTo"> & {file: Attachment, id: number | null}} props */
function Card({ file, id, linkTo }) {
  const [failed, setFailed] = useState(false);
  if (!id) return html`<div class="pl-file"><${FileText} ...${file} /></div>`;

  const download = () => {
    setFailed(false);
    follow(linkTo(id, file.id, { renew: failed }), () => setFailed(true));
  };
  return html`
    <button type="button" class="pl-file" aria-label=${t("files.download", { name: `${file.name} ${sizeText(file.size)}` })}
      onClick=${download}><${FileText} ...${file} /></button>
    <p class="pl-file-problem" role="status">${failed && t("files.failed")}</p>
  `;
}

/** In a tab of its own, which closes again if the answer is a download. @param {Promise<string>} link @param {() => void} onFailed */
const follow = (link, onFailed) => link.then((url) => open(url, "_blank", "noopener"), onFailed);

/** @param {Parts & {message: ViewMessage}} props */
function Progress({ message: { key, attachments = [] }, sent, cancel, subscribe }) {
  const [, draw] = useState({});
  useEffect(() => subscribe(() => draw({})), []);
  const whole = attachments.reduce((sum, { size }) => sum + size, 0);
  return html`
    <p class="pl-progress">
      <progress max=${whole} value=${sent(key) ?? 0} aria-label=${shared("message.sending", "Sending")}></progress>
      <button type="button" onClick=${() => cancel(key)}>${shared("message.discard", "Discard")}</button>
    </p>
  `;
}
