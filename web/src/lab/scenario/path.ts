/** Paths of settings, as --set of the command line has them: "faults.0.for". A key may itself have
 * dots in it ("payment.charge"): the longest key that fits is meant. */
import { parseTree, type Node } from "jsonc-parser";

export const READING = { allowTrailingComma: true };

export const treeOf = (text: string): Node | undefined => parseTree(text, [], READING);

export const keyOf = (property: Node) => String(property.children?.[0]?.value);

export interface Step {
  key: string;
  rest: string;
}

function stepIn(node: Node, path: string): Step {
  const keys = node.type === "object" ? (node.children ?? []).map(keyOf) : [];
  const begins = (key: string) => path === key || path.startsWith(`${key}.`);
  const key = keys
    .filter(begins)
    .reduce((best, k) => (k.length > best.length ? k : best), path.split(".")[0]!);
  return { key, rest: path.slice(key.length + 1) };
}

export function childOf(node: Node, key: string): Node | undefined {
  if (node.type === "array")
    return /^\d{1,8}$/.test(key) ? node.children?.[Number(key)] : undefined;
  return node.children?.find((property) => keyOf(property) === key)?.children?.[1];
}

/** The node at a path, and the keys that lead there; what does not exist is undefined. */
export function resolve(root: Node, path: string): { node: Node | undefined; keys: string[] } {
  let node: Node | undefined = root;
  const keys: string[] = [];
  let left = path;
  while (left !== "") {
    const step: Step = node ? stepIn(node, left) : { key: left.split(".")[0]!, rest: "" };
    if (!node) step.rest = left.slice(step.key.length + 1);
    keys.push(step.key);
    node = node && childOf(node, step.key);
    left = step.rest;
  }
  return { node, keys };
}

/** The value at a path as one writes it ("2min", "24"); null where there is no plain value. */
export function plainAt(root: Node | undefined, path: string): string | null {
  const node = root && resolve(root, path).node;
  if (!node || !["string", "number", "boolean"].includes(node.type)) return null;
  return String(node.value);
}
