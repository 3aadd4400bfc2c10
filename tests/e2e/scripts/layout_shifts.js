// Collects every layout shift of the page, those right after a click too.
window.layoutShifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    window.layoutShifts.push([value, ...sources.map(({ node }) => node?.className || node?.nodeName || "?")]);
}).observe({ type: "layout-shift", buffered: true });
