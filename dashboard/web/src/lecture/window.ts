/** Shows the numbers of windows: of one window in a panel, of all windows in a table. */

import type { Mood } from "../api";
import { h } from "../dom";
import { EXPRESSIONS, title } from "../expressions";
import { number, percent, time } from "../format";
import { t } from "../i18n";
import { moodSentence } from "./mood";
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
        h("span", { class: mood.final ? "badge" : "badge badge-warn" }, t(mood.final ? "window.final" : "window.open.note")),
      ),
      h("button", { class: "button button-quiet", type: "button", onClick: close }, t("close")),
    ),
    h("p", {}, moodSentence(mood)),
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
    h("th", { scope: "col" }, t("expression")),
    h("th", { scope: "col", class: "number" }, t("share")),
    h("th", { scope: "col", class: "number" }, t("window.probability")),
  );
  return h("table", { class: "table" }, h("thead", {}, head), h("tbody", {}, ...rows));
}

const figureList = (mood: Mood): HTMLElement =>
  h(
    "dl",
    { class: "pairs" },
    ...pair(t("participants"), number(mood.participants)),
    ...pair(t("readable-faces"), ofParticipants(mood.readable, mood.participants)),
    ...pair(t("coverage"), percent(mood.coverage)),
    ...pair(t("positivity"), percent(mood.positivity)),
    ...pair(t("negativity"), percent(mood.negativity)),
    ...pair(t("frames"), number(mood.frames)),
  );

/** A term and its value for a definition list. */
export const pair = (term: string, value: string): HTMLElement[] => [h("dt", {}, term), h("dd", {}, value)];

/** The table of all windows, the latest first. A row is redrawn only when its window has changed. */
export class WindowTable {
  private readonly body = h("tbody");
  private readonly rows = new Map<string, { mood: Mood; row: HTMLElement }>();

  constructor(container: HTMLElement) {
    const columns = [t("window"), ...EXPRESSIONS.map(title), t("positivity"), t("negativity"), t("window.readable"), t("coverage"), t("frames"), ""];
    const head = columns.map((name, index) =>
      name
        ? h("th", { scope: "col", class: index ? "number" : null }, name)
        : h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, t("window.state"))),
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
    number(mood.frames),
  ];
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, time(mood.from, true)),
    ...numbers.map((text) => h("td", { class: "number" }, text)),
    h("td", {}, t(mood.final ? "window.final" : "window.open")),
  );
}
