/** Completion and hover texts from the schema, for the editor. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { hoverTooltip, type Tooltip } from "@codemirror/view";
import { findNodeAtLocation, getLocation, type Location, type Node } from "jsonc-parser";
import { keyOf, treeOf } from "../scenario/path";
import { keysOf, schemasAt, valuesOf, wordsOn, type Schema } from "./schema";

const LETTERS = /["\w./-]*$/;

function keyOptions(schema: Schema, tree: Node | undefined, location: Location): Completion[] {
  const path = location.path.slice(0, -1);
  const object = tree && findNodeAtLocation(tree, path);
  const had = new Set((object?.children ?? []).map(keyOf));
  const typed = location.previousNode?.value as unknown;
  return keysOf(schemasAt(schema, tree, path))
    .filter(({ key }) => !had.has(key) || key === typed)
    .map(({ key, schema: of }) => ({
      label: key,
      type: "property",
      info: of.description ?? "",
      apply: JSON.stringify(key) + (location.previousNode ? "" : ": "),
    }));
}

const valueOptions = (schema: Schema, tree: Node | undefined, location: Location): Completion[] =>
  valuesOf(schemasAt(schema, tree, location.path)).map((value) => ({
    label: value.replace(/^"|"$/g, ""),
    type: "value",
    apply: value,
  }));

export const completeFrom =
  (schema: Schema) =>
  (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const location = getLocation(text, context.pos);
    const node = location.previousNode;
    const within = node && context.pos <= node.offset + node.length ? node : undefined;
    if (!within && !context.explicit) return null;
    const word = LETTERS.exec(context.state.sliceDoc(context.pos - 50, context.pos))![0];
    const from = within ? within.offset : context.pos - word.length;
    const options = (location.isAtPropertyKey ? keyOptions : valueOptions)(
      schema,
      treeOf(text),
      location,
    );
    const filtered = word.replace(/"/g, "");
    return {
      from,
      ...(within ? { to: within.offset + within.length } : {}),
      options: options.filter(({ label }) => label.startsWith(filtered)),
      filter: false,
    };
  };

export const hoverFrom = (schema: Schema) =>
  hoverTooltip((view, pos): Tooltip | null => {
    const text = view.state.doc.toString();
    const { path, previousNode } = getLocation(text, pos);
    if (!previousNode || path.length === 0) return null;
    const words = wordsOn(schemasAt(schema, treeOf(text), path));
    if (words.length === 0) return null;
    return {
      pos: previousNode.offset,
      end: previousNode.offset + previousNode.length,
      above: true,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "hover-text";
        dom.textContent = words.join("\n");
        return { dom };
      },
    };
  });
