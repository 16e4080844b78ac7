/** The player of the music that fits an expression. It is silent, and loads nothing, before somebody presses play. */

import { h, setText } from "../dom";
import { label, type Expression } from "../expressions";
import { t } from "../i18n";
import type { Band } from "./band";
import { PIECES } from "./pieces";

declare global {
  interface Window {
    /** The player that was used last. For tests. */
    moodstreamMusic?: Pick<MusicPlayer, "level" | "show">;
  }
}

const START = 0.7;

/** What plays now on this page. */
let playing: MusicPlayer | null = null;

export class MusicPlayer {
  readonly element: HTMLElement;
  private readonly button = h("button", { type: "button", class: "button music-play", onClick: () => void this.toggle() });
  private readonly title = h("p", { class: "music-title" });
  private readonly volume = h("input", { type: "range", min: 0, max: 100, value: 100 * START, onInput: () => this.band?.volume(this.share()) });
  private expression: Expression = "neutral";
  private wanted: Expression = "neutral";
  private band: Band | null = null;

  constructor() {
    const slider = h("label", { class: "music-volume small soft" }, h("span", {}, t("music.volume")), this.volume);
    this.element = h("div", { class: "music", role: "group", "aria-label": t("music.title") }, this.button, this.title, slider, h("p", { class: "music-note small soft" }, t("music.note")));
    this.show(this.expression);
  }

  /** Offers the piece for an expression; what plays for another one is not interrupted. */
  show(expression: Expression): void {
    this.wanted = expression;
    if (playing === this) return;
    if (expression !== this.expression) this.dispose();
    this.expression = expression;
    setText(this.title, t("music.piece", { expression: label(expression), genre: PIECES[expression].genre }));
    this.drawButton();
  }

  private dispose(): void {
    this.band?.dispose();
    this.band = null;
  }

  private async toggle(): Promise<void> {
    if (playing === this) return this.pause();
    playing?.pause();
    playing = this;
    this.drawButton();
    const { Band } = await import("./band");
    if (playing !== this) return;
    this.band ??= new Band(PIECES[this.expression]);
    this.band.volume(this.share());
    window.moodstreamMusic = this;
    await this.band.play();
  }

  /** How loud the music is at the moment, 0..1. */
  level(): number {
    return this.band?.level() ?? 0;
  }

  /** Stops the music, if it plays. */
  stop(): void {
    if (playing === this) this.pause();
  }

  private pause(): void {
    this.band?.pause();
    playing = null;
    this.show(this.wanted);
  }

  private share = (): number => Number(this.volume.value) / 100;

  private drawButton(): void {
    const on = playing === this;
    setText(this.button, t(on ? "music.pause" : "music.play"));
    this.button.classList.toggle("button-plain", on);
  }
}
