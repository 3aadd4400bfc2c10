/** @import {Histogram} from "../../client/wire" */

// The same buckets as chalicelib/model/reports.py: a percentile is within 5 % of the exact one.
const ERROR = 0.05;
const GROWTH = (1 + ERROR) / (1 - ERROR);

/** The time that stands for all of a bucket, in milliseconds. @param {number} bucket */
const middle = (bucket) => Math.round((2000 * GROWTH ** bucket) / (GROWTH + 1));

/**
 * The time that so great a part of the counted times does not exceed, in milliseconds; null: nothing is counted.
 * @param {Histogram} histogram @param {number} part
 */
export function percentile(histogram, part) {
  let left = Math.ceil(part * counted(histogram));
  for (const [bucket, count] of [...histogram].sort(([one], [other]) => one - other)) {
    left -= count;
    if (count > 0 && left <= 0) return middle(bucket);
  }
  return null;
}

/** @param {Histogram} histogram */
export const counted = (histogram) => histogram.reduce((sum, [, count]) => sum + count, 0);

/** The histogram of all times in these. @param {Histogram[]} histograms @returns {Histogram} */
export function added(histograms) {
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const [bucket, count] of histograms.flat()) sums.set(bucket, (sums.get(bucket) ?? 0) + count);
  return [...sums];
}
