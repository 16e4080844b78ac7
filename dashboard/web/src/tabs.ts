/** Tabs after the ARIA pattern: arrows, Home and End select a tab; one panel shows its content. */

import { h } from "./dom";

export interface Tab {
  id: string;
  text: string;
}

/** Creates a row of tabs for a panel; calls `choose` with the selected id, now and after each change. */
export function tabs(name: string, all: Tab[], chosen: string, panel: HTMLElement, choose: (id: string) => void): HTMLElement {
  const buttons = all.map(({ id, text }) =>
    h("button", { type: "button", role: "tab", id: `${panel.id}-${id}`, "aria-controls": panel.id, class: "tab" }, text),
  );
  const select = (index: number) => {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-selected", String(i === index));
      button.tabIndex = i === index ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", buttons[index]!.id);
    choose(all[index]!.id);
  };
  const list = h("div", { role: "tablist", "aria-label": name, class: "tabs" }, ...buttons);
  buttons.forEach((button, index) => button.addEventListener("click", () => select(index)));
  list.addEventListener("keydown", (event) => {
    const next = nextTab(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
    if (next === null) return;
    event.preventDefault();
    select(next);
    buttons[next]!.focus();
  });
  panel.setAttribute("role", "tabpanel");
  select(Math.max(0, all.findIndex(({ id }) => id === chosen)));
  return list;
}

/** The tab that a key selects, or null if the key selects none. */
export function nextTab(key: string, index: number, count: number): number | null {
  if (key === "ArrowRight") return (index + 1) % count;
  if (key === "ArrowLeft") return (index + count - 1) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
