/** The event stream of a lecture; reconnects by itself until the server refuses. */

import { ApiError, get, type Episode, type Episodes, type Health, type LectureSummary, type Mood, type Note, type SeenSource } from "../api";
import { backoff } from "../backoff";
import { dropDeadConnections } from "../dead-connections";
import { Watchdog } from "../watchdog";

export interface LiveEvents {
  lecture: LectureSummary;
  mood: Mood;
  attention: Episode;
  "attention-all": Episodes;
  note: Note;
  source: SeenSource;
  health: Health;
  /** The past is complete; further events are live. */
  ready: unknown;
}

export type LiveHandlers = { [K in keyof LiveEvents]: (event: LiveEvents[K]) => void };

const NAMES = ["lecture", "mood", "attention", "attention-all", "note", "source", "health", "ready"] as const;

/**
 * Opens the stream; calls `lost` when it breaks or nothing comes any more. The browser reconnects by itself, but gives
 * up after an error response such as 503, and does not notice a connection that has died silently. Then this function
 * reconnects, unless the server refuses to show the lecture: it calls `refused`.
 */
export function listen(lecture: string, handlers: LiveHandlers, lost: () => void, refused: (error: ApiError) => void): void {
  // By its name the server recognises a page that comes back, and closes its dead connection.
  const page = Math.random().toString(36).slice(2);
  const address = `/api/lectures/${encodeURIComponent(lecture)}/live?page=${page}`;
  let events: EventSource;
  let tries = 0;
  const watchdog = new Watchdog(() => {
    events.close();
    lost();
    void dropDeadConnections().then(() => setTimeout(open, backoff(tries++)));
  });
  open();

  function open(): void {
    const opened = new EventSource(address);
    events = opened;
    watchdog.start();
    for (const name of NAMES) subscribe(opened, name, handlers, () => watchdog.heard());
    opened.addEventListener("ping", () => watchdog.heard());
    opened.addEventListener("ready", () => (tries = 0));
    opened.addEventListener("error", () => {
      lost();
      if (opened.readyState !== EventSource.CLOSED) return;
      opened.close();
      watchdog.stop();
      void again();
    });
  }

  async function again(): Promise<void> {
    const refusal = await refusalOf(lecture);
    if (refusal) refused(refusal);
    else setTimeout(open, backoff(tries++));
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

function subscribe<K extends keyof LiveEvents>(events: EventSource, name: K, handlers: LiveHandlers, heard: () => void): void {
  events.addEventListener(name, (event) => {
    heard();
    handlers[name](JSON.parse(event.data) as LiveEvents[K]);
  });
}
