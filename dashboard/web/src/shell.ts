/** The part that all pages share: asks the server for the caller's role, and offers to sign in or out. */

import { ApiError, get, post, type Me } from "./api";
import { show } from "./dialog";
import { byId, h } from "./dom";
import { language, t } from "./i18n";
import { problem } from "./sentences";

const NOBODY: Me = { role: "visitor", open: false, pictures: false, seats: [] };

/** Asks the server for the caller and fills the account corner. Never fails: without a response the caller is a visitor. */
export async function startShell(): Promise<Me> {
  startSwitch();
  const me = await get<Me>("/api/me").catch(() => NOBODY);
  if (!me.open) byId("account").append(me.role === "teacher" ? signOutButton() : signInLink());
  return me;
}

/** The address of the sign-in page, which leads back here afterwards. */
export const signInAddress = (): string => `/sign-in?to=${encodeURIComponent(location.pathname)}`;

/** The reader's choice of a language is remembered for a year; the server sends pages in it. */
function startSwitch(): void {
  const choice = byId<HTMLSelectElement>("language");
  choice.value = language; // not what the browser restores of an earlier visit
  choice.addEventListener("change", () => {
    document.cookie = `language=${choice.value}; Path=/; Max-Age=31536000; SameSite=Lax`;
    location.reload();
  });
}

const signInLink = () =>
  location.pathname === "/sign-in" ? "" : h("a", { class: "button button-quiet", href: signInAddress() }, t("sign-in"));

const signOutButton = () => h("button", { class: "button button-quiet", type: "button", onClick: signOut }, t("sign-out"));

async function signOut(): Promise<void> {
  try {
    await post("/api/sign-out");
    location.assign("/");
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await show(t("sign-out"), h("p", {}, t("manage.failed", { why: problem(error) })));
    location.reload(); // as a teacher the reader may be signed out all the same
  }
}
