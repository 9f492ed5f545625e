/** The mistakes that the reader of the engine reports, at their places in the text. */
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Problem } from "../../../engine/engine.mjs";

/** Where a line and a column, both from 1, stand in the text. */
export function offsetAt(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(doc.lines, Math.max(1, line)));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
}

/** What begins there, up to a blank, comma or bracket. */
function endAt(doc: Text, from: number): number {
  const { to } = doc.lineAt(from);
  const rest = doc.sliceString(from, to);
  const word = /^(?:"(?:[^"\\]|\\.)*"|[^\s,{}[\]]+|.)/.exec(rest)?.[0] ?? "";
  return from + word.length;
}

export const marksOf = (doc: Text, problems: Problem[]): Diagnostic[] =>
  problems.map(({ line, column, message }) => {
    const from = offsetAt(doc, line ?? 1, column ?? 1);
    return { from, to: endAt(doc, from), severity: "error", message };
  });
