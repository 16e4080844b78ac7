/** Shows a student what the lecture is doing, as the lecture's own page does. */

import { get, type LectureState, type LectureSummary } from "../api";
import { byId, setText } from "../dom";
import { classWord } from "../lecture/words";

const POLL_MILLISECONDS = 4000;

/** Asks for the state every few seconds until `ended`; calls `changed` with each one, null while it is not known. */
export async function followClass(lecture: string, ended: AbortSignal, changed: (state: LectureState | null) => void): Promise<void> {
  while (!ended.aborted) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS)); // at first the server does not know the lecture
    const state = await stateOf(lecture, ended);
    if (!ended.aborted) changed(state);
  }
}

/** Shows the state as a badge; null for one that is not known. */
export function showClass(state: LectureState | null): void {
  const { text, tone } = state ? classWord(state) : { text: "–", tone: "plain" };
  setText(byId("class-state"), text);
  byId("class-state").className = `badge badge-${tone}`;
}

/** The state; null if the server does not know the lecture yet or cannot be asked, of which the page tells elsewhere. */
async function stateOf(lecture: string, ended: AbortSignal): Promise<LectureState | null> {
  try {
    return (await get<LectureSummary>(`/api/lectures/${encodeURIComponent(lecture)}`, ended)).state;
  } catch {
    return null;
  }
}
