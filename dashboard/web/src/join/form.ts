/** The first step: the lecture, its code, and consent. */

import { ApiError, get, post, type LectureSummary, type Me, type Seat } from "../api";
import { byId, h, setText } from "../dom";
import { duration } from "../format";
import { t } from "../i18n";
import { agreedWords, askConsent } from "./consent";
import { eraseAndLeave, wantsErasure } from "./erase";
import { plainly } from "../sentences";

export interface Wish {
  lecture: string;
  code: string;
}

const FIELDS = ["lecture", "code", "agree"] as const;

type Field = (typeof FIELDS)[number];

const input = (field: Field) => byId<HTMLInputElement>(field);

/**
 * Fills the form from the address (`/join/algebra?code=K7QM2-XNP4R`) and calls `join` once everything is filled in.
 * `left` is called when a seat was given back from here. Returns what to call when a seat was taken or left: it asks the server which seats there are.
 */
export function startForm(
  me: Me,
  address: Location,
  join: (wish: Wish) => Promise<void>,
  left: (words: string, released: Promise<boolean>) => void,
): () => Promise<void> {
  const wish = wishOf(address.pathname, address.search);
  input("lecture").value = wish.lecture;
  input("code").value = wish.code;
  const update = () => {
    showSeat(me, input("lecture").value.trim());
    sayNew(false);
  };
  input("lecture").addEventListener("input", update);
  for (const field of FIELDS) input(field).addEventListener("input", () => settle(field));
  byId("give-back").addEventListener("click", () => left("", release(input("lecture").value.trim())));
  byId("erase-held").addEventListener("click", () => void eraseHeld(seatIn(me, input("lecture").value.trim()), left));
  input("lecture").addEventListener("change", () => void tellWhetherNew(me));
  update();
  if (me.open || me.role !== "visitor") void suggestLectures();
  void tellWhetherNew(me);
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(me, join);
  });
  return async () => {
    me.seats = (await get<Me>("/api/me").catch(() => me)).seats;
    update();
  };
}

/** The lecture and the code in an address; empty if there are none. */
export function wishOf(path: string, query: string): Wish {
  const name = /^\/join\/([^/]+)\/?$/.exec(path)?.[1] ?? "";
  return { lecture: decoded(name), code: new URLSearchParams(query).get("code") ?? "" };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isName = (text: string) => /^[\w.-]+$/.test(text);

/** The messages for missing or wrong fields; empty if everything is filled in. */
export function missing(wish: Wish, needsCode: boolean, agreed: boolean): Partial<Record<Field, string>> {
  return {
    ...(wish.lecture === "" ? { lecture: t("join.lecture.missing") } : {}),
    ...(wish.lecture !== "" && !isName(wish.lecture) ? { lecture: t("join.lecture.letters") } : {}),
    ...(needsCode && wish.code === "" ? { code: t("join.code.missing") } : {}),
    ...(agreed ? {} : { agree: t("join.agree.missing") }),
  };
}

/** The message if the server assigns no seat, and the field it belongs to. */
export function refusal(error: ApiError, lecture: string): { field: Field | null; words: string } {
  switch (error.status) {
    case 0:
      return { field: null, words: t("join.refused.unreachable") };
    case 400:
      return { field: "lecture", words: t("join.lecture.letters") };
    case 403:
      return /code/.test(error.message)
        ? { field: "code", words: t("join.code.wrong", { lecture }) }
        : { field: null, words: plainly(error) };
    case 404:
      return { field: "lecture", words: t("join.lecture.unknown", { lecture }) };
    case 429:
      return { field: null, words: t("join.refused.often", { wait: duration(1000 * (error.retryAfter ?? 60)) }) };
    default:
      return { field: null, words: t("join.refused") };
  }
}

/** Takes the message at a field away. */
function settle(field: Field): void {
  setText(byId(`${field}-error`), "");
  input(field).removeAttribute("aria-invalid");
}

/** Shows a message at a field. */
export function complain(field: Field, words: string): void {
  setText(byId(`${field}-error`), words);
  input(field).setAttribute("aria-invalid", "true");
}

const seatIn = (me: Me, lecture: string): Seat | undefined => me.seats.find((seat) => seat.lecture === lecture);

const needsCode = (me: Me, lecture: string) => !me.open && me.role !== "teacher" && !seatIn(me, lecture);

function showSeat(me: Me, lecture: string): void {
  const seat = seatIn(me, lecture);
  byId("code-field").hidden = !needsCode(me, lecture);
  byId("seat-hint").hidden = !seat;
  if (seat) void describe(seat);
}

async function describe(seat: Seat): Promise<void> {
  setText(byId("seat-held"), t("join.seat.held", { source: seat.source }));
  setText(byId("seat-agreed"), await askConsent(seat).then(agreedWords, plainly));
}

/** Gives the seat in a lecture back, which withdraws the consent; whether the server has stored that. */
export const release = (lecture: string): Promise<boolean> =>
  post("/api/leave", { lecture }).then(
    () => true,
    () => false,
  );

/** Has everything deleted of a seat that was kept, without starting the camera. */
async function eraseHeld(seat: Seat | undefined, left: (words: string, released: Promise<boolean>) => void): Promise<void> {
  if (!seat || !(await wantsErasure())) return;
  const { words, released } = await eraseAndLeave(seat);
  left(words, released);
}

async function submit(me: Me, join: (wish: Wish) => Promise<void>): Promise<void> {
  const wish = { lecture: input("lecture").value.trim(), code: input("code").value.trim().toUpperCase() };
  const faults = missing(wish, needsCode(me, wish.lecture), input("agree").checked);
  FIELDS.forEach(settle);
  for (const [field, words] of Object.entries(faults)) complain(field as Field, words);
  const first = Object.keys(faults)[0];
  if (first) return input(first as Field).focus();
  const button = byId<HTMLButtonElement>("start");
  button.disabled = true;
  try {
    if (await seesThatItIsNew(me)) return; // the next press joins
    sayNew(false);
    await join(wish);
  } finally {
    button.disabled = false;
  }
}

const allLectures = (): Promise<LectureSummary[]> => get<{ lectures: LectureSummary[] }>("/api/lectures").then(({ lectures }) => lectures);

/**
 * Says that nobody is in the lecture yet: its name may be mistyped, and joining would open a new one. Only teachers see all
 * lectures, and everybody on a server without a token; students need the code of a lecture, which is another one's with another name.
 */
async function tellWhetherNew(me: Me): Promise<void> {
  const name = input("lecture").value.trim();
  if (!(me.open || me.role === "teacher") || !isName(name) || seatIn(me, name)) return;
  const lectures = await allLectures().catch(() => null);
  if (lectures && input("lecture").value.trim() === name) sayNew(!lectures.some(({ id }) => id === name));
}

/** Whether the notice that nobody is in the lecture has come up only now. */
async function seesThatItIsNew(me: Me): Promise<boolean> {
  if (!byId("lecture-new").hidden) return false;
  await tellWhetherNew(me);
  return !byId("lecture-new").hidden;
}

function sayNew(isNew: boolean): void {
  setText(byId("lecture-new"), isNew ? t("join.lecture.new", { lecture: input("lecture").value.trim() }) : "");
  byId("lecture-new").hidden = !isNew;
}

/** Suggests running lectures to callers who may see them. */
async function suggestLectures(): Promise<void> {
  const lectures = await allLectures().catch(() => []);
  byId("lectures").append(...lectures.filter(({ running }) => running).map(({ id }) => h("option", { value: id })));
}
