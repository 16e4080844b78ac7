/** The findings about a lecture that has ended: the same figures as its report's page, PDF and JSON have. */

import { type Estimate, type Findings, type MoodChange, type Report, get } from "../api";
import { h } from "../dom";
import { EXPRESSIONS, label, type Expression } from "../expressions";
import { band, percent, time, unbroken } from "../format";
import { t } from "../i18n";

export interface EndedText {
  headline: string;
  detail: string;
}

/** The mood of the whole lecture in a sentence, with its band, or why there is none; of a report with a mood. */
export function endedText({ shares }: Report): EndedText {
  if (shares === null) return { headline: t("findings.estimating"), detail: "" };
  const [most, ...others] = byShare(shares);
  if (!most) return { headline: t("findings.noShares"), detail: "" };
  const estimate = shares[most]!;
  const near = others.slice(0, 2).filter((expression) => shares[expression]!.high >= estimate.low);
  return {
    headline: unbroken(t("findings.most", { expression: label(most), share: percent(estimate.share) })),
    detail: [t("findings.band", { band: band(estimate) }), ...near.map((expression) => nearSentence(expression, shares[expression]!))]
      .map(unbroken)
      .join(" "),
  };
}

/** An expression that cannot be told apart from the most frequent one: their bands overlap. */
const nearSentence = (expression: Expression, estimate: Estimate): string =>
  t("findings.near", { expression: label(expression), share: percent(estimate.share), band: band(estimate) });

const byShare = (shares: Partial<Record<Expression, Estimate>>): Expression[] =>
  EXPRESSIONS.filter((expression) => shares[expression]).sort((a, b) => shares[b]!.share - shares[a]!.share);

/** The estimated shares as numbers; null without enough evidence. */
export function estimatedShares(report: Report | null): Record<Expression, number> | null {
  const shares = report?.shares;
  if (!shares || byShare(shares).length === 0) return null;
  return Object.fromEntries(EXPRESSIONS.map((expression) => [expression, shares[expression]?.share ?? 0])) as Record<Expression, number>;
}

/** The moments at which the mood changed, with the note before each. */
export function changeList({ mood }: Findings): HTMLElement {
  if (!mood) return h("p", { class: "soft" }, t("changes.noMood"));
  if (!mood.changesSought) return h("p", { class: "soft" }, t("changes.notSought"));
  if (mood.changes.length === 0) return h("p", {}, t("changes.none"));
  return h(
    "div",
    { class: "stack" },
    h("p", {}, t("changes.count", { count: mood.changes.length })),
    h("ol", { class: "changes" }, ...mood.changes.map((change) => h("li", {}, changeSentence(change)))),
  );
}

function changeSentence(change: MoodChange): string {
  const { before, after, marker } = change;
  const by = (expression: Expression) => Math.abs(after[expression] - before[expression]);
  const most = EXPRESSIONS.reduce((largest, expression) => (by(expression) >= by(largest) ? expression : largest));
  const values = { at: time(change.at, true), expression: label(most), before: percent(before[most]), after: percent(after[most]) };
  const what = t(after[most] > before[most] ? "changes.rose" : "changes.fell", values);
  return marker ? t("changes.afterNote", { what, note: marker.text }) : what;
}

/** Asks the server for a report's findings; for teachers. */
export const findingsOf = (lecture: string): Promise<Findings> =>
  get<Findings>(`/api/lectures/${encodeURIComponent(lecture)}/report.json`, AbortSignal.timeout(FINDINGS_WITHIN));

/** The changes of a long lecture take some seconds to compute, in milliseconds. */
const FINDINGS_WITHIN = 60_000;
