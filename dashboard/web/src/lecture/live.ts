/** The event stream of a lecture; reconnects by itself until the server refuses. */

import { ApiError, get, type Episode, type Health, type LectureSummary, type Mood } from "../api";

export interface LiveEvents {
  lecture: LectureSummary;
  mood: Mood;
  attention: Episode;
  health: Health;
  /** The past is complete; further events are live. */
  ready: unknown;
}

export type LiveHandlers = { [K in keyof LiveEvents]: (event: LiveEvents[K]) => void };

const RETRY_MILLISECONDS = 3000;
const NAMES = ["lecture", "mood", "attention", "health", "ready"] as const;

/**
 * Opens the stream; calls `lost` when it breaks. The browser reconnects by itself, but gives up after an error response
 * such as 503. Then this function reconnects, unless the server refuses to show the lecture: it calls `refused`.
 */
export function listen(lecture: string, handlers: LiveHandlers, lost: () => void, refused: (error: ApiError) => void): void {
  const events = new EventSource(`/api/lectures/${encodeURIComponent(lecture)}/live`);
  for (const name of NAMES) subscribe(events, name, handlers);
  events.addEventListener("error", () => {
    lost();
    if (events.readyState !== EventSource.CLOSED) return;
    events.close();
    void again();
  });

  async function again(): Promise<void> {
    const refusal = await refusalOf(lecture);
    if (refusal) refused(refusal);
    else setTimeout(() => listen(lecture, handlers, lost, refused), RETRY_MILLISECONDS);
  }
}

/** Whether the caller may not see the lecture: the sign-in has expired, or the seat was released. */
export const isRefusal = (error: unknown): error is ApiError & { status: 401 | 403 } =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);

/** Asks why the server refused the stream, which an event stream does not tell. */
async function refusalOf(lecture: string): Promise<ApiError | null> {
  try {
    await get(`/api/lectures/${encodeURIComponent(lecture)}`);
  } catch (error) {
    if (isRefusal(error)) return error;
  }
  return null;
}

function subscribe<K extends keyof LiveEvents>(events: EventSource, name: K, handlers: LiveHandlers): void {
  events.addEventListener(name, (event) => handlers[name](JSON.parse(event.data) as LiveEvents[K]));
}
