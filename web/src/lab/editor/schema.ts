/** What the JSON Schema says of a place in a scenario: for completion and hover texts. */
import { getNodeValue, type Node } from "jsonc-parser";

export interface Schema {
  [key: string]: unknown;
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
  required?: string[];
  enum?: unknown[];
  const?: unknown;
  type?: string | string[];
  default?: unknown;
  definitions?: Record<string, Schema>;
}

type Value = unknown;
const isObject = (value: Value): value is Record<string, Value> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value meets a condition of the schema: as much of JSON Schema as those use. */
function meets(schema: Schema, value: Value): boolean {
  const { required = [], properties = {}, const: only, enum: among, type } = schema;
  if (only !== undefined && value !== only) return false;
  if (among && !among.includes(value)) return false;
  if (type === "object" && !isObject(value)) return false;
  if (type === "string" && typeof value !== "string") return false;
  if (!isObject(value)) return required.length === 0;
  return (
    required.every((key) => key in value) &&
    Object.entries(properties).every(([key, of]) => !(key in value) || meets(of, value[key]))
  );
}

/** All that applies to a value at one place: references followed, conditions decided. */
function applying(schema: Schema, root: Schema, value: Value, depth = 0): Schema[] {
  if (depth > 12) return [];
  const deeper = (of: Schema) => applying(of, root, value, depth + 1);
  const named = schema.$ref?.replace("#/definitions/", "");
  const referred = named === undefined ? undefined : root.definitions?.[named];
  const condition = schema.if && (meets(schema.if, value) ? schema.then : schema.else);
  const fitting = (all: Schema[] = []) => {
    const open = all.filter((of) => of.type === undefined || meets({ type: of.type }, value));
    return open.length > 0 ? open : all;
  };
  return [
    schema,
    ...(referred ? deeper(referred) : []),
    ...(condition ? deeper(condition) : []),
    ...(schema.allOf ?? []).flatMap(deeper),
    ...fitting(schema.anyOf).flatMap(deeper),
    ...fitting(schema.oneOf).flatMap(deeper),
  ];
}

function childSchema(schema: Schema, key: string | number): Schema[] {
  if (typeof key === "number") return schema.items ? [schema.items] : [];
  const own = schema.properties?.[key];
  if (own) return [own];
  return isObject(schema.additionalProperties) ? [schema.additionalProperties as Schema] : [];
}

const childValue = (value: Value, key: string | number): Value =>
  isObject(value) || Array.isArray(value) ? (value as Record<string, Value>)[key] : undefined;

/** What applies at a path of the scenario. */
export function schemasAt(root: Schema, tree: Node | undefined, path: (string | number)[]) {
  let value: Value = tree && getNodeValue(tree);
  let schemas = applying(root, root, value);
  for (const key of path) {
    value = childValue(value, key);
    const inner = schemas.flatMap((s) => childSchema(s, key));
    schemas = inner.flatMap((s) => applying(s, root, value));
  }
  return schemas;
}

/** The words on a place: its description, legal values and default. */
export function wordsOn(schemas: Schema[]): string[] {
  const said = schemas.flatMap((s) => (s.description ? [s.description] : []));
  const unset = schemas.find((s) => s.default !== undefined)?.default;
  const byDefault = unset === undefined ? [] : [`Default: ${JSON.stringify(unset)}`];
  return [...new Set([...said, ...byDefault])];
}

/** Values that may stand at a place, as JSON. */
export function valuesOf(schemas: Schema[]): string[] {
  const values = schemas.flatMap((s) => [
    ...(s.enum ?? []),
    ...(s.const === undefined ? [] : [s.const]),
    ...(s.type === "boolean" ? [true, false] : []),
    ...(s.default === undefined ? [] : [s.default]),
  ]);
  return [...new Set(values.map((v) => JSON.stringify(v)))];
}

/** Keys that an object at a place may have, with what they mean. */
export function keysOf(schemas: Schema[]): { key: string; schema: Schema }[] {
  const keys = new Map<string, Schema>();
  for (const { properties } of schemas)
    for (const [key, schema] of Object.entries(properties ?? {}))
      if (!keys.has(key) || !keys.get(key)!.description) keys.set(key, schema);
  return [...keys].map(([key, schema]) => ({ key, schema }));
}
