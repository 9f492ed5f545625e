/** What differs between two texts of a scenario, value by value. */
import { read } from "./edit";

export interface Change {
  path: string;
  from: string | null; // null: it was not there
  to: string | null; // null: it is gone
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const written = (value: unknown) =>
  value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value);

function compare(a: unknown, b: unknown, path: string, found: Change[]) {
  if (isTree(a) && isTree(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compare(a[key], b[key], path === "" ? key : `${path}.${key}`, found);
    }
  } else if (JSON.stringify(a) !== JSON.stringify(b)) {
    found.push({ path, from: written(a), to: written(b) });
  }
}

/** Without the lesson: a run does not depend on it. */
export function changesOf(before: string, after: string): Change[] {
  const found: Change[] = [];
  compare(read(before), read(after), "", found);
  return found.filter(({ path }) => path !== "lesson" && !path.startsWith("lesson."));
}

/** The changes as settings of the command line; null where it cannot make them. */
export function asSettings(before: string, after: string): string[] | null {
  const changes = changesOf(before, after);
  const plain = changes.every(({ from, to }) => from !== null && to !== null);
  return plain ? changes.map(({ path, to }) => `${path}=${to}`) : null;
}

const SHORT = 60;
const cut = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text);

/** "faults.0.for: 2min → 30s" */
export function changeInWords({ path, from, to }: Change): string {
  if (from === null) return `${path} added: ${cut(to!)}`;
  if (to === null) return `${path} removed`;
  return `${path}: ${cut(from)} → ${cut(to)}`;
}
