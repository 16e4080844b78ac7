/** Pages whose content the server writes (template.html): only the shell is alive. */
import { startShell } from "../shell";

await startShell();
