import { plural } from "../../text/words";
import type { Problem } from "../../../engine/engine.mjs";
import { useAbove } from "./above";
import { isSound, type Lab } from "./lab";
import type { Check, LabState } from "./state";
import { isBeyondPage } from "./trouble";

function why({ check, prediction, opened }: LabState): string {
  if (check.is === "refused") return refused(check.problems);
  if (check.is === "sound" && check.outline.too_large) return check.outline.too_large;
  if (check.is === "reading") return "The scenario is being read.";
  if (opened?.lesson?.predict && prediction === null) return "First make a prediction.";
  return size(check);
}

function refused(problems: Problem[]): string {
  const sound = problems.length > 0 && problems.every(isBeyondPage);
  return sound
    ? "This page cannot run the scenario: see below."
    : "The scenario has a mistake: see below.";
}

function size(check: Check): string {
  if (check.is !== "sound") return "";
  const { replications, designs, requests_per_run } = check.outline;
  const requests = Math.round(requests_per_run).toLocaleString("en-US");
  return (
    `${plural(replications, "replication")} of ${plural(designs.length, "design")}, ` +
    `about ${requests} requests each`
  );
}

/** Run and stop, and how far it has come. */
export function RunBar({ lab, state }: { lab: Lab; state: LabState }) {
  const { running, check, prediction, opened } = state;
  const ready = isSound(check) && (!opened?.lesson?.predict || prediction !== null);
  return (
    <div class="run-bar" role="group" aria-label="Run" ref={useAbove<HTMLDivElement>()}>
      {running ? (
        <>
          <button type="button" class="stop" onClick={() => lab.stop()}>
            ■ Stop
          </button>
          <progress value={running.share} max={1} aria-label="Progress of the run" />
          <span role="status">
            {running.finished} of {running.wanted || "…"} replications
          </span>
        </>
      ) : (
        <>
          <button type="button" class="run" disabled={!ready} onClick={() => lab.start()}>
            ▶ Run
          </button>
          <span role="status">{why(state)}</span>
        </>
      )}
    </div>
  );
}
