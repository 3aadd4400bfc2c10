// Collects every layout shift of the page, those right after a click too: its value, and what moved from where to where.
// Elements within the widget have no name here, only a place.
const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
window.layoutShifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    window.layoutShifts.push([
      value,
      ...sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node?.className || node?.nodeName || "?"}: ${place(previousRect)} → ${place(currentRect)}`,
      ),
    ]);
}).observe({ type: "layout-shift", buffered: true });

// A busy machine may load the extras for longer than the panel waits for them before it draws without them (HELD_MS in
// widget/panel.js). Here it waits as long as they take.
const { setTimeout: usual } = window;
window.setTimeout = (act, ms, ...rest) => usual(act, ms === 1500 ? 60_000 : ms, ...rest);
