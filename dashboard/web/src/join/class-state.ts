/** Shows a student what the lecture is doing, as the lecture's own page does. */

import { get, type LectureState, type LectureSummary } from "../api";
import { byId, setText } from "../dom";
import { classWord } from "../lecture/words";

const POLL_MILLISECONDS = 4000;

/** Asks for the state every few seconds until `ended`; calls `changed` with each one that is known. */
export async function followClass(lecture: string, ended: AbortSignal, changed: (state: LectureState) => void): Promise<void> {
  while (!ended.aborted) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS)); // at first the server does not know the lecture
    const state = await stateOf(lecture, ended);
    if (state && !ended.aborted) {
      const { text, tone } = classWord(state);
      setText(byId("class-state"), text);
      byId("class-state").className = `badge badge-${tone}`;
      changed(state);
    }
  }
}

/** The state; null if the server does not know the lecture yet or cannot be asked, of which the page tells elsewhere. */
async function stateOf(lecture: string, ended: AbortSignal): Promise<LectureState | null> {
  try {
    return (await get<LectureSummary>(`/api/lectures/${encodeURIComponent(lecture)}`, ended)).state;
  } catch {
    return null;
  }
}
