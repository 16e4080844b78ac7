/** Questions that the reader answers before anything happens. */

import { h, type Child } from "./dom";
import { t } from "./i18n";

export interface Question {
  title: string;
  text: Child[];
  /** What the button says that does it. */
  action: string;
  danger?: boolean;
}

/** Asks; true if the reader wants it. Escape and Cancel mean no. */
export async function ask(question: Question): Promise<boolean> {
  return (await shown(question, [])) === "do";
}

/** Asks for a line of text; null if the reader gives none. */
export async function askText(question: Question, label: string, text: string, longest: number): Promise<string | null> {
  const input = h("input", { class: "input", id: "dialog-text", maxlength: longest, value: text, autocomplete: "off", dir: "auto" });
  const field = h("div", { class: "field" }, h("label", { for: "dialog-text" }, label), input);
  return (await shown(question, [field])) === "do" ? input.value.trim() : null;
}

/** Shows something until the reader closes it. */
export async function show(title: string, ...content: Child[]): Promise<void> {
  await open(title, content, [h("button", { class: "button", value: "close" }, t("close"))]);
}

function shown({ title, text, action, danger }: Question, fields: Child[]): Promise<string> {
  return open(title, [...text.map((line) => h("p", {}, line)), ...fields], [
    h("button", { class: "button button-plain", value: "", type: "button", onClick: (event) => closest(event).close("") }, t("cancel")),
    h("button", { class: danger ? "button button-danger" : "button", value: "do" }, action),
  ]);
}

const closest = (event: Event): HTMLDialogElement => (event.currentTarget as HTMLElement).closest("dialog")!;

function open(title: string, content: Child[], buttons: HTMLElement[]): Promise<string> {
  const form = h(
    "form",
    { method: "dialog", class: "stack" },
    h("h2", { id: "dialog-title" }, title),
    ...content,
    h("div", { class: "row dialog-buttons" }, ...buttons),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    }),
  );
}
