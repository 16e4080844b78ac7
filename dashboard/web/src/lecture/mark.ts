/** A note on this moment, so that the lecture's report can speak of it. */

import { ApiError, post } from "../api";
import { byId, setText } from "../dom";
import { time } from "../format";

interface Mark {
  at: string;
  text: string;
  hint?: string;
}

/** Lets a teacher note moments of a lecture. */
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
    setText(byId("mark-said"), `Noted at ${time(mark.at)}: ${mark.text}${mark.hint ? `. ${mark.hint}` : ""}`);
    input.value = "";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    setText(byId("mark-said"), `Not noted. ${error.message}`);
  }
}
