import { useMemo } from "preact/hooks";
import { plural } from "../../text/words";
import type { Entry } from "../contents/contents";
import type { Lab } from "../page/lab";
import { changesOf, changeInWords } from "../scenario/changes";

interface Props {
  lab: Lab;
  opened: Entry;
  text: string;
  past: string[];
}

const MOST = 6;

/** What differs from the scenario as it was opened, and the way back. */
export function Changed({ lab, opened, text, past }: Props) {
  const changes = useMemo(() => changesOf(opened.text, text), [opened, text]);
  if (past.length === 0 && changes.length === 0) return null;
  return (
    <div class="changes" role="group" aria-label="Changes">
      <ul aria-live="polite">
        {changes.slice(0, MOST).map((change) => (
          <li key={change.path}>{changeInWords(change)}</li>
        ))}
        {changes.length > MOST && <li>{plural(changes.length - MOST, "further change")}</li>}
        {changes.length === 0 && <li>No value differs from the scenario as it was opened.</li>}
      </ul>
      <div class="undo">
        <button type="button" disabled={past.length === 0} onClick={() => lab.undo()}>
          Undo
        </button>
        <button
          type="button"
          disabled={text === opened.text}
          onClick={() => lab.change(opened.text)}
        >
          Undo all
        </button>
      </div>
    </div>
  );
}
