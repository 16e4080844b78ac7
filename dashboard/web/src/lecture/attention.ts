/** Lists who may need attention, sorted by source, never by urgency. */

import type { Episode } from "../api";
import { h, setText } from "../dom";
import { duration, time } from "../format";
import { t } from "../i18n";

interface Entry {
  element: HTMLElement;
  when: HTMLElement;
  /** What it shows apart from the duration. */
  drawn: string;
}

const keyOf = ({ source, track, since }: Episode): string => `${source}/${track}/${since}`;

/** Makes elements the children of another, in order; those that are in their place already are not touched. */
function place(list: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set(elements);
  for (const child of [...list.children]) if (!wanted.has(child as HTMLElement)) child.remove();
  elements.forEach((element, index) => {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
}

/** Draws the episodes; `now` (milliseconds) is the lecture's own clock. Past episodes are collapsed unless the reader opens them. */
export class AttentionList {
  private readonly current = h("ul", { class: "attention" });
  private readonly summary = h("p", { class: "soft", role: "status" });
  private readonly pastTitle = h("summary");
  private readonly past = h("ul", { class: "attention attention-over" });
  private readonly pastDetails = h("details", {}, this.pastTitle, this.past);
  private drawn = "";
  private readonly entries = new Map<string, Entry>();

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
    setText(this.summary, t("attention.now", { count: open.length }));
    this.current.hidden = open.length === 0;
    this.pastDetails.hidden = over.length === 0;
    setText(this.pastTitle, t("attention.earlier", { count: over.length }));
    const keys = new Set(episodes.map(keyOf));
    for (const key of this.entries.keys()) if (!keys.has(key)) this.entries.delete(key);
    place(this.current, open.map((episode) => this.entry(episode, now)));
    place(this.past, over.map((episode) => this.entry(episode, Date.parse(episode.at))));
  }

  /** The entry of an episode. It is made anew only when more than its duration changes, so that it keeps the focus. */
  private entry(episode: Episode, until: number): HTMLElement {
    const key = keyOf(episode);
    const drawn = JSON.stringify([episode.reason, episode.over, this.places.knows(episode.source)]);
    let entry = this.entries.get(key);
    if (entry?.drawn !== drawn) {
      entry = { ...this.made(episode), drawn };
      this.entries.set(key, entry);
    }
    const long = duration(until - Date.parse(episode.since));
    setText(entry.when, t(episode.over ? "attention.from" : "attention.since", { time: time(episode.since), duration: long }));
    return entry.element;
  }

  private made(episode: Episode): { element: HTMLElement; when: HTMLElement } {
    const when = h("p", { class: "small soft figures" });
    const element = h(
      "li",
      {},
      h("p", { class: "attention-seat" }, episode.source, h("span", { class: "soft" }, " · "), this.face(episode)),
      h("p", { class: "small" }, t(`attention.${episode.reason}`)),
      when,
    );
    return { element, when };
  }

  /** The face's number, which leads to its place where that is shown. */
  private face({ source, track, over }: Episode): HTMLElement {
    const name = t("attention.face", { track: String(track) });
    if (over || !this.places.knows(source)) return h("span", { class: "soft" }, name);
    const show = () => this.places.choose(source, track);
    return h("button", { class: "link", type: "button", "aria-label": t("view.show", { track, source }), onClick: show }, name);
  }
}
