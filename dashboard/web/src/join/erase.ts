/** Deleting what the server has of a student. */

import { ApiError, call, get, type Seat } from "../api";
import { ask } from "../dialog";
import { dateTime } from "../format";
import { t } from "../i18n";
import { release } from "./form";
import { followed, type Progress } from "../lecture/deletion";

/** Asks whether everything of the student shall be deleted; true if so. */
export const wantsErasure = (): Promise<boolean> =>
  ask({ title: t("erase.title"), text: [t("erase.text"), t("erase.stays")], action: t("erase.action"), danger: true });

/** Has everything of a seat's user deleted, which withdraws, and gives the seat back; it stays if that failed, to try again. */
export async function eraseAndLeave(seat: Seat): Promise<{ words: string; released: Promise<boolean> }> {
  const { erased, words } = await erase(seat.user);
  return { words, released: erased ? release(seat.lecture).then(() => true) : Promise.resolve(true) };
}

/** Has everything of a user deleted; whether that succeeded, and words for the student. */
async function erase(user: string): Promise<{ erased: boolean; words: string }> {
  const path = `/api/users/${encodeURIComponent(user)}`;
  try {
    const { failed, kept } = await followed(await call<Progress>("DELETE", path), () => get<Progress>(`${path}/deletion`));
    if (!failed) return { erased: true, words: doneWords(kept.map(({ until }) => until)) };
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error); // the student must hear that it failed, whatever it was
  }
  return { erased: false, words: t("erase.failed", { user }) };
}

/** Until when Kafka keeps what it cannot delete alone; all moments are ISO-8601 in UTC, whose order is that of letters. */
const doneWords = (untils: (string | null)[]): string => {
  if (untils.includes(null)) return t("erase.done.forEver");
  const last = untils.filter((until) => until !== null).sort().at(-1);
  return last === undefined ? t("erase.done") : t("erase.done.kept", { until: dateTime(last) });
};
