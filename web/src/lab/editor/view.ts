/** The editor: CodeMirror with what a scenario needs. */
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { Annotation, EditorState, type ChangeSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { completeFrom, hoverFrom } from "./complete";
import { language } from "./language";
import type { Schema } from "./schema";

/** A change that the page made, not who types. */
const fromPage = Annotation.define<boolean>();

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--ink)", fontSize: "0.86rem" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: "ui-monospace, Consolas, monospace" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--muted)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--grid)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--band-0) !important",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--ink)",
    color: "var(--paper)",
  },
});

interface Given {
  parent: Element;
  text: string;
  schema: Schema;
  onType: (text: string) => void;
  onUndo: () => void;
}

export function newEditor({ parent, text, schema, onType, onUndo }: Given): EditorView {
  const undo = { key: "Mod-z", run: () => (onUndo(), true), preventDefault: true };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        indentUnit.of("  "),
        autocompletion({ override: [completeFrom(schema)] }),
        hoverFrom(schema),
        language,
        theme,
        keymap.of([undo, ...completionKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": "Text of the scenario" }),
        EditorView.updateListener.of((update) => {
          const own = update.transactions.some((t) => t.annotation(fromPage));
          if (update.docChanged && !own) onType(update.state.doc.toString());
        }),
      ],
    }),
  });
  view.scrollDOM.tabIndex = 0; // so that the keyboard can scroll it
  return view;
}

/** What differs, from the first to the last letter that does: the cursor stays where it is. */
export function difference(before: string, after: string): ChangeSpec {
  let from = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

export function show(view: EditorView, text: string) {
  const before = view.state.doc.toString();
  if (text === before) return;
  const changes = difference(before, text) as { from: number };
  view.dispatch({
    changes,
    annotations: fromPage.of(true),
    effects: EditorView.scrollIntoView(changes.from, { y: "center" }),
  });
}
