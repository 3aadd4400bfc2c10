/** @import {ApiError} from "../../client/delivery/types" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Undo} from "../admin/desk_changes.js" */
/** @import {Props} from "./thread.js" */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { briefTime } from "../../client/ui/time.js";
import { language } from "../../client/ui/translate.js";
import { useActions } from "../controls/actions.js";
import { Face } from "../controls/face.js";
import { PersonIcon, SnoozeIcon, TagIcon } from "../controls/icons.js";
import { hasModal, isTyping } from "../controls/shortcuts.js";
import { offerUndo } from "../controls/undo.js";
import { MenuButton, preloadMenus } from "../desk_menus/menu_button.js";

const SHOWN_TAGS = 4;
/** After the conversation itself was loaded. */
const PRELOAD_MS = 1_500;

/**
 * Whose the conversation is, its tags, and until when it is snoozed.
 * @param {Props & {known: InboxRow[]}} props `known`: the loaded conversations, whose tags are offered
 */
export function DeskBar({ conversationId, row, open, desk, admin, me, presence, known }) {
  const [problem, setProblem] = useState("");
  const now = useNow(desk?.state.snoozed_until ?? null);
  const { assignee_id: assigneeId = null, tags = [], snoozed_until: until = null } = desk?.state ?? {};
  const snoozed = until !== null && until > now;
  const closed = row?.status === "closed";
  const assignee = assigneeId && (admin.desk.nameOf(assigneeId) ?? t("desk.former"));

  /** @param {Promise<Undo>} changing @param {(() => string)} text */
  async function act(changing, text) {
    setProblem("");
    try {
      const undo = await changing;
      if (undo) offerUndo({ text: text(), undo });
    } catch (caught) {
      const { code } = /** @type {ApiError} */ (caught);
      if (code === "newer_messages") return setProblem(t("close.newer"));
      if (code !== "assigned_meanwhile") return setProblem(t("desk.failed"));
      showWinner(assigneeNow());
    }
  }
  const assigneeNow = () => admin.desk.stateOf(conversationId).assignee_id;
  function showWinner(/** @type {string | null} */ winner) {
    const name = winner && (admin.desk.nameOf(winner) ?? t("desk.colleague"));
    setProblem(name ? t("desk.taken", { name }) : t("desk.released"));
  }
  const assign = (/** @type {string | null} */ id) =>
    act(admin.desk.assign(conversationId, id), () =>
      id === null ? t("undo.unassigned") : t("undo.assigned", { name: admin.desk.nameOf(id) ?? "" }),
    );
  const snooze = (/** @type {number | null} */ at) =>
    act(admin.desk.snooze(conversationId, at), () =>
      at === null ? t("undo.woken") : t("undo.snoozed", { time: brief(at, Date.now()) }),
    );
  const ready = Boolean(open?.loaded && desk?.loaded);
  /** What keys asked for before it was possible. */
  const asked = useRef(/** @type {((late: boolean) => void)[]} */ ([]));
  const whenReady = (/** @type {(late: boolean) => void} */ run) => () => {
    if (ready) run(false);
    else asked.current.push(run);
  };
  const press = (/** @type {string} */ part) =>
    whenReady((late) => {
      // A late menu does not take the focus from somebody who has gone on to something else.
      if (!(late && (hasModal() || isTyping(document.activeElement))))
        /** @type {HTMLElement | null} */ (
          document.querySelector(`.desk-bar [data-action=${part}]`)
        )?.click();
    });
  const assignMe = () => {
    const before = assigneeNow();
    whenReady(() => {
      const now = assigneeNow();
      if (now === before) assign(me.id);
      else if (now !== me.id) showWinner(now);
    })();
  };
  useEffect(() => {
    if (ready) for (const run of asked.current.splice(0)) run(true);
  }, [ready]);
  useEffect(() => {
    const timer = setTimeout(preloadMenus, PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  useActions({
    assign: press("assign"),
    assign_me: { run: assignMe, possible: assigneeId !== me.id },
    tags: press("tags"),
    snooze: { run: press("snooze"), possible: !closed },
  });

  return html`
    <div class="desk-bar" role="group" aria-label=${t("desk.bar")}>
      <${MenuButton}
        part="assign"
        label=${assignee ? t("desk.assignee", { name: assignee }) : t("desk.assign")}
        shortcut="A"
        icon=${assignee ? undefined : PersonIcon}
        disabled=${!ready}
        ...${{ admin, me, presence, assigneeId }}
        onChoose=${assign}
      >
        ${assignee && html`<${Face} id=${assigneeId} name=${assignee} />`}
        <span dir="auto">${assignee ?? t("desk.unassigned")}</span>
      <//>
      ${
        tags.length > 0 &&
        html`<ul class="desk-tags" aria-label=${t("desk.tags")}>
          ${tags.slice(0, SHOWN_TAGS).map((tag) => html`<li class="desk-tag" key=${tag} dir="auto">${tag}</li>`)}
          ${tags.length > SHOWN_TAGS && html`<li class="desk-tag" title=${tags.slice(SHOWN_TAGS).join(", ")}>+${tags.length - SHOWN_TAGS}</li>`}
        </ul>`
      }
      <${MenuButton}
        part="tags"
        label=${t(tags.length > 0 ? "desk.change_tags" : "desk.tag")}
        shortcut="T"
        icon=${TagIcon}
        disabled=${!ready}
        tags=${tags}
        known=${known.flatMap((each) => each.tags ?? [])}
        onChange=${(/** @type {{add: string[], remove: string[]}} */ change) =>
          act(admin.desk.tag(conversationId, change), () => tagText(change))}
      >
        ${tags.length === 0 && html`<span>${t("desk.tag")}</span>`}
      <//>
      ${
        !closed &&
        html`<${MenuButton}
          part="snooze"
          label=${snoozed ? t("desk.snoozed_label", { time: brief(until, now) }) : t("desk.snooze")}
          shortcut="Z"
          icon=${SnoozeIcon}
          disabled=${!ready}
          until=${snoozed ? until : null}
          onChoose=${snooze}
        >
          <span>${snoozed ? t("desk.snoozed", { time: brief(until, now) }) : t("desk.snooze")}</span>
        <//>`
      }
      <span class="header-state" role="status" data-failed=${problem !== ""}>${problem}</span>
    </div>
  `;
}

/** @param {{add: string[], remove: string[]}} change */
const tagText = ({ add, remove }) =>
  add.length > 0
    ? t("undo.tagged", { tags: add.join(", ") })
    : t("undo.untagged", { tags: remove.join(", ") });

/** 9:00 of today, or the day and the time. @param {number} at @param {number} now */
function brief(at, now) {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return briefTime(at, now);
  return new Intl.DateTimeFormat(language.locale, {
    weekday: "short",
    ...(at - now > 6 * 86_400_000 && { day: "numeric", month: "short" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(at);
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time when it was drawn, and again when the snooze ends. @param {number | null} until */
function useNow(until) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const left = (until ?? 0) - Date.now();
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  }, [until, now]);
  return now;
}
