/** The timeline: stacked shares, positivity and negativity, and readable faces over one axis of time. */

import { scaleLinear, scaleTime, type ScaleLinear, type ScaleTime } from "d3-scale";
import type { Mood, Note } from "../api";
import { h, svg } from "../dom";
import { EXPRESSIONS, label } from "../expressions";
import { number, percent, time } from "../format";
import { t } from "../i18n";
import { Cursor } from "./cursor";
import { Gestures } from "./gestures";
import { noteLines } from "./notes";
import { edges, gaps, isWide, layout, shareArea, valueArea, valueLine, type Layout, type Panel } from "./shapes";
import { end, start } from "./state";
import { View } from "./view";

export interface TimelineData {
  moods: readonly Mood[];
  /** The lecture's beginning and its latest instant, in milliseconds. */
  from: number;
  to: number;
  /** Of the lecture, in the order of time. */
  notes: readonly Note[];
}

/** The width of a time on the axis, with the distance to the next one, in pixels. */
const TICK_ROOM = 74;

/** The width of the labels beside the chart, in pixels. */
const LABELS = 84;

type X = ScaleTime<number, number>;
type Y = ScaleLinear<number, number>;

/** The shortest length of the axis, in milliseconds. */
const SHORTEST = 60_000;

export class Timeline {
  private readonly picture = svg("svg", { class: "timeline-picture", "aria-hidden": "true" });
  private readonly cursor: Cursor;
  private readonly view = new View();
  private data: TimelineData = { moods: [], from: 0, to: 0, notes: [] };

  /**
   * Fills the container; calls `choose` with the chosen window, or null when the choice is cleared, and `viewed` with
   * whether the whole lecture is shown.
   */
  constructor(
    private readonly container: HTMLElement,
    choose: (mood: Mood | null) => void,
    private readonly viewed: (whole: boolean) => void,
  ) {
    const reveal = (mood: Mood) => {
      this.view.reveal({ from: start(mood), to: end(mood) });
      this.paint();
    };
    this.cursor = new Cursor(container, this.picture, choose, reveal);
    new Gestures(container, this.view, (clientX) => this.cursor.instantAt(clientX), () => this.paint());
    new ResizeObserver(() => this.paint()).observe(container);
  }

  draw(data: TimelineData): void {
    this.data = data;
    this.paint();
  }

  /** Clears the choice of a window. */
  release(): void {
    this.cursor.release();
  }

  /** Zooms in (2) or out (0.5), or shows the whole lecture (0). */
  zoom(factor: number): void {
    if (factor === 0) this.view.showAll();
    else this.view.zoom(factor);
    this.paint();
  }

  private paint(): void {
    const width = this.container.clientWidth;
    if (width === 0) return;
    const { from, notes } = this.data;
    const all = this.data.moods;
    const until = Math.max(this.data.to, all.length ? end(all.at(-1)!) : 0, from + SHORTEST);
    const shown = this.view.of({ from, to: until });
    const moods = all.filter((mood) => end(mood) > shown.from && start(mood) < shown.to);
    const data = { moods, from: Math.max(from, shown.from), to: Math.min(this.data.to, shown.to), notes };
    const beside = isWide(width) ? moodAtEnd(moods, data.to) : undefined;
    const plan = layout(width, beside ? LABELS : 0);
    const x = scaleTime([shown.from, shown.to], [plan.left, plan.right]);
    this.picture.setAttribute("viewBox", `0 0 ${plan.width} ${plan.height}`);
    this.picture.setAttribute("height", String(plan.height));
    this.picture.replaceChildren(
      hatch(),
      ...timeAxis(plan, x),
      clip(plan),
      ...sharesPanel(plan, moods, beside, x),
      ...tonePanel(plan, moods, x),
      ...facesPanel(plan, moods, x),
      svg(
        "g",
        { "clip-path": "url(#plots)" },
        ...openWindows(plan, moods, x),
        ...emptyStretches(plan, data, x),
        ...noteLines(plan, notes, x),
        this.cursor.marks,
      ),
    );
    this.container.classList.toggle("timeline-zoomed", !this.view.isWhole);
    this.viewed(this.view.isWhole);
    this.cursor.place(plan, x, all);
  }
}

/** The legend: the expressions, and the meaning of stripes and gaps. */
export function legend(): HTMLElement[] {
  return [
    ...EXPRESSIONS.map((expression) =>
      h("li", { "data-expression": expression }, h("span", { class: "swatch" }), label(expression)),
    ),
    h("li", {}, h("span", { class: "swatch swatch-open" }), t("window.open")),
    h("li", {}, h("span", { class: "swatch swatch-gap" }), t("timeline.no-mood")),
  ];
}

/** What reaches beyond the plots when only a part of the lecture is shown is cut off. */
const clip = (plan: Layout): SVGElement =>
  svg("clipPath", { id: "plots" }, svg("rect", { x: plan.left, y: 0, width: plan.right - plan.left, height: plan.height }));

const plots = (...shapes: SVGElement[]): SVGElement => svg("g", { "clip-path": "url(#plots)" }, ...shapes);

const heightOf = (panel: Panel, highest: number): Y => scaleLinear([0, highest], [panel.top + panel.height, panel.top]);

function sharesPanel(plan: Layout, moods: readonly Mood[], beside: Mood | undefined, x: X): SVGElement[] {
  const y = heightOf(plan.shares, 1);
  return [
    ...gridLines(plan, y, [0, 0.5, 1], percent),
    plots(...EXPRESSIONS.map((expression) =>
      svg("path", { class: "area", "data-expression": expression, d: shareArea(moods, expression, x, y) }),
    )),
    ...(beside ? shareLabels(plan, beside, y) : []),
  ];
}

/** The latest mood if it reaches the end of the chart, so that the labels beside the chart belong to it. */
function moodAtEnd(moods: readonly Mood[], to: number): Mood | undefined {
  const last = moods.at(-1);
  return last && to - end(last) <= end(last) - start(last) ? last : undefined;
}

/** Labels to the right of the areas that are high enough for one. */
function shareLabels(plan: Layout, mood: Mood, y: Y): SVGElement[] {
  return EXPRESSIONS.flatMap((expression) => {
    const [lower, upper] = edges(mood.shares, expression);
    if (y(lower) - y(upper) < 15) return [];
    return svg("text", { class: "area-label", x: plan.right + 8, y: (y(lower) + y(upper)) / 2 + 4 }, label(expression));
  });
}

function tonePanel(plan: Layout, moods: readonly Mood[], x: X): SVGElement[] {
  const y = heightOf(plan.tone, 1);
  return [
    ...gridLines(plan, y, [0, 1], percent),
    panelTitle(plan, plan.tone, t("positivity"), "line-sample positive", 0),
    panelTitle(plan, plan.tone, t("negativity"), "line-sample negative", widthOf(t("positivity"))),
    plots(
      svg("path", { class: "line positive", d: valueLine(moods, (mood) => mood.positivity, x, y) }),
      svg("path", { class: "line negative", d: valueLine(moods, (mood) => mood.negativity, x, y) }),
    ),
  ];
}

function facesPanel(plan: Layout, moods: readonly Mood[], x: X): SVGElement[] {
  const most = Math.max(5, ...moods.map((mood) => Math.max(mood.participants, mood.readable)));
  const y = heightOf(plan.faces, most);
  return [
    ...gridLines(plan, y, [0, most], number),
    panelTitle(plan, plan.faces, t("readable-faces"), "line-sample readable", 0),
    panelTitle(plan, plan.faces, t("participants"), "line-sample participants", widthOf(t("readable-faces"))),
    plots(
      svg("path", { class: "area-readable", d: valueArea(moods, (mood) => mood.readable, x, y) }),
      svg("path", { class: "line readable", d: valueLine(moods, (mood) => mood.readable, x, y) }),
      svg("path", { class: "line participants", d: valueLine(moods, (mood) => mood.participants, x, y) }),
    ),
  ];
}

/** How much room a name above a panel takes, with its sample, in pixels. */
const widthOf = (text: string): number => 40 + 7 * text.length;

/** A name above a panel, with a sample of its line. */
function panelTitle(plan: Layout, panel: Panel, text: string, sample: string, shift: number): SVGElement {
  const left = plan.left + shift;
  const y = panel.top - 10;
  return svg(
    "g",
    {},
    svg("line", { class: sample, x1: left, x2: left + 16, y1: y - 4, y2: y - 4 }),
    svg("text", { class: "panel-title", x: left + 22, y }, text),
  );
}

function gridLines(plan: Layout, y: Y, values: number[], text: (value: number) => string): SVGElement[] {
  return values.flatMap((value) => [
    svg("line", { class: "grid", x1: plan.left, x2: plan.right, y1: y(value), y2: y(value) }),
    svg("text", { class: "tick tick-left", x: plan.left - 6, y: y(value) + 4 }, text(value)),
  ]);
}

/** As many round times as fit beside each other. */
function roomyTicks(x: X): Date[] {
  const [left, right] = x.range() as [number, number];
  for (let count = Math.floor((right - left) / 60); count > 1; count--) {
    const ticks = x.ticks(count);
    if ((right - left) / ticks.length > TICK_ROOM) return ticks;
  }
  return x.ticks(1);
}

function timeAxis(plan: Layout, x: X): SVGElement[] {
  const ticks = roomyTicks(x);
  const seconds = ticks.some((tick) => tick.getSeconds() !== 0);
  const last = plan.width - (seconds ? 26 : 17); // half of a time, so that it ends within the chart
  return ticks.flatMap((tick) => [
    svg("line", { class: "grid", x1: x(tick), x2: x(tick), y1: plan.shares.top, y2: plan.height - 24 }),
    svg("text", { class: "tick tick-time", x: Math.min(x(tick), last), y: plan.height - 6 }, time(tick, seconds)),
  ]);
}

/** Stripes over windows that may still change. */
function openWindows(plan: Layout, moods: readonly Mood[], x: X): SVGElement[] {
  return moods.filter((mood) => !mood.final).flatMap((mood) => {
    const left = x(start(mood));
    const width = x(end(mood)) - left;
    return [plan.shares, plan.tone, plan.faces].map((panel) =>
      svg("rect", { class: "still-open", x: left, width, y: panel.top, height: panel.height, fill: "url(#hatch)" }),
    );
  });
}

/** Marks the gaps without a mood; wide gaps get a label. */
function emptyStretches(plan: Layout, data: TimelineData, x: X): SVGElement[] {
  return gaps(data.moods, data.from, data.to).flatMap(([from, to]) => {
    const left = x(from);
    const width = Math.max(0, x(to) - left);
    const { top, height } = plan.shares;
    return [
      svg("rect", { class: "gap", x: left, width, y: top, height }),
      ...(width < 64
        ? []
        : [svg("text", { class: "gap-label", x: left + width / 2, y: top + height / 2 + 4 }, t("timeline.no-mood"))]),
    ];
  });
}

function hatch(): SVGElement {
  return svg(
    "defs",
    {},
    svg(
      "pattern",
      { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { class: "hatch-ground", width: 6, height: 6 }),
      svg("line", { class: "hatch-line", x1: 0, x2: 0, y1: 0, y2: 6 }),
    ),
  );
}
