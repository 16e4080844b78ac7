/** The server's responses as types, and calls that turn its problem+json errors into {@link ApiError}. */

import type { Expression } from "./expressions";
import { t } from "./i18n";

/** Shares or probabilities, 0..1, of the seven visible expressions. */
export type Shares = Record<Expression, number>;

export interface Seat {
  lecture: string;
  source: string;
  user: string;
}

export interface Me {
  role: "teacher" | "student" | "visitor";
  /** Nobody needs to sign in: the server serves only this machine. */
  open: boolean;
  /** Whether this caller may send single pictures. */
  pictures: boolean;
  seats: Seat[];
}

/** How long what is about single people is kept, in seconds; null for ever. */
export interface Retention {
  frames: number | null;
  faces: number | null;
  emotions: number | null;
  photos: number | null;
  photoFaces: number | null;
  photoEmotions: number | null;
  deadLetters: number | null;
  attention: number | null;
  recommendations: number | null;
  consents: number | null;
}

export interface Mood {
  from: string;
  to: string;
  participants: number;
  readable: number;
  coverage: number;
  frames: number;
  shares: Shares;
  probabilities: Shares;
  dominant: Expression;
  positivity: number;
  negativity: number;
  /** Mean number of faces beside the main faces of users; they weigh nothing. */
  bystanders: number;
  counting: Counting;
  final: boolean;
  /** How often the window was opened again after it had closed; the last mood of a window is valid. */
  revision: number;
  sentence: string;
}

/** An estimated share with its 95 % band. */
export interface Estimate {
  share: number;
  low: number;
  high: number;
}

/** A moment at which the mood of a lecture changed: shares as classified before and after it, and the note before it. */
export interface MoodChange {
  at: string;
  before: Shares;
  after: Shares;
  marker?: Note;
}

/** A note on a moment. */
export interface Note {
  at: string;
  text: string;
}

/** What a report's JSON says, as far as pages need it. */
export interface Findings {
  mood?: { changesSought: boolean; changes: MoodChange[] };
  markers: Note[];
}

export interface Report {
  startedAt: string;
  endedAt: string;
  participants: number;
  frames: number;
  /** Frames that came too late to be counted. */
  lateFrames: number;
  windows: number;
  withheldWindows: number;
  coverage: number;
  /** Estimated over the lecture; empty without enough evidence, null until they have been estimated. */
  shares: Partial<Record<Expression, Estimate>> | null;
  probabilities: Shares | null;
  /** Only for teachers, like the next one. */
  negativeEpisodes?: number;
  absentEpisodes?: number;
}

/** What a lecture is doing. The server decides; pages only put it into words. */
export interface LectureState {
  kind: "live" | "behind" | "stalled" | "paused" | "silent" | "ended" | "unreachable";
  /** Since when nothing comes out of the pipeline (stalled), of a camera (silent), or of Kafka (unreachable). */
  since: string | null;
  /** Age of the oldest picture without a result. */
  behindSeconds: number;
  picturesPerSecond: number;
  resultsPerSecond: number;
  /** The stage that stands still, if that is known. */
  stage: Stage | null;
}

export type Stage = "detector" | "classifier" | "recommender";

export interface LectureSummary {
  id: string;
  /** What it is called; empty without a title. */
  title: string;
  /** Whether the server can read the topics now; if not, the summary may be old. */
  upToDate: boolean;
  /** Whether it goes on: pictures come or wait for results, or its cameras are paused. */
  running: boolean;
  state: LectureState;
  startedAt: string;
  lastAt: string;
  heardAt: string | null;
  sources: number;
  faces: number;
  readable: number;
  participants: number | null;
  coverage: number | null;
  mood: Mood | null;
  windows: number;
  withheldWindows: number | null;
  report: Report | null;
  /** What became of its frames since its start; for teachers only. */
  frames?: Frames;
  joinCode?: string;
}

/** published = withResult + deadLettered + lost + underWay; dropped pictures were never published. */
export interface Frames {
  published: number;
  withResult: number;
  deadLettered: number;
  lost: number;
  underWay: number;
  dropped: number;
}

export interface Episode {
  source: string;
  track: number;
  reason: "negative" | "absent";
  since: string;
  at: string;
  over: boolean;
  text: string;
}

/** The episodes that are left; they replace all that came before. */
export interface Episodes {
  episodes: Episode[];
}

/** Where people count who are seen by a source without a user and by one of their own: twice, there, or here. */
export type Counting = "all" | "own" | "here";

/** A face at its place in a source's latest picture; relative to the picture, 0..1. */
export interface SeenFace {
  track: number;
  x: number;
  y: number;
  width: number;
  height: number;
  emotion: Expression;
  confidence: number;
  readable: boolean;
}

/** A source as its latest result shows it. Of a user's source there are no faces. */
export interface SeenSource {
  id: string;
  own: boolean;
  active: boolean;
  at: string | null;
  faces: SeenFace[];
  /** Since when it has sent the same picture. */
  frozenSince: string | null;
  /** When most faces last changed their places at once. */
  relaidAt: string | null;
  counting: Counting;
}

export interface Health {
  at: string;
  framesPerSecond: number;
  latencyMs: { p50: number; p99: number } | null;
  dropped: number;
  deadLettered: number;
  overSeconds: number;
  /** How far the stages are, with all lectures; `unread` is null if that is not known. */
  stages: { stage: Stage; unread: number | null; standsStill: boolean }[];
}

export interface Item {
  medium: "song" | "movie" | "book" | "game";
  title: string;
  by: string | null;
  link: string;
  /** Of a song: the address of its sound. */
  audio?: string | null;
}

export interface Recommendation {
  user: string;
  lecture: string;
  at: string;
  emotion: Expression;
  probabilities: Shares;
  genres: string[];
  items: Item[];
  why: string;
}

export interface Face {
  track: number;
  /** Relative to the picture, 0..1. */
  box: { x: number; y: number; width: number; height: number };
  emotion: Expression;
  confidence: number;
  readable: boolean;
  /** Whether it weighs nothing, because the source belongs to somebody else. */
  bystander: boolean;
  probabilities: Shares;
}

export interface FrameIdentity {
  lecture: string;
  source: string;
  user: string | null;
  sequence: number;
  capturedAt: string;
}

export interface FrameResult {
  frame: FrameIdentity;
  model: string;
  faces: Face[];
  majority: Expression | null;
  recommendation: Recommendation | null;
}

/** The server's error response (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  [member: string]: unknown;
}

/** A response that is not 2xx, or none at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Seconds to wait before a retry, if the server says so. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail ?? problem.title);
  }
}

/** How long the server may take for a GET, in milliseconds; a connection that has died silently answers never. */
const ANSWER_WITHIN = 8000;

/** Calls the API. Sends a plain object as JSON, and a Blob or FormData unchanged. Throws {@link ApiError}. */
export async function call<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const isJson = body !== undefined && !(body instanceof Blob) && !(body instanceof FormData);
  const limit = signal ?? (method === "GET" ? AbortSignal.timeout(ANSWER_WITHIN) : undefined);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { Accept: "application/json", ...(isJson ? { "Content-Type": "application/json" } : {}) },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
      ...(limit ? { signal: limit } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw new ApiError(response.status, await problemOf(response), retryAfterOf(response));
  if (response.status === 204) return undefined as T;
  return (await response.json().catch((error: unknown) => {
    throw limit?.aborted && !signal?.aborted ? unreachable() : error;
  })) as T;
}

const unreachable = () => new ApiError(0, { type: "about:blank", title: t("server.unreachable"), status: 0 });

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => call<T>("GET", path, undefined, signal);

export const post = <T = void>(path: string, body?: object, signal?: AbortSignal): Promise<T> =>
  call<T>("POST", path, body, signal);

/** Asks whether the server can read the topics; for pages without a lecture summary that would tell. */
export const isReading = (): Promise<boolean> =>
  fetch("/health", { signal: AbortSignal.timeout(ANSWER_WITHIN) }).then(
    (response) => response.ok,
    () => true, // the server itself cannot be reached, which the page shows elsewhere
  );

async function problemOf(response: Response): Promise<Problem> {
  const fallback = { type: "about:blank", title: t("problem", { status: String(response.status) }), status: response.status };
  if (!response.headers.get("Content-Type")?.includes("json")) return fallback;
  return { ...fallback, ...((await response.json().catch(() => ({}))) as object) };
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? seconds : null;
}
