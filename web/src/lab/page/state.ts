/** What the lab page shows. */
import type { Outline, Problem } from "../../../engine/engine.mjs";
import type { Report } from "../../data";
import type { Entry } from "../contents/contents";
import type { PastRun } from "../runs/past";

/** What the reader of the engine says of the text. */
export type Check =
  | { is: "reading" }
  | { is: "sound"; outline: Outline }
  | { is: "refused"; message: string; problems: Problem[] };

/** What somebody expects, before the run. */
export type Prediction = { choice: number } | { value: string } | "none";

export interface Running {
  finished: number;
  wanted: number;
  share: number; // of all the work
}

/** Something that went wrong, or that has to be said. */
export interface Notice {
  title: string;
  text: string;
}

export interface LabState {
  opened: Entry | null; // as it was opened, before changes
  text: string; // as it is now
  past: string[]; // texts to go back to, the last one last
  check: Check;
  prediction: Prediction | null;
  running: Running | null;
  notice: Notice | null;
  shown: PastRun | null; // whose results are on the page
  runs: PastRun[];
}

export const EMPTY: LabState = {
  opened: null,
  text: "",
  past: [],
  check: { is: "reading" },
  prediction: null,
  running: null,
  notice: null,
  shown: null,
  runs: [],
};

export type { Report };
