/** The smaller panels of the page: key figures, pipeline, report. */

import type { Health, LectureState, LectureSummary, Report } from "../api";
import { expressionBars } from "../bars";
import { h } from "../dom";
import { count, dateTime, duration, time } from "../format";
import { t } from "../i18n";
import { pair } from "./window";
import { episodesWord, keepsUp, latencyWord, lossWord, ofParticipants, percentOrDash, waitWord, type Word } from "./words";

/** The key figures: how much of the class the mood is based on. */
export function keyFigures(lecture: LectureSummary): HTMLElement[] {
  const figure = (term: string, value: string, note: string) =>
    h("div", {}, h("dt", {}, term), h("dd", {}, value, h("span", { class: "small soft" }, note)));
  const now = lecture.running && keepsUp(lecture.state);
  const cameras = lecture.running && lecture.state.kind !== "unreachable";
  return [
    ...(now ? [figure("Readable now", ofParticipants(lecture.readable, lecture.faces), "faces in view")] : []),
    figure("Coverage", percentOrDash(lecture.coverage), "of participants"),
    figure("Participants", lecture.participants === null ? "–" : String(lecture.participants), lecture.report ? "in all" : "seen so far"),
    ...(lecture.mood && lecture.mood.bystanders >= 0.5
      ? [figure(t("figures.bystanders"), String(Math.round(lecture.mood.bystanders)), t("figures.bystanders.note"))]
      : []),
    ...(cameras ? [figure("Cameras", String(lecture.sources), "sending pictures")] : []),
  ];
}

/** The pipeline: what comes in and goes out, how old the oldest waiting picture is, and what each stage has not read. */
export function healthFigures(health: Health, state: LectureState): HTMLElement[] {
  const latency = health.latencyMs;
  const waits = state.behindSeconds > 0 ? duration(state.behindSeconds * 1000) : "none";
  return [
    ...row("Pictures in", `${state.picturesPerSecond.toFixed(1)} a second`, null),
    ...row("Results out", `${state.resultsPerSecond.toFixed(1)} a second`, null),
    ...row("Oldest waiting", waits, waitWord(state)),
    ...row("Latency, median", latency ? milliseconds(latency.p50) : "–", latencyWord(latency, state)),
    ...row("Latency, 99 %", latency ? milliseconds(latency.p99) : "–", null),
    ...row("Dropped", String(health.dropped), health.deadLettered > 0 ? null : lossWord(health)),
    ...row("Not processed", String(health.deadLettered), health.deadLettered > 0 ? lossWord(health) : null),
    ...health.stages.flatMap(({ stage, unread, standsStill }) =>
      row(STAGES[stage], unread === null ? "–" : `${unread.toLocaleString("en")} unread`, standsStill ? { text: "stands still", tone: "bad" } : null),
    ),
  ];
}

const STAGES = { detector: "Detector", classifier: "Classifier", recommender: "Recommender" };

const milliseconds = (number: number): string =>
  number < 1000 ? `${Math.round(number)} ms` : `${(number / 1000).toFixed(1)} s`;

const row = (term: string, value: string, word: Word | null): HTMLElement[] => [
  h("dt", {}, term),
  h("dd", {}, value, word && h("span", { class: `badge badge-${word.tone}` }, word.text)),
];

/** The figures of the lecture's report. */
export function reportBody(report: Report): HTMLElement {
  const from = Date.parse(report.startedAt);
  const to = Date.parse(report.endedAt);
  const episodes = episodesWord(report);
  const numbers = h(
    "dl",
    { class: "pairs" },
    ...pair("From, to", `${dateTime(report.startedAt)} – ${time(report.endedAt)}`),
    ...pair("Length", duration(to - from)),
    ...pair("Participants", String(report.participants)),
    ...pair("Coverage", percentOrDash(report.coverage)),
    ...pair("Windows", `${report.windows} with a mood, ${report.withheldWindows} without`),
    ...pair("Frames", report.frames.toLocaleString("en")),
    ...(report.lateFrames > 0 ? pair("Came too late", count(report.lateFrames, "frame")) : []),
    ...(episodes ? pair("Attention", episodes) : []),
  );
  const looks = report.probabilities
    ? h("div", { class: "stack" }, h("h3", {}, "Mean probability over the lecture"), expressionBars(report.probabilities))
    : h("p", { class: "soft" }, "There is no mean, because no window has a mood.");
  return h("div", { class: "report-columns" }, numbers, looks);
}
