/** Reads values from the timeline by pointer, finger or keyboard. For screen readers the chart is a slider through the windows. */

import type { ScaleTime } from "d3-scale";
import type { Mood } from "../api";
import { h, svg } from "../dom";
import { capital, EXPRESSIONS, label, title } from "../expressions";
import { percent, time } from "../format";
import { list, t } from "../i18n";
import type { Layout } from "./shapes";
import { end, moodAt, start } from "./state";
import { ofParticipants } from "./words";

const PAGE = 6;

export class Cursor {
  /** Drawn on top of the chart. */
  readonly marks = svg("g", { class: "marks" });

  private readonly tip = h("div", { class: "tip", "aria-hidden": "true", hidden: true });
  private plan: Layout | null = null;
  private x: ScaleTime<number, number> | null = null;
  private moods: readonly Mood[] = [];
  /** Starts of the window under the pointer and of the chosen one, in milliseconds. */
  private pointed: number | null = null;
  private chosen: number | null = null;
  /** The instant under the pointer (milliseconds) if it is in a gap. */
  private gap: number | null = null;

  constructor(
    private readonly container: HTMLElement,
    picture: SVGSVGElement,
    private readonly choose: (mood: Mood | null) => void,
    private readonly reveal: (mood: Mood) => void,
  ) {
    container.append(picture, this.tip);
    for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-label": t("timeline.label") })) {
      container.setAttribute(name, value);
    }
    container.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.point(event));
    container.addEventListener("pointerleave", () => this.leave());
    container.addEventListener("blur", () => this.leave());
    container.addEventListener("focus", () => container.matches(":focus-visible") && this.step(0));
    container.addEventListener("click", (event) => this.click(event));
    container.addEventListener("keydown", (event) => this.key(event));
  }

  /** Adapts to a new drawing and keeps the same windows marked. */
  place(plan: Layout, x: ScaleTime<number, number>, moods: readonly Mood[]): void {
    this.plan = plan;
    this.x = x;
    this.moods = moods;
    this.show();
    this.describe();
  }

  /** Clears the choice. */
  release(): void {
    this.select(null);
  }

  private point(event: PointerEvent): void {
    const instant = this.instantAt(event.clientX);
    const mood = instant === null ? null : moodAt(this.moods, instant);
    this.pointed = mood ? start(mood) : null;
    this.gap = mood ? null : instant;
    this.show();
  }

  private leave(): void {
    this.pointed = null;
    this.gap = null;
    this.show();
  }

  private click(event: MouseEvent): void {
    const instant = this.instantAt(event.clientX);
    const mood = instant === null ? null : moodAt(this.moods, instant);
    this.select(mood && start(mood) !== this.chosen ? mood : null);
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -PAGE,
      PageUp: PAGE,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step !== undefined) this.step(step);
    else if (event.key === "Enter" || event.key === " ") this.select(this.moods[this.index()] ?? null);
    else if (event.key === "Escape") this.select(null);
    else return;
    event.preventDefault();
  }

  private step(by: number): void {
    const index = Math.min(this.moods.length - 1, Math.max(0, this.index() + by));
    const mood = this.moods[index];
    this.pointed = mood ? start(mood) : null;
    this.gap = null;
    if (mood) this.reveal(mood);
    this.show();
    this.describe();
  }

  /** The window under the pointer, else the chosen one, else the latest. */
  private index(): number {
    const wanted = this.pointed ?? this.chosen;
    const found = this.moods.findIndex((mood) => start(mood) === wanted);
    return found < 0 ? this.moods.length - 1 : found;
  }

  private select(mood: Mood | null): void {
    this.chosen = mood ? start(mood) : null;
    this.show();
    this.choose(mood);
  }

  /** The instant (milliseconds) at a place on the page; null beside the plots. */
  instantAt(clientX: number): number | null {
    if (!this.plan || !this.x) return null;
    const across = clientX - this.container.getBoundingClientRect().left;
    return across < this.plan.left || across > this.plan.right ? null : this.x.invert(across).getTime();
  }

  private show(): void {
    const { plan, x } = this;
    if (!plan || !x) return;
    const find = (at: number | null) => this.moods.find((mood) => start(mood) === at) ?? null;
    const pointed = find(this.pointed);
    const chosen = find(this.chosen);
    this.marks.replaceChildren(
      ...(chosen ? [column(plan, x, chosen, "chosen")] : []),
      ...(pointed && pointed !== chosen ? [column(plan, x, pointed, "pointed")] : []),
    );
    if (pointed) this.showTip(plan, x((start(pointed) + end(pointed)) / 2), moodTip(pointed));
    else if (this.gap !== null) this.showTip(plan, x(this.gap), gapTip(this.gap));
    else this.tip.hidden = true;
  }

  private showTip(plan: Layout, across: number, content: HTMLElement[]): void {
    this.tip.replaceChildren(...content);
    this.tip.hidden = false;
    const width = this.tip.offsetWidth;
    const right = across + 14;
    const fits = right + width <= plan.width;
    this.tip.style.left = `${fits ? right : Math.max(0, across - 14 - width)}px`;
  }

  private describe(): void {
    const mood = this.moods[this.index()];
    this.container.setAttribute("aria-valuemin", "1");
    this.container.setAttribute("aria-valuemax", String(Math.max(1, this.moods.length)));
    this.container.setAttribute("aria-valuenow", String(this.index() + 1 || 1));
    this.container.setAttribute("aria-valuetext", mood ? spoken(mood) : t("timeline.none"));
  }
}

function column(plan: Layout, x: ScaleTime<number, number>, mood: Mood, name: string): SVGElement {
  const left = x(start(mood));
  const width = Math.max(2, x(end(mood)) - left);
  return svg("rect", { class: name, x: left, width, y: 1, height: plan.faces.top + plan.faces.height - 1, rx: 3 });
}

function moodTip(mood: Mood): HTMLElement[] {
  const rows = EXPRESSIONS.map((expression) =>
    h(
      "li",
      { "data-expression": expression },
      h("span", { class: "swatch" }),
      h("span", {}, title(expression)),
      h("span", { class: "tip-value" }, percent(mood.shares[expression])),
    ),
  );
  return [
    h("p", { class: "tip-title" }, `${time(mood.from, true)} – ${time(mood.to, true)}`),
    h("ul", { class: "tip-shares" }, ...rows),
    h("p", {}, t("timeline.read", { readable: ofParticipants(mood.readable, mood.participants), coverage: percent(mood.coverage) })),
    h("p", {}, t("timeline.tone", { positivity: percent(mood.positivity), negativity: percent(mood.negativity) })),
    ...(mood.final ? [] : [h("p", { class: "tip-open" }, capital(t("window.open.note")))]),
  ];
}

const gapTip = (instant: number): HTMLElement[] => [
  h("p", { class: "tip-title" }, time(new Date(instant), true)),
  h("p", {}, t("timeline.gap")),
];

function spoken(mood: Mood): string {
  const shares = EXPRESSIONS.filter((expression) => mood.shares[expression] > 0)
    .sort((a, b) => mood.shares[b] - mood.shares[a])
    .map((expression) => `${label(expression)} ${percent(mood.shares[expression])}`);
  return `${time(mood.from, true)}: ${list(mood.final ? shares : [...shares, t("window.open")])}`;
}
