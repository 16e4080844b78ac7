/** Embeds players for songs. Nothing is loaded from another host before somebody presses play. */

import { h } from "./dom";
import { t } from "./i18n";

/** Returns the address to embed for a link to a YouTube video or a Spotify track, album or playlist; null for others. */
export function embedAddress(link: string): string | null {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  const host = url.hostname.replace(/^(www|m|music)\./, "");
  const youtube =
    host === "youtu.be" ? url.pathname.slice(1) : host === "youtube.com" && url.pathname === "/watch" ? url.searchParams.get("v") : null;
  if (youtube && /^[\w-]{11}$/.test(youtube)) return `https://www.youtube-nocookie.com/embed/${youtube}?autoplay=1`;
  const spotify = host === "open.spotify.com" ? /^\/(?:intl-\w+\/)?((?:track|album|playlist)\/\w+)$/.exec(url.pathname) : null;
  return spotify ? `https://open.spotify.com/embed/${spotify[1]}` : null;
}

/** Creates the player, which contacts the other host. */
export function player(address: string, title: string): HTMLIFrameElement {
  return h("iframe", {
    class: address.includes("spotify") ? "player player-spotify" : "player",
    src: address,
    title: t("player.title", { title }),
    allow: "autoplay; encrypted-media; fullscreen",
    referrerpolicy: "strict-origin-when-cross-origin",
  });
}

/** The browser's own player for a song's sound; it loads nothing before somebody presses play. */
export function audio(address: string, title: string): HTMLElement {
  const element = h("audio", { class: "player player-audio", controls: true, preload: "none", src: address, "aria-label": t("player.title", { title }) });
  element.addEventListener("error", () => element.replaceWith(h("p", { class: "small soft player-audio" }, t("player.failed", { address: new URL(address, location.href).host }))));
  return element;
}
