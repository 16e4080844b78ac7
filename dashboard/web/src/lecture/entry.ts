/** A lecture in the list of lectures. The element stays; only changes are drawn. */

import { ApiError, type LectureSummary } from "../api";
import { shareBar } from "../bars";
import { h, setText } from "../dom";
import { dateTime, duration, lengthOf, percent, time } from "../format";
import { t } from "../i18n";
import { problem } from "../sentences";
import { estimatedShares } from "./findings";
import { deleteLecture } from "./manage";
import { nowText, stateWord } from "./words";

export class LectureEntry {
  readonly element: HTMLElement;
  private readonly when = h("p", { class: "small soft figures" });
  private readonly sentence = h("p", {});
  private readonly bar = h("div");
  private readonly numbers = h("ul", { class: "lecture-entry-numbers small soft figures" });
  private readonly badge = h("span");
  private readonly removable: boolean;
  private drawn = "";

  private readonly name = h("bdi");
  private readonly id = h("p", { class: "small soft", hidden: true });
  private readonly remove: HTMLElement;
  private readonly said = h("p", { class: "field-error small", role: "status" });

  /** `deleted` is called when the teacher has deleted the lecture; without it nobody can. */
  constructor(
    private readonly lecture: string,
    deleted?: () => void,
  ) {
    const link = h("a", { href: `/lectures/${encodeURIComponent(lecture)}` }, this.name);
    const label = t("delete.label", { id: lecture });
    this.remove = h("button", { class: "button button-quiet", type: "button", "aria-label": label, hidden: true, onClick: () => void this.delete(deleted!) }, t("delete.button"));
    this.removable = deleted !== undefined;
    this.element = h(
      "li",
      { class: "card lecture-entry" },
      h("div", { class: "lecture-entry-name" }, h("h3", {}, link), this.badge, this.id, this.when),
      h("div", { class: "lecture-entry-mood" }, this.bar, this.sentence),
      h("div", { class: "lecture-entry-end" }, this.numbers, this.remove, this.said),
    );
  }

  private async delete(deleted: () => void): Promise<void> {
    setText(this.said, "");
    try {
      if (await deleteLecture(this.lecture, this.name.textContent ?? this.lecture)) deleted();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setText(this.said, t("manage.failed", { why: problem(error) }));
    }
  }

  draw(lecture: LectureSummary): void {
    const drawing = JSON.stringify(lecture);
    if (drawing === this.drawn) return;
    this.drawn = drawing;
    const text = nowText(lecture);
    setText(this.name, lecture.title || lecture.id);
    setText(this.id, lecture.id);
    this.id.hidden = lecture.title === "";
    this.remove.hidden = !this.removable || lecture.running;
    this.drawBadge(lecture);
    setText(this.when, spanOf(lecture));
    setText(this.sentence, `${text.headline} ${text.why}`.trim());
    this.sentence.className = text.current ? "" : "soft";
    const shares = lecture.report ? estimatedShares(lecture.report) : lecture.mood?.shares;
    this.bar.replaceChildren(...(text.current && shares ? [shareBar(shares)] : []));
    this.numbers.replaceChildren(...numbersOf(lecture).map((number) => h("li", {}, number)));
  }

  /** What the lecture is doing; nothing for one that has ended, or whose last picture was in the past anyway. */
  private drawBadge({ state }: LectureSummary): void {
    const { text, tone } = stateWord(true, state);
    this.badge.hidden = state.kind === "ended" || state.kind === "silent";
    this.badge.className = `badge badge-${tone}${tone === "good" ? " badge-live" : ""}`;
    setText(this.badge, text);
  }
}

function spanOf(lecture: LectureSummary): string {
  const { startedAt, lastAt } = lecture;
  if (lecture.running) return `${t("lecture.since", { from: dateTime(startedAt) })} · ${duration(Date.parse(lastAt) - Date.parse(startedAt))}`;
  return `${dateTime(startedAt)} – ${time(lastAt)} · ${lengthOf(startedAt, lastAt)}`;
}

function numbersOf(lecture: LectureSummary): string[] {
  return [
    lecture.participants === null ? "" : t("count.participants", { count: lecture.participants }),
    lecture.coverage === null ? "" : t("lecture.coverage", { coverage: percent(lecture.coverage) }),
    lecture.running && lecture.state.kind !== "unreachable" ? t("count.cameras", { count: lecture.sources }) : "",
  ].filter(Boolean);
}
