/** Lists who may need attention, sorted by source, never by urgency. */

import type { Episode } from "../api";
import { h } from "../dom";
import { duration, time } from "../format";
import { t } from "../i18n";

/** Draws the episodes; `now` (milliseconds) is the lecture's own clock. Past episodes are collapsed unless the reader opens them. */
export class AttentionList {
  private readonly current = h("ul", { class: "attention" });
  private readonly summary = h("p", { class: "soft" });
  private readonly pastTitle = h("summary");
  private readonly past = h("ul", { class: "attention attention-over" });
  private readonly pastDetails = h("details", {}, this.pastTitle, this.past);
  private drawn = "";

  /** `places` knows where the faces of a source are shown, if they are, and shows one. */
  constructor(
    container: HTMLElement,
    private readonly places: { knows(source: string): boolean; choose(source: string, track: number): void },
  ) {
    container.append(this.summary, this.current, this.pastDetails);
  }

  draw(episodes: readonly Episode[], now: number): void {
    const drawing = JSON.stringify([episodes, Math.floor(now / 10_000), episodes.map(({ source }) => this.places.knows(source))]);
    if (drawing === this.drawn) return;
    this.drawn = drawing;
    const open = episodes.filter((episode) => !episode.over);
    const over = episodes.filter((episode) => episode.over);
    this.summary.textContent = t("attention.now", { count: open.length });
    this.current.hidden = open.length === 0;
    this.pastDetails.hidden = over.length === 0;
    this.pastTitle.textContent = t("attention.earlier", { count: over.length });
    this.current.replaceChildren(...open.map((episode) => this.entry(episode, now)));
    this.past.replaceChildren(...over.map((episode) => this.entry(episode, Date.parse(episode.at))));
  }

  private entry(episode: Episode, until: number): HTMLElement {
    const long = duration(until - Date.parse(episode.since));
    const when = t(episode.over ? "attention.from" : "attention.since", { time: time(episode.since), duration: long });
    return h(
      "li",
      {},
      h("p", { class: "attention-seat" }, episode.source, h("span", { class: "soft" }, " · "), this.face(episode)),
      h("p", { class: "small" }, t(`attention.${episode.reason}`)),
      h("p", { class: "small soft figures" }, when),
    );
  }

  /** The face's number, which leads to its place where that is shown. */
  private face({ source, track, over }: Episode): HTMLElement {
    const name = t("attention.face", { track: String(track) });
    if (over || !this.places.knows(source)) return h("span", { class: "soft" }, name);
    const show = () => this.places.choose(source, track);
    return h("button", { class: "link", type: "button", "aria-label": t("view.show", { track, source }), onClick: show }, name);
  }
}
