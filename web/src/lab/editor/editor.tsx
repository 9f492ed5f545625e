import { setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import type { Lab } from "../page/lab";
import type { LabState } from "../page/state";
import { marksOf, offsetAt } from "./marks";
import { newEditor, show } from "./view";

/** Shows a place of the text, in an editor that may be folded. */
export type Go = (line: number, column: number) => void;

interface Props {
  lab: Lab;
  state: LabState;
  go: { current: Go };
}

function useEditor(lab: Lab, text: string) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  useEffect(() => {
    const editor = newEditor({
      parent: host.current!,
      text,
      schema: lab.contents.schema,
      onType: (typed) => lab.change(typed, true),
      onUndo: () => lab.undo(),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [lab]);
  useEffect(() => {
    // Not what was drawn: somebody may have typed on meanwhile.
    if (view.current) show(view.current, lab.now.text);
  }, [text]);
  return { host, view };
}

/** The scenario's text, with what the reader of the engine says of it at its place. */
export function ScenarioEditor({ lab, state, go }: Props) {
  const { text, check } = state;
  const { host, view } = useEditor(lab, text);
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const editor = view.current;
    if (!editor || check.is === "reading") return;
    const problems = check.is === "refused" ? check.problems : [];
    editor.dispatch(setDiagnostics(editor.state, marksOf(editor.state.doc, problems)));
  }, [check]);
  go.current = (line, column) => {
    const editor = view.current;
    if (!editor || !fold.current) return;
    fold.current.open = true;
    const anchor = offsetAt(editor.state.doc, line, column);
    const effects = EditorView.scrollIntoView(anchor, { y: "center" });
    editor.dispatch({ selection: { anchor }, effects });
    editor.focus();
  };
  return (
    <details class="editor" ref={fold}>
      <summary>The scenario as text</summary>
      <p class="reads">
        JSON with comments. Control and space complete a word; point at a key to see what it means.
      </p>
      <div ref={host} class="editor-host" />
    </details>
  );
}
