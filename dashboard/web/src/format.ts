/** Formats numbers and times for readers, in their language: shares in whole percent, times in the reader's own time zone. */

import { language, locale, t } from "./i18n";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
const shares = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });

/** Formats a whole number: "1,234". */
export const number = (value: number): string => whole.format(value);

/** Formats a number with one decimal: "1.5". */
export const decimal = (value: number): string => tenths.format(value);

/** Formats 0.774 as "77 %"; a share that is not zero never becomes "0 %" but "< 1 %". */
export const percent = (share: number): string => (share > 0 && share < 0.005 ? `< ${percentOf(0.01)}` : percentOf(share));

/** As each language writes it; in English with a space, as everywhere in moodstream. */
const percentOf = (share: number): string => (language === "en" ? shares.format(share).replace("%", " %") : shares.format(share));

/** The same text without line breaks before percent signs. */
export const unbroken = (text: string): string => text.replaceAll(" %", "\u00a0%");

/** Formats the bounds of a band as "48 to 71 %". */
export const band = ({ low, high }: { low: number; high: number }): string =>
  t("format.band", { low: number(low * 100), high: percent(high) });

let withOffset = false;

/** From now on times have their offset from UTC if the reader's clocks change between the two instants. */
export function showOffsets(from: string, to: string): void {
  withOffset = new Date(from).getTimezoneOffset() !== new Date(to).getTimezoneOffset();
}

/** The reader's time zone, such as "Europe/Berlin". */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Formats a time as "14:05", or with seconds as "14:05:10". */
export function time(at: string | Date, seconds = false): string {
  return new Date(at).toLocaleTimeString(locale, {
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
  return t("date.time", { date: date.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" }), time: time(date) });
}

/** Formats a time as "14:05:10", with the date if it is not today. */
export function clock(at: string | Date, now = new Date()): string {
  const date = new Date(at);
  return date.toDateString() === now.toDateString() ? time(date, true) : dateTime(date, now);
}

/** Formats a duration: "40 s", "12 min", "1 h 05 min". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return t("duration.seconds", { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60 > 0) return t("duration.minutes-seconds", { minutes, seconds: seconds % 60 });
  if (minutes < 60) return t("duration.minutes", { minutes });
  return t("duration.hours", { hours: Math.floor(minutes / 60), minutes: twoDigits.format(minutes % 60) });
}

/** Formats a short time in milliseconds: "128 ms", "1.3 s". */
export const milliseconds = (value: number): string =>
  value < 1000 ? t("duration.milliseconds", { milliseconds: Math.round(value) }) : t("duration.tenths", { seconds: decimal(value / 1000) });

/** Formats the length of a lecture that has ended, rounded as in its report: "40 s", "16 min". */
export function lengthOf(from: string, to: string): string {
  const seconds = Math.floor((Date.parse(to) - Date.parse(from)) / 1000);
  return seconds < 60 ? t("duration.seconds", { seconds }) : t("duration.minutes", { minutes: Math.round(seconds / 60) });
}

const UNITS = [
  [365 * 86_400, "period.years"],
  [86_400, "period.days"],
  [3600, "period.hours"],
  [60, "period.minutes"],
  [1, "period.seconds"],
] as const;

/** Formats seconds in the largest unit that gives at least two of it, rounded up: "3 days", "30 minutes". */
export function longDuration(seconds: number): string {
  const [unit, key] = UNITS.find(([length]) => seconds >= 2 * length) ?? UNITS[4];
  return t(key, { count: Math.ceil(seconds / unit) });
}
