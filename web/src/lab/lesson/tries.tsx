import type { Node } from "jsonc-parser";
import type { Lab } from "../page/lab";
import { withSettings } from "../scenario/edit";
import { plainAt } from "../scenario/path";
import type { Entry } from "../contents/contents";
import type { Try } from "./lesson";
import { withValues } from "./words";

interface Props {
  lab: Lab;
  opened: Entry;
  root: Node | undefined;
  tries: Try[];
}

/** How many replications there are is kept: it says how long one wants to wait. */
function settingsOf({ set }: Try, root: Node | undefined): string[] {
  const replications = plainAt(root, "run.replications");
  return replications === null ? set : [`run.replications=${replications}`, ...set];
}

/** What to change next: a press applies it to the scenario as it was. */
export function Tries({ lab, opened, root, tries }: Props) {
  if (tries.length === 0) return null;
  const apply = (chosen: Try) => {
    try {
      lab.change(withSettings(opened.text, settingsOf(chosen, root)));
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
