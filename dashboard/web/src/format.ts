/** Formats numbers and times for readers: shares in whole percent, times in the reader's own time zone. */

import { t } from "./i18n";

/** Formats 0.774 as "77 %"; a share that is not zero never becomes "0 %" but "< 1 %". */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? "< 1 %" : `${Math.round(share * 100)} %`;
}

/** The same text without line breaks before percent signs. */
export const unbroken = (text: string): string => text.replaceAll(" %", "\u00a0%");

/** Formats the bounds of a band as "48 to 71 %". */
export const band = ({ low, high }: { low: number; high: number }): string =>
  t("format.band", { low: Math.round(low * 100), high: percent(high) });

let withOffset = false;

/** From now on times have their offset from UTC if the reader's clocks change between the two instants. */
export function showOffsets(from: string, to: string): void {
  withOffset = new Date(from).getTimezoneOffset() !== new Date(to).getTimezoneOffset();
}

/** The reader's time zone, such as "Europe/Berlin". */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Formats a time as "14:05", or with seconds as "14:05:10". */
export function time(at: string | Date, seconds = false): string {
  return new Date(at).toLocaleTimeString(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(seconds ? { second: "2-digit" } : {}),
    ...(withOffset ? { timeZoneName: "shortOffset" } : {}),
  });
}

/** Formats a time as "21 Nov 2026, 14:05"; without the date if it is today. */
export function dateTime(at: string | Date, now = new Date()): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString()) return time(date);
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}, ${time(date)}`;
}

/** Formats a time as "14:05:10", with the date if it is not today. */
export function clock(at: string | Date, now = new Date()): string {
  const date = new Date(at);
  return date.toDateString() === now.toDateString() ? time(date, true) : dateTime(date, now);
}

/** Formats a duration: "40 s", "12 min", "1 h 05 min". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60 > 0) return `${minutes} min ${seconds % 60} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Formats the length of a lecture that has ended, rounded as in its report: "40 s", "16 min". */
export function lengthOf(from: string, to: string): string {
  const seconds = Math.floor((Date.parse(to) - Date.parse(from)) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** Formats a number with its noun, rounded: "1 face", "24 faces". */
export function count(number: number, one: string, many = `${one}s`): string {
  const whole = Math.round(number);
  return `${whole.toLocaleString("en")} ${whole === 1 ? one : many}`;
}

const UNITS: [seconds: number, name: string][] = [[86_400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];

/** Formats seconds in the largest unit that gives at least two of it, rounded up: "3 days", "30 minutes". */
export function longDuration(seconds: number): string {
  const [unit, name] = UNITS.find(([length]) => seconds >= 2 * length) ?? [1, "second"];
  return count(Math.ceil(seconds / unit), name);
}
