/** Shows the numbers of windows: of one window in a panel, of all windows in a table. */

import type { Mood } from "../api";
import { h } from "../dom";
import { EXPRESSIONS, title } from "../expressions";
import { percent, time, unbroken } from "../format";
import { ofParticipants } from "./words";

/** The panel with all numbers of one window. */
export function windowPanel(mood: Mood, close: () => void): HTMLElement[] {
  return [
    h(
      "div",
      { class: "card-head" },
      h(
        "h3",
        { id: "window-title", class: "row figures" },
        `${time(mood.from, true)} – ${time(mood.to, true)}`,
        h("span", { class: mood.final ? "badge" : "badge badge-warn" }, mood.final ? "final" : "still open, may change"),
      ),
      h("button", { class: "button button-quiet", type: "button", onClick: close }, "Close"),
    ),
    h("p", {}, unbroken(mood.sentence)),
    h("div", { class: "window-numbers" }, expressionTable(mood), figureList(mood)),
  ];
}

function expressionTable(mood: Mood): HTMLElement {
  const rows = EXPRESSIONS.map((expression) =>
    h(
      "tr",
      { "data-expression": expression },
      h("th", { scope: "row", class: "named" }, h("span", { class: "swatch" }), " ", title(expression)),
      h("td", { class: "number" }, percent(mood.shares[expression])),
      h("td", { class: "number" }, percent(mood.probabilities[expression])),
    ),
  );
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, "Expression"),
    h("th", { scope: "col", class: "number" }, "Share"),
    h("th", { scope: "col", class: "number" }, "Mean probability"),
  );
  return h("table", { class: "table" }, h("thead", {}, head), h("tbody", {}, ...rows));
}

const figureList = (mood: Mood): HTMLElement =>
  h(
    "dl",
    { class: "pairs" },
    ...pair("Participants", String(mood.participants)),
    ...pair("Readable faces", ofParticipants(mood.readable, mood.participants)),
    ...pair("Coverage", percent(mood.coverage)),
    ...pair("Positivity", percent(mood.positivity)),
    ...pair("Negativity", percent(mood.negativity)),
    ...pair("Frames", mood.frames.toLocaleString("en")),
  );

/** A term and its value for a definition list. */
export const pair = (term: string, value: string): HTMLElement[] => [h("dt", {}, term), h("dd", {}, value)];

/** The table of all windows, the latest first. A row is redrawn only when its window has changed. */
export class WindowTable {
  private readonly body = h("tbody");
  private readonly rows = new Map<string, { mood: Mood; row: HTMLElement }>();

  constructor(container: HTMLElement) {
    const columns = ["Window", ...EXPRESSIONS.map(title), "Positivity", "Negativity", "Readable", "Coverage", "Frames", ""];
    const head = columns.map((name, index) =>
      name
        ? h("th", { scope: "col", class: index ? "number" : null }, name)
        : h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, "State")),
    );
    container.append(h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...head)), this.body));
  }

  draw(moods: readonly Mood[]): void {
    for (const mood of moods) {
      const known = this.rows.get(mood.from);
      if (known?.mood !== mood) this.put(mood, known?.row);
    }
  }

  private put(mood: Mood, old: HTMLElement | undefined): void {
    const row = tableRow(mood);
    if (old) old.replaceWith(row);
    else this.body.insertBefore(row, this.firstBefore(mood));
    this.rows.set(mood.from, { mood, row });
  }

  private firstBefore(mood: Mood): HTMLElement | null {
    let before: { mood: Mood; row: HTMLElement } | null = null;
    for (const entry of this.rows.values()) {
      const earlier = Date.parse(entry.mood.from) < Date.parse(mood.from);
      if (earlier && (!before || Date.parse(entry.mood.from) > Date.parse(before.mood.from))) before = entry;
    }
    return before?.row ?? null;
  }
}

function tableRow(mood: Mood): HTMLElement {
  const numbers = [
    ...EXPRESSIONS.map((expression) => percent(mood.shares[expression])),
    percent(mood.positivity),
    percent(mood.negativity),
    ofParticipants(mood.readable, mood.participants),
    percent(mood.coverage),
    mood.frames.toLocaleString("en"),
  ];
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, time(mood.from, true)),
    ...numbers.map((number) => h("td", { class: "number" }, number)),
    h("td", {}, mood.final ? "final" : "still open"),
  );
}
