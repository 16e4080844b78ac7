/** Reads an OpenAPI 3.1 document for the API page: plain data, no elements. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  example?: unknown;
  examples?: unknown[];
  contentMediaType?: string;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: "query" | "path" | "header" | "cookie";
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export type Content = Record<string, { schema?: Schema; example?: unknown }>;

export interface ApiResponse {
  $ref?: string;
  description?: string;
  content?: Content;
}

export interface Operation {
  tags?: string[];
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; description?: string; content: Content };
  responses?: Record<string, ApiResponse>;
  deprecated?: boolean;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: Record<string, Record<string, unknown>>;
}

/** An operation with its method and path. */
export interface Endpoint extends Operation {
  method: string;
  path: string;
}

/** A member of an object for the reader: its name ("faces[].box"), its type in words, and its meaning. */
export interface Row {
  name: string;
  type: string;
  required: boolean;
  meaning: string;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** Returns all operations by tag, with the tags in the document's order. */
export function endpointsByTag(document: Document): Map<string, Endpoint[]> {
  const byTag = new Map<string, Endpoint[]>((document.tags ?? []).map(({ name }) => [name, []]));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((each) => each in item)) {
      const endpoint = { ...item[method]!, method: isSocket(item[method]!) ? "WS" : method.toUpperCase(), path };
      const tag = endpoint.tags?.[0] ?? "other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), endpoint]);
    }
  }
  for (const [tag, endpoints] of byTag) if (endpoints.length === 0) byTag.delete(tag);
  return byTag;
}

/** Whether an operation opens a WebSocket (101 Switching Protocols). */
const isSocket = (operation: Operation): boolean => "101" in (operation.responses ?? {});

/** Resolves a reference within this document; other values are returned unchanged. */
export function resolved<T extends { $ref?: string }>(document: Document, value: T): T {
  if (!value.$ref?.startsWith("#/")) return value;
  const target = value.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key.replace(/~1/g, "/").replace(/~0/g, "~")], document);
  return (target ?? value) as T;
}

/** The last word of a reference: "Mood" of "#/components/schemas/Mood". */
export const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);

/** Describes a type in words: "string (date-time)", "array of Face", "angry | disgust". */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return "anything";
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" | ");
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.map(typeOf).join(" or ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" and ");
  if (schema.items) return withNull(schema, `array of ${typeOf(schema.items)}`);
  const type = [schema.type ?? (schema.properties ? "object" : "anything")].flat().join(" or ");
  return schema.format ? `${type} (${schema.format})` : type;
}

const withNull = (schema: Schema, type: string) => ([schema.type].flat().includes("null") ? `${type} or null` : type);

/** Returns the members of a schema. Follows one level of references, and descends into inline objects. */
export function rowsOf(document: Document, schema: Schema | undefined, prefix = ""): Row[] {
  if (!schema) return [];
  const object = resolved(document, schema);
  if (object.items && prefix === "") return rowsOf(document, object.items, "[].");
  return Object.entries(object.properties ?? {}).flatMap(([name, member]) => {
    const row = {
      name: prefix + name,
      type: typeOf(member),
      required: object.required?.includes(name) ?? false,
      meaning: [member.description ?? resolved(document, member).description ?? "", limits(member)].filter(Boolean).join("; "),
    };
    const inside = member.properties ? member : member.items?.properties ? member.items : null;
    return inside ? [row, ...rowsOf(document, inside, `${prefix}${name}${member.items ? "[]" : ""}.`)] : [row];
  });
}

function limits({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? "" : `at most ${maximum}`;
}

/** Returns a command line that calls an endpoint of the server at an origin. */
export function curlOf(document: Document, endpoint: Endpoint, origin: string): string {
  const parameters = (endpoint.parameters ?? []).map((parameter) => resolved(document, parameter));
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const query = parameters.filter((each) => each.in === "query" && each.required).map(({ name }) => `${name}=${name.toUpperCase()}`);
  const address = origin + path + (query.length > 0 ? `?${query.join("&")}` : "");
  if (isSocket(endpoint)) return `websocat --binary ${quoted(address.replace(/^http/, "ws"))}`;
  const parts = ["curl"];
  const statuses = Object.keys(endpoint.responses ?? {});
  if (statuses.some((status) => contentOf(document, endpoint, status)?.["text/event-stream"])) parts.push("-N");
  const body = endpoint.requestBody ? bodyOf(document, endpoint.requestBody.content) : [];
  if (endpoint.method !== "GET" && body.length === 0) parts.push("-X", endpoint.method);
  return [...parts, ...body, quoted(address)].join(" ");
}

const contentOf = (document: Document, endpoint: Endpoint, status: string): Content | undefined =>
  resolved(document, endpoint.responses![status]!).content;

/** The curl arguments for a body of the first media type. */
function bodyOf(document: Document, content: Content): string[] {
  const [type, { schema } = {}] = Object.entries(content)[0] ?? ["", {}];
  if (type.startsWith("image/")) return ["-H", quoted(`Content-Type: ${type}`), "--data-binary", "@face.jpg"];
  const members = schema ? resolved(document, schema) : {};
  const names = members.required ?? Object.keys(members.properties ?? {});
  if (type === "multipart/form-data") return ["-F", `${names[0] ?? "file"}=@face.jpg`];
  if (type === "application/x-www-form-urlencoded") {
    return names.flatMap((name) => ["-d", `${name}=${exampleOf(members.properties?.[name], name)}`]);
  }
  const example = Object.fromEntries(names.map((name) => [name, exampleOf(members.properties?.[name], name)]));
  return ["-H", quoted(`Content-Type: ${type}`), "-d", quoted(JSON.stringify(example))];
}

const exampleOf = (schema: Schema | undefined, name: string): unknown =>
  schema?.example ?? schema?.examples?.[0] ?? schema?.enum?.[0] ?? name.toUpperCase();

const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
