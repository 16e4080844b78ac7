/** The list of lectures: what a search finds, and by days. */

import type { LectureSummary } from "../api";
import { locale, t } from "../i18n";

/** The lectures in whose title or id the words occur, whatever their case and accents. */
export function found(lectures: readonly LectureSummary[], search: string): LectureSummary[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return lectures.filter(({ id, title }) => words.every((word) => plain(`${title} ${id}`).includes(word)));
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();

/** The lectures by the day on which they began, in the reader's time zone, in the order in which they come. */
export function byDay(lectures: readonly LectureSummary[], now = new Date()): [day: string, lectures: LectureSummary[]][] {
  const days = new Map<string, LectureSummary[]>();
  for (const lecture of lectures) {
    const day = dayOf(new Date(lecture.startedAt), now);
    days.set(day, [...(days.get(day) ?? []), lecture]);
  }
  return [...days];
}

/** A day in words: today, yesterday, or its date. */
export function dayOf(date: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return t("day.today");
  if (date.toDateString() === yesterday.toDateString()) return t("day.yesterday");
  return date.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
