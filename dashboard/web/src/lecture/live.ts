/** The lecture's event stream: asks again by itself until it is told to stop. */

import type { Episode, Health, LectureSummary, Mood } from "../api";

export interface LiveEvents {
  lecture: LectureSummary;
  mood: Mood;
  attention: Episode;
  health: Health;
  /** The whole past has come; from here on events are live. */
  ready: unknown;
}

export type LiveHandlers = { [K in keyof LiveEvents]: (event: LiveEvents[K]) => void };

const RETRY_MILLISECONDS = 3000;
const NAMES = ["lecture", "mood", "attention", "health", "ready"] as const;

/** Opens the stream; `lost` is called when it breaks off. The browser tries again itself, but gives up at an answer like 503; then we do. */
export function listen(lecture: string, handlers: LiveHandlers, lost: () => void): void {
  const events = new EventSource(`/api/lectures/${encodeURIComponent(lecture)}/live`);
  for (const name of NAMES) subscribe(events, name, handlers);
  events.addEventListener("error", () => {
    lost();
    if (events.readyState !== EventSource.CLOSED) return;
    events.close();
    setTimeout(() => listen(lecture, handlers, lost), RETRY_MILLISECONDS);
  });
}

function subscribe<K extends keyof LiveEvents>(events: EventSource, name: K, handlers: LiveHandlers): void {
  events.addEventListener(name, (event) => handlers[name](JSON.parse(event.data) as LiveEvents[K]));
}
