/** The desk logs of conversations in memory, with the same append as the real ones. */
export function simulatedDesk({ log, now, push }) {
  const desks = new Map();
  const of = (id) => {
    if (!desks.has(id))
      desks.set(id, { entries: [], assignee: null, tags: [], until: null, links: [], requests: new Map() });
    return desks.get(id);
  };
  const names = new Map([
    ["a1", "Maya"],
    ["a2", "Noor"],
  ]);
  const person = (id) => (id === null ? null : { id, name: names.get(id) ?? id });

  function stateOf({ assignee, tags, until, links, entries }) {
    return {
      assignee_id: assignee?.id ?? null,
      tags: [...tags],
      snoozed_until: until,
      desk_id: entries.length,
      ...(links.length > 0 && { links: [...links] }),
    };
  }

  /** @returns {{status: number, body?: object, code?: string}} */
  function append(id, author, { client_id, after }, entry, takes = () => true) {
    const desk = of(id);
    if (after > desk.entries.length) return { status: 409, code: "cursor_ahead" };
    const known = desk.entries.slice(after).find((one) => one.client_id === client_id);
    if (known) return { status: 200, body: { entry: known, state: stateOf(desk) } };
    const refused = takes(desk);
    if (typeof refused === "string") return { status: 409, code: refused };
    if (!refused) return { status: 200, body: { state: stateOf(desk) } };
    const stored = {
      id: desk.entries.length + 1,
      client_id,
      author: person(author),
      sent_at: now(),
      at_id: log.get(id).log.length,
      ...entry(desk),
    };
    desk.entries.push(stored);
    log.desk(id, stateOf(desk));
    push({ type: "DeskChanged", conversation_id: id, id: stored.id, entry: stored, state: stateOf(desk) });
    return { status: 201, body: { entry: stored, state: stateOf(desk) } };
  }

  const verbs = {
    notes(id, author, body) {
      const { body: text, mentions, at_id } = body;
      if (!text.trim()) return { status: 400, code: "message_empty" };
      return append(id, author, body, () => ({
        kind: "note",
        body: text,
        ...(mentions && { mentions }),
        ...(at_id && { at_id }),
      }));
    },
    edit: (id, author, body, target) => changeNote(id, author, body, target, "edited"),
    delete: (id, author, body, target) => changeNote(id, author, body, target, "deleted"),
    assignee(id, author, body) {
      const assignee = person(body.assignee_id);
      return append(
        id,
        author,
        body,
        (desk) => {
          desk.assignee = assignee;
          return { kind: "assigned", assignee };
        },
        (desk) => {
          if ((desk.assignee?.id ?? null) === body.assignee_id) return false;
          const late = desk.entries.slice(body.after).some(({ kind }) => kind === "assigned");
          return late ? "assigned_meanwhile" : true;
        },
      );
    },
    tags(id, author, body) {
      const { add = [], remove = [] } = body;
      const added = (desk) => add.filter((tag) => !desk.tags.includes(tag));
      const removed = (desk) => remove.filter((tag) => desk.tags.includes(tag));
      return append(
        id,
        author,
        body,
        (desk) => {
          const entry = { kind: "tagged", added: added(desk), removed: removed(desk) };
          desk.tags = [...desk.tags, ...entry.added].filter((tag) => !entry.removed.includes(tag)).sort();
          return entry;
        },
        (desk) => added(desk).length + removed(desk).length > 0,
      );
    },
    snooze(id, author, body) {
      return append(
        id,
        author,
        body,
        (desk) => {
          desk.until = body.until;
          return { kind: "snoozed", ...(body.until && { until: body.until }) };
        },
        (desk) => desk.until !== body.until,
      );
    },
    links(id, author, body) {
      const { other_id, linked } = body;
      const kind = linked ? "linked" : "unlinked";
      const side = (from, to) =>
        append(
          from,
          author,
          { ...body, after: from === id ? body.after : of(from).entries.length },
          (desk) => {
            desk.links = linksOf(from, to, linked);
            return { kind, other_id: to };
          },
          (desk) => desk.links.includes(to) !== linked,
        );
      const answer = side(id, other_id);
      if (answer.status === 201) side(other_id, id);
      return { ...answer, status: 200 };
    },
  };

  const linksOf = (id, other, linked) => [
    ...of(id).links.filter((each) => each !== other),
    ...(linked ? [other] : []),
  ];

  function changeNote(id, author, body, target, kind) {
    const note = of(id).entries[target - 1];
    if (note?.kind !== "note") return { status: 404, code: "note_not_found" };
    return append(
      id,
      author,
      body,
      (desk) => {
        desk.entries[target - 1] =
          kind === "edited"
            ? { ...note, body: body.body, edited: true }
            : { ...note, body: "", deleted: true };
        return { kind, target, ...(kind === "edited" && { body: body.body }) };
      },
      () => (note.deleted ? "note_deleted" : note.author.id === author ? true : "note_not_yours"),
    );
  }

  return {
    of,
    /** @returns {{status: number, body?: object, code?: string} | null} null: not a call of the desk */
    answer(id, author, verb, body, target) {
      if (verb !== "desk") return verbs[verb]?.(id, author, body, target) ?? null;
      const desk = of(id);
      const { since_id, limit = 100 } = body;
      if (since_id > desk.entries.length) return { status: 409, code: "cursor_ahead" };
      const { first = 1 } = desk;
      const cursor = Math.max(since_id, first - 1);
      const entries = desk.entries.slice(cursor, cursor + limit);
      const last_id = cursor + entries.length;
      return {
        status: 200,
        body: {
          entries,
          last_id,
          has_more: last_id < desk.entries.length,
          state: stateOf(desk),
          conversation: log.summary(id),
          ...(first > 1 && { first_id: first }),
        },
      };
    },
    names,
    colleagues: () => [...names].map(([id, name]) => ({ id, name })),
  };
}
