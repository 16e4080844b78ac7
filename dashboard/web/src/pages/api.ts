/** The page API: shows the server's OpenAPI document, which is in English, as are the words around it. */

import { ApiError, get } from "../api";
import { byId, h, setText, type Child } from "../dom";
import { t } from "../i18n";
import {
  curlOf,
  endpointsByTag,
  resolved,
  rowsOf,
  typeOf,
  type Content,
  type Document,
  type Endpoint,
  type Parameter,
  type Row,
  type Schema,
} from "../openapi";
import { problem } from "../sentences";
import { startShell } from "../shell";

let schemaNames = new Set<string>();

function show(api: Document): void {
  schemaNames = new Set(Object.keys(api.components?.schemas ?? {}));
  const byTag = endpointsByTag(api);
  const about = (tag: string) => api.tags?.find(({ name }) => name === tag)?.description;
  byId("about").replaceChildren(api.info.description ?? api.info.title);
  byId("contents").replaceChildren(
    ...[...byTag].map(([tag, endpoints]) =>
      h("li", {}, h("a", { href: `#${slug(tag)}` }, capital(tag)), h("ul", { class: "contents-endpoints" }, ...endpoints.map(contentsEntry))),
    ),
    h("li", {}, h("a", { href: "#schemas" }, "Schemas")),
  );
  byId("endpoints").replaceChildren(
    ...[...byTag].map(([tag, endpoints]) =>
      h(
        "section",
        { class: "stack", id: slug(tag), "aria-labelledby": `${slug(tag)}-heading` },
        h("h2", { id: `${slug(tag)}-heading` }, capital(tag)),
        about(tag) && h("p", { class: "soft" }, about(tag)!),
        ...endpoints.map((endpoint) => endpointCard(api, endpoint)),
      ),
    ),
    schemas(api),
  );
  byId("loading").hidden = true;
  byId("document").hidden = false; // all at once, so that nothing moves
}

function fail(error: Error): void {
  byId("loading").className = "notice notice-bad";
  setText(byId("loading"), t("api.failed", { detail: error instanceof ApiError ? problem(error) : error.message }));
}

const contentsEntry = (endpoint: Endpoint) => h("li", {}, h("a", { href: `#${endpointId(endpoint)}` }, endpoint.summary ?? endpoint.path));

function endpointCard(api: Document, endpoint: Endpoint): HTMLElement {
  const parameters = (endpoint.parameters ?? []).map((parameter) => resolved(api, parameter));
  return h(
    "article",
    { class: "card stack endpoint", id: endpointId(endpoint), "aria-labelledby": `${endpointId(endpoint)}-heading` },
    h(
      "h3",
      { id: `${endpointId(endpoint)}-heading`, class: "endpoint-heading" },
      h("span", { class: `method method-${endpoint.method.toLowerCase()}` }, endpoint.method),
      h("code", {}, endpoint.path),
    ),
    endpoint.summary && h("p", { class: "endpoint-summary" }, endpoint.summary),
    endpoint.description && h("p", { class: "soft" }, ...prose(endpoint.description)),
    command(curlOf(api, endpoint, location.origin)),
    parameters.length > 0 && part("Parameters", parameterTable(parameters)),
    endpoint.requestBody && part("Body", ...bodies(api, endpoint.requestBody.content)),
    part("Responses", ...responses(api, endpoint)),
  );
}

const part = (name: string, ...children: HTMLElement[]) => h("div", { class: "endpoint-part" }, h("h4", {}, name), ...children);

function command(text: string): HTMLElement {
  const copy = h("button", { type: "button", class: "button button-plain copy", "aria-label": `Copy: ${text}` }, "Copy");
  copy.addEventListener("click", () => {
    navigator.clipboard
      .writeText(text)
      .then(() => (copy.textContent = "Copied"))
      .catch(() => (copy.textContent = "Could not copy"))
      .finally(() => setTimeout(() => (copy.textContent = "Copy"), 2000));
  });
  return h("div", { class: "command" }, h("pre", { tabindex: 0, "aria-label": "Command" }, h("code", {}, text)), copy);
}

const parameterTable = (parameters: Parameter[]) =>
  table(
    parameters.map(({ name, in: place, schema, required, description }) => ({
      name,
      type: `${typeOf(schema)}, in ${place === "path" || place === "query" ? `the ${place}` : `a ${place}`}`,
      required: required ?? false,
      meaning: [description, schema?.description].filter(Boolean).join("; "),
    })),
  );

/** One entry for each schema, with all media types that share it. */
function bodies(api: Document, content: Content): HTMLElement[] {
  const kinds = new Map<string, { types: string[]; schema: Schema | undefined }>();
  for (const [type, { schema }] of Object.entries(content)) {
    const key = JSON.stringify(schema ?? null);
    kinds.set(key, { types: [...(kinds.get(key)?.types ?? []), type], schema });
  }
  return [...kinds.values()].map(({ types, schema }) => {
    const rows = rowsOf(api, schema);
    const head = h("p", { class: "small" }, h("code", {}, types.join(", ")), schema ? `: ${typeOf(schema)}` : "");
    return h("div", { class: "kind" }, head, rows.length > 0 && table(rows));
  });
}

function responses(api: Document, endpoint: Endpoint): HTMLElement[] {
  return Object.entries(endpoint.responses ?? {}).map(([status, reference]) => {
    const { description, content } = resolved(api, reference);
    const line = [
      h("span", { class: `badge figures ${status < "4" ? "badge-good" : "badge-warn"}` }, status),
      h("span", {}, description ?? ""),
    ];
    const schema = content ? typeOf(Object.values(content)[0]?.schema) : "";
    if (!content || status >= "4") return h("p", { class: "response" }, ...line);
    return h(
      "details",
      { class: "response-details" },
      h("summary", {}, h("span", { class: "response" }, ...line, h("span", { class: "soft small" }, schema === "anything" ? Object.keys(content)[0]! : schema))),
      ...bodies(api, content),
    );
  });
}

function schemas(api: Document): HTMLElement {
  const all = Object.entries((api.components?.schemas ?? {}) as Record<string, Schema>);
  return h(
    "section",
    { class: "stack", id: "schemas", "aria-labelledby": "schemas-heading" },
    h("h2", { id: "schemas-heading" }, "Schemas"),
    ...all.map(([name, schema]) =>
      h(
        "details",
        { class: "card schema", id: `schema-${name}` },
        h("summary", {}, h("strong", {}, name), schema.description ? h("span", { class: "soft" }, ` ${schema.description}`) : ""),
        schema.properties ? table(rowsOf(api, schema)) : h("p", {}, typeOf(schema)),
      ),
    ),
  );
}

function table(rows: Row[]): HTMLElement {
  const head = h("tr", {}, ...["Name", "Type", "Meaning"].map((name) => h("th", { scope: "col" }, name)));
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "group", "aria-label": "Members" },
    h("table", { class: "table" }, h("thead", {}, head), h("tbody", {}, ...rows.map(line))),
  );
}

const line = ({ name, type, required, meaning }: Row) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, h("code", {}, name), required && h("span", { class: "required" }, " required")),
    h("td", {}, ...linked(type)),
    h("td", {}, meaning),
  );

/** Renders text between backticks as code. */
function prose(text: string): Child[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? h("code", {}, part) : part));
}

/** Renders a type, with links from the names of schemas to their descriptions. */
function linked(type: string): Child[] {
  return type
    .split(/\b([A-Z]\w+)\b/)
    .map((part, index) => (index % 2 === 1 && schemaNames.has(part) ? h("a", { href: `#schema-${part}` }, part) : part));
}

/** Scrolls to the target of the address and opens it. */
function follow(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
  target?.scrollIntoView();
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

function endpointId(endpoint: Endpoint): string {
  return endpoint.operationId ?? slug(`${endpoint.method} ${endpoint.path}`);
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

void startShell();
await get<Document>("/api/openapi.json").then(show, fail);
addEventListener("hashchange", follow);
follow();
