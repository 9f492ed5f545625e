/** The last runs, to compare them and to go back to one. */
import type { Report } from "../../data";
import type { Entry } from "../contents/contents";
import { changesOf, type Change } from "../scenario/changes";
import type { Prediction } from "../page/state";

export interface PastRun {
  number: number;
  entry: Entry;
  text: string;
  changes: Change[]; // against the scenario as it was opened
  prediction: Prediction | null;
  report: Report;
}

const MOST = 8; // a report may take 30 MB

export function begun(
  runs: PastRun[],
  entry: Entry,
  text: string,
  prediction: Prediction | null,
  report: Report,
): PastRun {
  const number = (runs.at(-1)?.number ?? 0) + 1;
  return { number, entry, text, changes: changesOf(entry.text, text), prediction, report };
}

/** With the newest state of a run at the end. */
export function withRun(runs: PastRun[], run: PastRun): PastRun[] {
  return [...runs.filter((r) => r.number !== run.number), run].slice(-MOST);
}
