/** The state of a lecture's page. Every event replaces an earlier one with the same key, in whatever order events arrive. */

import type { Episode, Health, LectureSummary, Mood, Note } from "../api";

export interface PageState {
  summary: LectureSummary | null;
  /** Sorted by the start of the window. */
  moods: Mood[];
  /** Sorted by source, face and beginning; never by urgency. */
  episodes: Episode[];
  /** In the order of time. */
  notes: Note[];
  health: Health | null;
}

export const emptyState = (): PageState => ({ summary: null, moods: [], episodes: [], notes: [], health: null });

/** When a window starts, in milliseconds. */
export const start = (mood: Mood): number => Date.parse(mood.from);

/** When a window ends, in milliseconds. */
export const end = (mood: Mood): number => Date.parse(mood.to);

/** Inserts a mood in order; a later mood of the same window replaces the earlier one. */
export function upsertMood(moods: Mood[], mood: Mood): void {
  let at = moods.length;
  while (at > 0 && start(moods[at - 1]!) > start(mood)) at--;
  const known = moods[at - 1];
  if (known && start(known) === start(mood)) moods[at - 1] = mood;
  else moods.splice(at, 0, mood);
}

/** Inserts an episode in order, as {@link upsertMood} does. */
export function upsertEpisode(episodes: Episode[], episode: Episode): void {
  const at = episodes.findIndex((other) => byKey(other, episode) >= 0);
  if (at < 0) episodes.push(episode);
  else episodes.splice(at, byKey(episodes[at]!, episode) === 0 ? 1 : 0, episode);
}

/** Puts other episodes in the place of all, in order. */
export function replaceEpisodes(episodes: Episode[], others: readonly Episode[]): void {
  episodes.length = 0;
  for (const episode of others) upsertEpisode(episodes, episode);
}

const byKey = (a: Episode, b: Episode): number =>
  a.source.localeCompare(b.source, "en") || a.track - b.track || Date.parse(a.since) - Date.parse(b.since);

/** Splits moods into runs without gaps; between two runs there was no mood, and nothing is drawn. */
export function runs(moods: readonly Mood[]): Mood[][] {
  const found: Mood[][] = [];
  for (const mood of moods) {
    const run = found.at(-1);
    const before = run?.at(-1);
    if (run && before && start(mood) <= end(before)) run.push(mood);
    else found.push([mood]);
  }
  return found;
}

/** The mood whose window contains an instant (milliseconds), or null in a gap. */
export function moodAt(moods: readonly Mood[], instant: number): Mood | null {
  return moods.find((mood) => start(mood) <= instant && instant < end(mood)) ?? null;
}
