import type { Node } from "jsonc-parser";
import type { Lab } from "../page/lab";
import { withSettings } from "../scenario/edit";
import type { Entry } from "../contents/contents";
import type { Try } from "./lesson";
import { withValues } from "./words";

interface Props {
  lab: Lab;
  opened: Entry;
  root: Node | undefined;
  tries: Try[];
}

/** What to change next: a press applies it to the scenario as it was. */
export function Tries({ lab, opened, root, tries }: Props) {
  if (tries.length === 0) return null;
  const apply = ({ set }: Try) => {
    try {
      lab.change(withSettings(opened.text, set));
      document.getElementById("set-up")?.scrollIntoView();
    } catch (error) {
      lab.set({ notice: { title: "It does not apply", text: (error as Error).message } });
    }
  };
  return (
    <section id="tries" aria-labelledby="tries-title">
      <h2 id="tries-title">Try next</h2>
      <ul class="tries">
        {tries.map((t, i) => (
          <li key={i}>
            <span>
              {withValues(t.text, root)} <code>{t.set.join(" ")}</code>
            </span>
            <button type="button" onClick={() => apply(t)}>
              Apply
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
