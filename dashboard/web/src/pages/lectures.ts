import { startShell } from "../shell";

await startShell();
