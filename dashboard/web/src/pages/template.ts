/** Pages whose content the server renders (template.html): starts the shell, and the player of a result's music. */
import type { Expression } from "../expressions";
import { MusicPlayer } from "../music/player";
import { startShell } from "../shell";

const place = document.querySelector<HTMLElement>("[data-music]");
if (place) {
  const player = new MusicPlayer();
  player.show(place.dataset.music as Expression);
  place.append(player.element);
}
await startShell();
