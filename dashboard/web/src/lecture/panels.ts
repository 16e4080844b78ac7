/** The smaller panels of the page: key figures, pipeline, report. */

import type { Health, LectureState, LectureSummary, Report } from "../api";
import { estimateBars } from "../bars";
import { h } from "../dom";
import { dateTime, decimal, duration, lengthOf, milliseconds, number, time } from "../format";
import { t } from "../i18n";
import { endedText, estimatedShares } from "./findings";
import { pair } from "./window";
import { episodesWord, keepsUp, latencyWord, lossWord, ofParticipants, percentOrDash, waitWord, type Word } from "./words";

/** The key figures: how much of the class the mood is based on. */
export function keyFigures(lecture: LectureSummary): HTMLElement[] {
  const figure = (term: string, value: string, note: string) =>
    h("div", {}, h("dt", {}, term), h("dd", {}, value, h("span", { class: "small soft" }, note)));
  const now = lecture.running && keepsUp(lecture.state);
  const cameras = lecture.running && lecture.state.kind !== "unreachable";
  return [
    ...(now ? [figure(t("figures.readable"), ofParticipants(lecture.readable, lecture.faces), t("figures.readable.note"))] : []),
    figure(t("coverage"), percentOrDash(lecture.coverage), t("figures.coverage.note")),
    figure(t("participants"), lecture.participants === null ? "–" : number(lecture.participants), lecture.report ? t("figures.participants.ended") : t("figures.participants.note")),
    ...(lecture.mood && lecture.mood.bystanders >= 0.5
      ? [figure(t("figures.bystanders"), number(Math.round(lecture.mood.bystanders)), t("figures.bystanders.note"))]
      : []),
    ...(cameras ? [figure(t("figures.cameras"), number(lecture.sources), t("figures.cameras.note"))] : []),
  ];
}

/** What rates are counted over, milliseconds; the other figures of the pipeline have a period of their own. */
const RATES_OVER = 10_000;

/** The pipeline: what comes in and goes out, how old the oldest waiting picture is, and what each stage has not read. */
export function healthFigures(health: Health, state: LectureState): HTMLElement[] {
  const latency = health.latencyMs;
  const rate = (perSecond: number) =>
    `${t("pipeline.rate", { rate: decimal(perSecond) })} · ${t("pipeline.span", { duration: duration(RATES_OVER) })}`;
  return [
    ...row(t("pipeline.in"), rate(state.picturesPerSecond), null),
    ...row(t("pipeline.out"), rate(state.resultsPerSecond), null),
    ...row(t("pipeline.waiting"), oldestWaiting(state), waitWord(state)),
    ...row(t("pipeline.median"), latency ? milliseconds(latency.p50) : "–", latencyWord(latency, state)),
    ...row(t("pipeline.p99"), latency ? milliseconds(latency.p99) : "–", null),
    ...row(t("pipeline.dropped"), number(health.dropped), health.deadLettered > 0 ? null : lossWord(health)),
    ...row(t("pipeline.dead-lettered"), number(health.deadLettered), health.deadLettered > 0 ? lossWord(health) : null),
    ...health.stages.flatMap(({ stage, unread, standsStill }) =>
      row(t(`stage.${stage}`), unread === null ? "–" : t("pipeline.unread", { count: unread }), standsStill ? { text: t("pipeline.stands-still"), tone: "bad" } : null),
    ),
  ];
}

/** Seconds are rounded up. */
function oldestWaiting({ behindSeconds }: LectureState): string {
  if (behindSeconds === 0) return t("pipeline.waiting.none");
  return behindSeconds === 1 ? t("pipeline.waiting.short", { duration: duration(1000) }) : duration(behindSeconds * 1000);
}

const row = (term: string, value: string, word: Word | null): HTMLElement[] => [
  h("dt", {}, term),
  h("dd", {}, value, word && h("span", { class: `badge badge-${word.tone}` }, word.text)),
];

/** The figures of the lecture's report. */
export function reportBody(report: Report): HTMLElement {
  const episodes = episodesWord(report);
  const numbers = h(
    "dl",
    { class: "pairs" },
    ...pair(t("report.span"), `${dateTime(report.startedAt)} – ${time(report.endedAt)}`),
    ...pair(t("report.length"), lengthOf(report.startedAt, report.endedAt)),
    ...pair(t("participants"), number(report.participants)),
    ...pair(t("coverage"), percentOrDash(report.coverage)),
    ...pair(t("windows"), t("report.windows", { windows: report.windows, withheld: report.withheldWindows })),
    ...pair(t("frames"), number(report.frames)),
    ...(report.lateFrames > 0 ? pair(t("report.late"), t("count.frames", { count: report.lateFrames })) : []),
    ...(episodes ? pair(t("report.attention"), episodes) : []),
  );
  const { shares } = report;
  const looks = estimatedShares(report)
    ? h("div", { class: "stack" }, h("h3", {}, t("findings.sharesTitle")), estimateBars(shares!), h("p", { class: "small soft" }, t("findings.sharesNote")))
    : h("p", { class: "soft" }, report.windows > 0 ? endedText(report).headline : t("changes.noMood"));
  return h("div", { class: "report-columns" }, numbers, looks);
}
