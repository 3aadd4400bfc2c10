import { text } from "./texts.js";

/** Only in what the team writes for itself: no visitor's page may ever receive it. */
export const PRIVATE = /desk-only|"assignee|"desk_id"|"snoozed_until"|"other_id"|DeskChanged/;
const TAGS = ["refund", "delivery", "vip", "urgent"].map((name) => `desk-only ${name}`);
const DAY_MS = 24 * 3600 * 1000;
/** How long a visitor waits who has said that this was all, and after which part of it an admin closes the conversation. */
const QUIET_MS = 4_000;
/** Refusals that people meet when two do something at once. */
const EXPECTED = new Set(["assigned_meanwhile", "newer_messages", "conversation_closed"]);
/** Codes of refusals that trying again does not change. */
const OURS = /invalid|unknown|not_found|cursor|token|too_many/;
/** What admins do besides answering, and the share of each. */
const SHARES = [
  [0.32, note],
  [0.18, changeNote],
  [0.17, assign],
  [0.1, tag],
  [0.12, setStatus],
  [0.05, snooze],
  [0.06, link],
];

/** One piece of an admin's work at the desk, in the conversation that the admin has open. */
export function workAtDesk(admin, conversation, world) {
  // What is closed is not closed for long: its visitor goes on writing.
  if (isClosed(admin, conversation) && admin.random.chance(0.5)) return setStatus(admin, conversation, world);
  let left = admin.random.next();
  for (const [share, act] of SHARES) {
    left -= share;
    if (left < 0) return act(admin, conversation, world);
  }
}

function note(admin, conversation, world) {
  const body = text(admin.random, `desk-only ${conversation.key} ${admin.name}`);
  const clientId = admin.engine.desk.note(body);
  world.noted(clientId, conversation, admin, { body });
}

/** Edits or deletes one of the admin's own notes, or writes the first one. */
function changeNote(admin, conversation, world) {
  const { entries } = admin.engine.state.desk;
  const own = entries.filter(
    ({ kind, mine, id, deleted, change }) => kind === "note" && mine && id !== null && !deleted && !change,
  );
  if (own.length === 0) return note(admin, conversation, world);
  const { id, key } = admin.random.pick(own.slice(-4));
  const { desk } = admin.engine;
  if (admin.random.chance(0.3)) {
    world.noted(desk.deleteNote(id), conversation, admin, { body: "", change: "deleted", of: key });
  } else {
    const body = text(admin.random, `desk-only ${conversation.key} changed`);
    world.noted(desk.editNote(id, body), conversation, admin, { body, change: "edited", of: key });
  }
}

/** Gives it to somebody. Half of the time all admins who have it open take it for themselves in the same moment. */
function assign(admin, conversation, world) {
  const { random } = admin;
  const together = conversation.site.tabs.filter((tab) => tab.up && tab.shows(conversation));
  if (random.chance(0.5)) for (const tab of together) take(tab, tab.adminId);
  else take(admin, random.pick([null, ...conversation.site.tabs.map(({ adminId }) => adminId)]));

  function take(tab, assignee) {
    settled(tab.engine.desk.assign(conversation.id, assignee), "assigns", world, tab, conversation);
  }
}

function tag(admin, conversation, world) {
  const chosen = admin.random.pick(TAGS);
  const has = admin.engine.state.desk.state.tags.includes(chosen);
  const change = has ? { remove: [chosen] } : { add: [chosen] };
  settled(admin.engine.desk.tag(conversation.id, change), "tags", world, admin, conversation);
}

function snooze(admin, conversation, world) {
  conversation.hidden = true;
  const until = admin.random.chance(0.3) ? null : Date.now() + DAY_MS;
  settled(admin.engine.desk.snooze(conversation.id, until), "snoozes", world, admin, conversation);
}

/** Says that it and another one are with the same person, or that they are not. */
function link(admin, conversation, world) {
  const { desk, state } = admin.engine;
  const known = new Set(state.conversations.map(({ id }) => id)); // a visit may have no message yet
  const other = conversation.site.active().find(({ id }) => known.has(id) && id !== conversation.id);
  if (!other) return tag(admin, conversation, world);
  const linked = !(state.desk.state.links ?? []).includes(other.id);
  settled(desk.link(conversation.id, other.id, linked), "links", world, admin, conversation, other);
}

/** Closes it, or opens it again. Half of the closings are made while its visitor writes, the others when that was all. */
function setStatus(admin, conversation, world) {
  if (isClosed(admin, conversation) || admin.random.chance(0.5))
    return changeStatus(admin, conversation, world);
  conversation.quietUntil = Date.now() + QUIET_MS;
  world.wait(QUIET_MS * admin.random.between(0.3, 0.8)).then(() => {
    if (admin.up && admin.shows(conversation) && !conversation.complete)
      changeStatus(admin, conversation, world);
  });
}

/** By the thread's button, or as one of several. */
function changeStatus(admin, conversation, world) {
  const { engine, random } = admin;
  const { id } = conversation;
  const closed = isClosed(admin, conversation);
  conversation.hidden = true;
  const work = random.chance(0.5)
    ? engine.setStatus(closed ? "open" : "closed", id)
    : engine.bulk([id], { kind: closed ? "reopen" : "close" }).then(rejectFailed);
  settled(work, closed ? "reopenings" : "closings", world, admin, conversation);
}

const isClosed = ({ engine }, { id }) =>
  engine.state.conversations.find((row) => row.id === id)?.status === "closed";

function rejectFailed({ progress }) {
  const [failure] = progress.failed;
  if (failure) throw { ...failure, transient: !OURS.test(failure.code) };
}

/**
 * Counts it, and keeps its conversations from ending before the page knows the outcome, since the page may repeat it. A
 * page that has crashed never hears it. A refusal that nobody could expect is a finding.
 */
function settled(work, name, world, admin, ...conversations) {
  world.worked(name);
  const { life } = admin;
  const waits = () => admin.engine !== null && admin.life === life;
  for (const { waiting } of conversations) waiting.add(waits);
  const over = () => {
    for (const { waiting } of conversations) waiting.delete(waits);
  };
  work.then(over, over);
  work.catch((error) => {
    if (error.code === "assigned_meanwhile") world.worked("assigns_too_late");
    else if (!(EXPECTED.has(error.code) || error.transient))
      world.records.write("refused_work", { name, code: error.code ?? String(error) });
  });
}
