/** Adds a note on this moment, which the lecture's report will show. */

import { ApiError, post } from "../api";
import { byId, setText } from "../dom";
import { time } from "../format";
import { t } from "../i18n";
import { problem } from "../sentences";

interface Mark {
  at: string;
  text: string;
  hint?: string;
}

/** Lets a teacher add notes to a lecture. */
export function startMarks(lecture: string): void {
  const input = byId<HTMLInputElement>("mark-text");
  byId("mark").addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() === "") return input.focus();
    void note(lecture, input);
  });
}

async function note(lecture: string, input: HTMLInputElement): Promise<void> {
  try {
    const mark = await post<Mark>(`/api/lectures/${encodeURIComponent(lecture)}/marks`, { text: input.value });
    setText(byId("mark-said"), t(mark.hint ? "note.done.hint" : "note.done", { time: time(mark.at), text: mark.text }));
    input.value = "";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    setText(byId("mark-said"), t("note.failed", { detail: problem(error) }));
  }
}
