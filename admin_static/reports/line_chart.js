/** @import {Day} from "./grouping.js" */
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { html } from "../../client/ui/html.js";
import { dayName, shortDay } from "./numbers.js";

const HEIGHT = 200;
const DAY_STEPS = [1, 2, 7, 14, 28, 56];
const WHOLE_STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 50_000];
const AXIS_FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/**
 * Lines over the days of a period. The x axis counts days, so that those of 23 and 25 hours are as wide as the others.
 * @param {{
 *   label: string, days: Day[], values: (number | null)[][], short: (value: number) => string, steps?: number[],
 *   onAt: (index: number | null) => void,
 * }} props `onAt` receives the day under the pointer
 */
export function LineChart({ label, days, values, short, steps = WHOLE_STEPS, onAt }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));

  useEffect(() => {
    const element = /** @type {HTMLDivElement} */ (place.current);
    const data = /** @type {uPlot.AlignedData} */ ([days.map((_, index) => index), ...values]);
    const width = () => element.clientWidth;
    const chart = new uPlot(
      options({ element, width: width(), days, count: values.length, short, steps, onAt }),
      data,
      element,
    );
    const resized = new ResizeObserver(() => chart.setSize({ width: width(), height: HEIGHT }));
    resized.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => chart.redraw(false);
    scheme.addEventListener("change", redraw);
    return () => {
      scheme.removeEventListener("change", redraw);
      resized.disconnect();
      chart.destroy();
      onAt(null);
    };
  }, [days, values.length]);

  return html`<div class="line-chart" ref=${place} role="img" aria-label=${label}></div>`;
}

/**
 * @param {{
 *   element: HTMLElement, width: number, days: Day[], count: number, short: (value: number) => string, steps: number[],
 *   onAt: (index: number | null) => void,
 * }} given
 * @returns {uPlot.Options}
 */
function options({ element, width, days, count, short, steps, onAt }) {
  // Read when the chart is drawn: the colours change with light and dark.
  const color = (/** @type {string} */ name) => () =>
    getComputedStyle(element).getPropertyValue(`--chart-${name}`);
  const grid = { stroke: color("grid"), width: 1 };
  const axis = { stroke: color("text"), font: AXIS_FONT, ticks: { show: false }, grid };
  return {
    width,
    height: HEIGHT,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: (_, from, to) => (from === to ? [from - 1, to + 1] : [from, to]) },
      y: { range: (_, __, most) => [0, (most || steps[0] * 4) * 1.08] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        gap: 10,
        space: 64,
        incrs: DAY_STEPS,
        values: (_, at) => at.map((index) => (days[index] ? shortDay(days[index].day) : "")),
      },
      { ...axis, size: 46, space: 38, incrs: steps, values: (_, at) => at.map((value) => short(value)) },
    ],
    series: [
      { value: (_, index) => (days[index] ? dayName(days[index].day) : "") },
      ...Array.from({ length: count }, (_, index) => ({
        stroke: color(String(index + 1)),
        fill: index === 0 ? color("fill") : undefined,
        width: index === 0 ? 2 : 1.5,
        dash: index === 0 ? undefined : index === 1 ? [6, 4] : [2, 3],
        spanGaps: true,
        // A value without another one, to which a line could lead.
        points: { show: isAlone, size: 6 },
      })),
    ],
    hooks: { setCursor: [(chart) => onAt(chart.cursor.idx ?? null)] },
  };
}

/** @param {uPlot} chart @param {number} series */
const isAlone = ({ data }, series) => Array.from(data[series]).filter((value) => value != null).length < 2;
