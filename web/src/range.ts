// Days as a range that can be brought nearer and moved. Days are counted from 1970-01-01.

/** The days that are shown, both of them included. */
export interface Range {
  from: number;
  to: number;
}

const DAY = 86_400_000;
/** The shortest and the longest time that is shown. */
const SHORTEST = 7;
const LONGEST = 73_050;

/** A day written as YYYY-MM-DD; nothing for anything else. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : Math.round(time / DAY);
}

/** A day as YYYY-MM-DD. */
export function writeDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** How many days a range has. */
export function daysOf(range: Range): number {
  return range.to - range.from + 1;
}

/** Nearer (factor below 1) or farther. `at` is the share of the way, from 0 to 1, that stays where it is. */
export function zoomed(range: Range, factor: number, at = 0.5): Range {
  const days = daysOf(range);
  const wanted = Math.min(LONGEST, Math.max(SHORTEST, Math.round(days * factor)));
  const from = Math.round(range.from + (days - wanted) * Math.min(1, Math.max(0, at)));
  return { from, to: from + wanted - 1 };
}

/** Later by a share of what is shown, or earlier. */
export function moved(range: Range, share: number): Range {
  const by = Math.round(daysOf(range) * share) || Math.sign(share);
  return { from: range.from + by, to: range.to + by };
}
