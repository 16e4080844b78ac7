/** The page Sign in, for the teacher's token. */
import { ApiError, post } from "../api";
import { byId, setText } from "../dom";
import { t } from "../i18n";
import { problem } from "../sentences";
import { startShell } from "../shell";

const form = byId<HTMLFormElement>("sign-in");
const token = byId<HTMLInputElement>("token");

/** Where to go afterwards: only to a page of this site. */
function destination(): string {
  const to = new URLSearchParams(location.search).get("to") ?? "/";
  if (!URL.canParse(to, location.origin)) return "/";
  const wanted = new URL(to, location.origin);
  return wanted.origin === location.origin && wanted.pathname !== "/sign-in" ? wanted.pathname : "/";
}

function refuse(message: string): void {
  setText(byId("token-error"), message);
  token.setAttribute("aria-invalid", "true");
  token.focus();
}

async function signIn(): Promise<void> {
  if (!token.value.trim()) return refuse(t("sign-in.missing"));
  try {
    await post("/api/sign-in", { token: token.value.trim() });
    location.assign(destination());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refuse(error.status === 401 ? t("sign-in.wrong") : problem(error));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void signIn();
});

const me = await startShell();
form.hidden = me.open;
byId("open").hidden = !me.open;
if (!me.open) token.focus();
