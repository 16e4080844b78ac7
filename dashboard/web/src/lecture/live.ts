/** The lecture's event stream: asks again by itself until it is told to stop. */

import { ApiError, get, type Episode, type Health, type LectureSummary, type Mood } from "../api";

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

/**
 * Opens the stream; `lost` is called when it breaks off. The browser tries again itself, but gives up at any answer like
 * 503; then we do, unless the server no longer shows the lecture: that is what `refused` is called with.
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

/** Whether the caller may not see it: a sign-in that has expired, a seat that was given up. */
export const isRefusal = (error: unknown): error is ApiError & { status: 401 | 403 } =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);

/** Asks what an event stream does not tell: why the server has refused it. */
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
