/** Pages whose content the server renders (template.html): only starts the shell. */
import { startShell } from "../shell";

await startShell();
