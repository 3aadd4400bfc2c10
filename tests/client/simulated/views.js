const MOST = 1_000;

/** The views of the inbox over the conversations of `simulatedLog`, as the server decides them. */
export function simulatedViews(log, now) {
  /** @returns {boolean} whether a conversation is in a view of this admin, and passes the filters */
  function isIn(conversation, { view = "all", tag, assignee, unread }, me) {
    const { closed = false, blocked = false, desk = {} } = conversation;
    const { assignee_id, tags = [], snoozed_until = 0 } = desk;
    const snoozed = snoozed_until > now();
    const open = !closed && !snoozed;
    const views = {
      all: open,
      mine: open && assignee_id === me,
      unassigned: open && !assignee_id,
      snoozed: !closed && snoozed,
      closed,
      blocked,
    };
    if (!views[view] || (tag && !tags.includes(tag)) || (assignee && assignee_id !== assignee)) return false;
    return !unread || log.isUnread(conversation);
  }

  return {
    isIn,
    counts(me) {
      const of = (view) => log.all().filter((each) => isIn(each, { view }, me)).length;
      const counted = ["all", "mine", "unassigned", "snoozed", "blocked"];
      const views = Object.fromEntries(counted.map((view) => [view, Math.min(of(view), MOST)]));
      return { status: 200, body: { views, most: MOST } };
    },
  };
}
