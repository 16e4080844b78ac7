/** The sentences of the lecture pages. */

import type { Frames, Health, LectureState, LectureSummary, Mood, Report } from "../api";
import { clock, decimal, duration, number, percent, time } from "../format";
import { t } from "../i18n";
import { CONNECTION_LOST } from "../sentences";
import { endedText } from "./findings";
import { looksSentence, moodSentence, readSentence } from "./mood";

/** A mood older than this (milliseconds) is not the mood now. */
const NOW = 30_000;

/** The first windows of a lecture take this long (milliseconds). */
const FIRST_MOODS = 60_000;

/** With fewer readable faces than this there is no mood by default (RECOMMENDER_MINIMUM_GROUP), so that nobody is singled out. */
const SMALLEST_GROUP = 5;

/** Whom the mood counts, where the teacher has said so. */
export const countingSentence = (mood: Mood | null): string =>
  !mood || mood.counting === "all" ? "" : t(mood.counting === "here" ? "figures.counting.here" : "figures.counting.own");

export interface NowText {
  headline: string;
  detail: string;
  /** Why there is no mood, without a look back; empty when there is one. */
  why: string;
  /** Whether the mood is the mood now; for a lecture that has ended, that of the whole lecture. */
  current: boolean;
}

/** The mood now in one sentence, or why there is none. */
export function nowText(lecture: LectureSummary): NowText {
  const { running } = lecture;
  const ended = lecture.report !== null;
  const { mood } = lecture;
  if (lecture.report && lecture.report.windows > 0) return { ...endedText(lecture.report), why: "", current: true };
  if (!mood) {
    const why = ended ? t("mood.too-few.ended") : whyNone(lecture);
    const headline = ended ? t("mood.never") : t("mood.not-yet");
    return { headline, detail: detailOf(lecture, why), why, current: false };
  }
  const [headline, detail] = [looksSentence(mood.shares), readSentence(mood)];
  if (running && keepsUp(lecture.state) && Date.parse(lecture.lastAt) - Date.parse(mood.to) < NOW) return { headline, detail, why: "", current: true };
  const why = whyNone(lecture);
  const last = t("mood.last", { time: time(mood.to), mood: moodSentence(mood) });
  return { headline: t("mood.not-now"), detail: `${detailOf(lecture, why)} ${last}`.trim(), why, current: false };
}

/** Why there is no mood, unless a notice says it already. */
const detailOf = ({ state }: LectureSummary, why: string): string => (stateNotice(state) ? "" : why);

function whyNone(lecture: LectureSummary): string {
  const state = stateSentence(lecture.state);
  if (state) return state;
  if (lecture.sources === 0) return t("mood.first-results");
  if (lecture.faces === 0) return t("mood.no-face");
  if (lecture.readable < SMALLEST_GROUP) return t("mood.too-few");
  const young = Date.parse(lecture.lastAt) - Date.parse(lecture.startedAt) < FIRST_MOODS;
  return t(young ? "mood.first" : "mood.next");
}

/** The arguments of messages that say since when a state lasts, if that is known, and which stage stands still. */
const known = ({ since, stage }: LectureState) => ({ known: since ? "yes" : "no", since: since ? clock(since) : "", stage: stage ?? "unknown" });

/** Whether what the page shows is of now, or a little late. */
export const keepsUp = ({ kind }: LectureState): boolean => kind === "live" || kind === "behind";

/** Pictures without a result are no news for these first seconds, in which the state itself is live still. */
const PATIENCE = 3;

const isWaiting = ({ kind, behindSeconds, resultsPerSecond }: LectureState): boolean =>
  kind === "live" && behindSeconds >= PATIENCE && resultsPerSecond === 0;

/** The state of the lecture in a few words, for a badge. A lecture has ended only when it has a report. */
export function stateWord(connected: boolean, state: LectureState | null): Word {
  if (!connected) return { text: CONNECTION_LOST, tone: "warn" };
  if (state && isWaiting(state)) return { text: t("state.waiting-results"), tone: "plain" };
  switch (state?.kind) {
    case undefined:
      return { text: t("state.waiting"), tone: "plain" };
    case "live":
      return { text: t("state.live"), tone: "good" };
    case "behind":
      return { text: t("state.behind", { behind: duration(state.behindSeconds * 1000) }), tone: "warn" };
    case "stalled":
      return { text: t("state.stalled", known(state)), tone: "bad" };
    case "paused":
      return { text: t("state.paused"), tone: "plain" };
    case "silent":
      return { text: t("state.silent", known(state)), tone: "warn" };
    case "ended":
      return { text: t("state.ended"), tone: "plain" };
    case "unreachable":
      return { text: t("state.unreachable"), tone: "bad" };
  }
}

/** The same in a sentence, with what is known about it; empty while results keep up. */
export function stateSentence(state: LectureState): string {
  switch (state.kind) {
    case "live":
      return isWaiting(state) ? t("state.waiting-results.sentence") : "";
    case "behind":
      return t("state.behind.sentence", { behind: duration(state.behindSeconds * 1000) });
    case "stalled":
      return t("state.stalled.sentence", { coming: coming(state), ...known(state) });
    case "paused":
      return t("state.paused.sentence");
    case "silent":
      return t("state.silent.sentence", known(state));
    case "ended":
      return t("state.ended.sentence");
    case "unreachable":
      return t("state.unreachable.sentence", known(state));
  }
}

const coming = ({ picturesPerSecond }: LectureState): string =>
  picturesPerSecond > 0 ? t("state.coming", { rate: decimal(picturesPerSecond) }) : t("state.pending");

/** What needs a teacher's eye, as a notice; null if nothing does. */
export function stateNotice(state: LectureState): { text: string; tone: "warn" | "bad" } | null {
  if (state.kind === "behind") return { text: stateSentence(state), tone: "warn" };
  if (state.kind === "stalled") return { text: `${stateSentence(state)} ${t("state.stalled.ask", known(state))}`, tone: "bad" };
  if (state.kind === "unreachable") return { text: stateSentence(state), tone: "bad" };
  return null;
}

/** What is read aloud when the kind of the state changes; without figures, which change all the time. */
export function spokenState(connected: boolean, state: LectureState | null): string {
  if (connected && state?.kind === "behind") return t("state.behind.spoken");
  return stateWord(connected, state).text;
}

/** The state for a student's badge. */
export const classWord = (state: LectureState): Word => stateWord(true, forStudents(state));

/** Without the stage that stands still before there is a result, of which students know nothing. */
const forStudents = (state: LectureState): LectureState => (state.stage === "recommender" ? state : { ...state, stage: null });

/** What a student is told about the class; null if all is well, or if it is about the teacher's side only. */
export function classNotice(state: LectureState): string | null {
  switch (state.kind) {
    case "behind":
      return t("class.behind", { behind: duration(state.behindSeconds * 1000) });
    case "stalled":
      return state.stage === "recommender" ? null : t("state.stalled.sentence", { coming: t("class.coming"), ...known(forStudents(state)) });
    case "unreachable":
      return t("server.not-reachable");
    default:
      return null;
  }
}

/** The notice while the server cannot read the topics. */
export const OUT_OF_DATE = t("server.out-of-date");

export interface Word {
  text: string;
  tone: "good" | "warn" | "bad" | "plain";
}

/** Rates the latency by its median, because one slow frame in a hundred does not matter at a glance; only where results keep up. */
export function latencyWord(latency: Health["latencyMs"], state: LectureState): Word | null {
  if (!latency || state.kind !== "live") return null;
  if (latency.p50 <= 1000) return { text: t("latency.good"), tone: "good" };
  return latency.p50 <= 5000 ? { text: t("latency.warn"), tone: "warn" } : { text: t("latency.bad"), tone: "bad" };
}

/** Rates the age of the oldest picture without a result. */
export function waitWord({ kind, behindSeconds }: LectureState): Word | null {
  if (behindSeconds === 0) return null;
  if (kind === "behind") return { text: t("waiting.behind"), tone: "warn" };
  return kind === "stalled" ? { text: t("waiting.stalled"), tone: "bad" } : null;
}

/** Rates the losses: dropped frames are replaced by newer ones, dead-lettered frames could not be processed. */
export function lossWord(health: Health): Word {
  if (health.deadLettered > 0) return { text: t("loss.bad"), tone: "bad" };
  return health.dropped > 0 ? { text: t("loss.warn"), tone: "warn" } : { text: t("loss.good"), tone: "good" };
}

/** What became of all frames of the lecture; empty if there were none. */
export function framesSentence(frames: Frames | undefined): string {
  if (!frames || frames.published + frames.dropped === 0) return "";
  return t("pipeline.sums", { ...frames });
}

/** The number of episodes of attention, for teachers. */
export function episodesWord({ negativeEpisodes, absentEpisodes }: Report): string | null {
  if (negativeEpisodes === undefined || absentEpisodes === undefined) return null;
  return t("report.episodes", { negative: negativeEpisodes, absent: absentEpisodes });
}

/** Formats "24 of 25", or "24" while the number of participants is unknown. */
export const ofParticipants = (readable: number, participants: number | null): string =>
  !participants ? number(readable) : t("of", { some: Math.round(readable), all: participants });

/** Formats a share, or a dash if there is none. */
export const percentOrDash = (share: number | null): string => (share === null ? "–" : percent(share));
