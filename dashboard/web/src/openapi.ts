/** What the API page shows of an OpenAPI 3.1 document: plain facts, no elements. */

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

export interface Answer {
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
  responses?: Record<string, Answer>;
  deprecated?: boolean;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: Record<string, Record<string, unknown>>;
}

/** An operation with where it is. */
export interface Door extends Operation {
  method: string;
  path: string;
}

/** A member of an object for a reader: its name ("faces[].box"), type in words, and what it means. */
export interface Row {
  name: string;
  type: string;
  required: boolean;
  meaning: string;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** All operations by tag, tags in the document's order. */
export function doorsByTag(document: Document): Map<string, Door[]> {
  const byTag = new Map<string, Door[]>((document.tags ?? []).map(({ name }) => [name, []]));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((each) => each in item)) {
      const door = { ...item[method]!, method: isSocket(item[method]!) ? "WS" : method.toUpperCase(), path };
      const tag = door.tags?.[0] ?? "other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), door]);
    }
  }
  for (const [tag, doors] of byTag) if (doors.length === 0) byTag.delete(tag);
  return byTag;
}

/** Whether it is the beginning of a WebSocket: 101 Switching Protocols. */
const isSocket = (operation: Operation): boolean => "101" in (operation.responses ?? {});

/** Follows a reference of this document; what is none comes back as it is. */
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

/** A type in words: "string (date-time)", "array of Face", "angry | disgust". */
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

/** A schema's members, a reference followed one level; objects written in place are gone into. */
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

/** A command line that calls a door of the server at that origin. */
export function curlOf(document: Document, door: Door, origin: string): string {
  const parameters = (door.parameters ?? []).map((parameter) => resolved(document, parameter));
  const path = door.path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const query = parameters.filter((each) => each.in === "query" && each.required).map(({ name }) => `${name}=${name.toUpperCase()}`);
  const address = origin + path + (query.length > 0 ? `?${query.join("&")}` : "");
  if (isSocket(door)) return `websocat --binary ${quoted(address.replace(/^http/, "ws"))}`;
  const parts = ["curl"];
  if (Object.keys(door.responses ?? {}).some((status) => contentOf(document, door, status)?.["text/event-stream"])) parts.push("-N");
  const body = door.requestBody ? bodyOf(document, door.requestBody.content) : [];
  if (door.method !== "GET" && body.length === 0) parts.push("-X", door.method);
  return [...parts, ...body, quoted(address)].join(" ");
}

const contentOf = (document: Document, door: Door, status: string): Content | undefined =>
  resolved(document, door.responses![status]!).content;

/** The arguments that carry a body of the first kind there is. */
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
