/** Shares of the seven expressions as one split bar, or as seven labelled bars. */

import type { Estimate, Shares } from "./api";
import { h } from "./dom";
import { EXPRESSIONS, title, type Expression } from "./expressions";
import { band, percent } from "./format";

/** One bar split by shares. Hidden from screen readers: put a sentence or the labelled bars beside it. */
export function shareBar(shares: Shares): HTMLElement {
  const bar = h("div", { class: "share-bar", "aria-hidden": "true" });
  for (const expression of EXPRESSIONS) {
    if (shares[expression] < 0.005) continue;
    const part = h("span", { "data-expression": expression });
    part.style.flexGrow = String(shares[expression]);
    bar.append(part);
  }
  return bar;
}

/** Seven bars, each with its name and percentage, always in the same order. */
export function expressionBars(shares: Shares): HTMLElement {
  return h("ul", { class: "expression-bars" }, ...EXPRESSIONS.map((expression) => {
    const fill = h("span");
    fill.style.width = `${shares[expression] * 100}%`;
    return h(
      "li",
      { "data-expression": expression },
      h("span", {}, title(expression)),
      h("span", { class: "bar", "aria-hidden": "true" }, fill),
      h("span", {}, percent(shares[expression])),
    );
  }));
}

/** As {@link expressionBars}, of estimates with their bands. */
export function estimateBars(estimates: Partial<Record<Expression, Estimate>>): HTMLElement {
  return h("ul", { class: "expression-bars estimate-bars" }, ...EXPRESSIONS.map((expression) => {
    const estimate = estimates[expression] ?? { share: 0, low: 0, high: 0 };
    const fill = h("span");
    const range = h("span", { class: "bar-band" });
    fill.style.width = `${estimate.share * 100}%`;
    range.style.insetInlineStart = `${estimate.low * 100}%`;
    range.style.width = `${(estimate.high - estimate.low) * 100}%`;
    return h(
      "li",
      { "data-expression": expression },
      h("span", {}, title(expression)),
      h("span", { class: "bar", "aria-hidden": "true" }, fill, range),
      h("span", {}, percent(estimate.share), h("span", { class: "small soft" }, ` (${band(estimate)})`)),
    );
  }));
}

/** The names and percentages that belong to a {@link shareBar}, all seven, always in the same order. */
export function shareLegend(shares: Shares): HTMLElement {
  return h("ul", { class: "share-legend" }, ...EXPRESSIONS.map((expression) =>
    h(
      "li",
      { "data-expression": expression },
      h("span", { class: "swatch" }),
      h("span", {}, title(expression)),
      h("span", { class: "share-legend-value" }, percent(shares[expression])),
    ),
  ));
}
