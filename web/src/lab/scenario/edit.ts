/** Changes of a scenario's text that leave all the rest of it, comments included, as it is. */
import { applyEdits, getNodeValue, modify, parse, parseTree, type Node } from "jsonc-parser";
import { keyOf, READING, resolve, treeOf } from "./path";

const FORMAT = { formattingOptions: { tabSize: 2, insertSpaces: true } };

/** A value as the command line reads it: JSON where it is JSON, otherwise a text. */
function valueOf(text: string): unknown {
  const errors: never[] = [];
  const value: unknown = parse(text, errors, READING);
  return errors.length > 0 || value === undefined ? text : value;
}

const replaced = (text: string, from: number, length: number, by: string) =>
  text.slice(0, from) + by + text.slice(from + length);

/** The text with "path=value" in it; what is no such setting, or does not fit, throws. */
export function withSetting(text: string, setting: string): string {
  const equals = setting.indexOf("=");
  if (equals < 1) throw new Error(`"${setting}" is no setting (path=value)`);
  const root = treeOf(text);
  if (!root) throw new Error("the scenario cannot be read");
  const value = valueOf(setting.slice(equals + 1));
  const { node, keys } = resolve(root, setting.slice(0, equals));
  if (node) return replaced(text, node.offset, node.length, JSON.stringify(value));
  return applyEdits(text, modify(text, indexed(root, keys), value, FORMAT));
}

/** Keys of lists as numbers, as the library wants them. */
function indexed(root: Node, keys: string[]): (string | number)[] {
  let node: Node | undefined = root;
  return keys.map((key) => {
    const inList = node?.type === "array";
    node = node && resolve(node, key).node;
    if (inList && !node) throw new Error(`there is no item ${key}`);
    return inList ? Number(key) : key;
  });
}

export const withSettings = (text: string, settings: string[]) =>
  settings.reduce(withSetting, text);

/** An object on one line, in the style of the lessons. */
const line = (fault: Record<string, string>) =>
  `{ ${Object.entries(fault)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(", ")} }`;

/** The text with one more fault. */
export function withFault(text: string, fault: Record<string, string>): string {
  const root = treeOf(text);
  if (!root) throw new Error("the scenario cannot be read");
  const { node } = resolve(root, "faults");
  if (node?.type !== "array") return applyEdits(text, modify(text, ["faults"], [fault], FORMAT));
  const last = node.children?.at(-1);
  if (last) return replaced(text, last.offset + last.length, 0, `,\n    ${line(fault)}`);
  return replaced(text, node.offset, node.length, `[\n    ${line(fault)}\n  ]`);
}

export function faultNames(text: string): string[] {
  const root = treeOf(text);
  const node = root && resolve(root, "faults").node;
  return (node?.children ?? []).flatMap((fault) => {
    const name = fault.children?.find((p) => keyOf(p) === "name")?.children?.[1];
    return typeof name?.value === "string" ? [name.value] : [];
  });
}

/** The value of a scenario's text, as far as it can be read. */
export function read(text: string): unknown {
  const root = parseTree(text, [], READING);
  return root && getNodeValue(root);
}
