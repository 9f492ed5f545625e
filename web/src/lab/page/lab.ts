/** The lab: what it carries, what it shows, and all that one can do with it. */
import type { Request } from "../../../engine/engine.mjs";
import type { Report } from "../../data";
import type { Contents, Entry } from "../contents/contents";
import { Refusal } from "../engine/client";
import { cores, LIMITS } from "../engine/limits";
import { Run } from "../engine/run";
import { begun, withRun, type PastRun } from "../runs/past";
import { Reader } from "./reader";
import { EMPTY, type Check, type LabState, type Prediction } from "./state";
import { Store } from "./store";
import { troubleInWords } from "./trouble";

const MOST_PAST = 200;
const NEVER = -Infinity;

const baseOf = (file: string) => file.split("/").at(-1)!;

export class Lab extends Store<LabState> {
  private run: Run | null = null;
  private reader: Reader;
  private typedAt = NEVER;

  constructor(readonly contents: Contents) {
    super(EMPTY);
    this.reader = new Reader(contents.module, (check) => this.set({ check }));
    addEventListener("pagehide", () => this.run?.drop());
  }

  /** @param text where it is not that of the entry, as in a link with changes */
  open(entry: Entry, text = entry.text) {
    this.abandon();
    this.typedAt = NEVER;
    this.set({ ...EMPTY, opened: entry, text, check: { is: "reading" } });
    this.reader.read(this.request());
  }

  close() {
    this.abandon();
    this.set(EMPTY);
  }

  private abandon() {
    this.run?.drop();
    this.run = null;
  }

  /** What was changed has a name of its own: no command knows it before it is saved. */
  request(): Request {
    const { opened, text } = this.now;
    const file = opened?.file ?? "scenario.json";
    return { scenario: text, file: text === opened?.text ? file : `changed-${baseOf(file)}` };
  }

  /** Under which the scenario is saved: commands that the page shows name it. */
  fileName(): string {
    return baseOf(this.request().file);
  }

  /** @param typed what is typed at one go is undone at one go */
  change(text: string, typed = false) {
    const { text: before, past } = this.now;
    if (text === before) return;
    const goesOn = typed && performance.now() - this.typedAt < 1000;
    this.typedAt = typed ? performance.now() : NEVER;
    this.set({
      text,
      past: goesOn ? past : [...past, before].slice(-MOST_PAST),
      check: { is: "reading" },
    });
    this.reader.read(this.request());
  }

  undo() {
    const { past } = this.now;
    const text = past.at(-1);
    if (text === undefined) return;
    this.typedAt = NEVER;
    this.set({ text, past: past.slice(0, -1), check: { is: "reading" } });
    this.reader.read(this.request());
  }

  predict(prediction: Prediction | null) {
    this.set({ prediction });
  }

  async start() {
    const { opened, text, prediction } = this.now;
    if (!opened || this.run) return;
    this.set({ running: { finished: 0, wanted: 0, share: 0 }, notice: null });
    let past: PastRun | null = null;
    const show = (report: Report) => {
      past = past ? { ...past, report } : begun(this.now.runs, opened, text, prediction, report);
      const { running } = this.now;
      this.set({
        runs: withRun(this.now.runs, past),
        shown: past,
        running: running && { ...running, finished: report.replications },
      });
    };
    const progress = (change: object) => {
      const { running } = this.now;
      if (running) this.set({ running: { ...running, ...change } });
    };
    const module = await this.contents.module;
    const run = new Run(module, LIMITS, this.request(), {
      onOutline: ({ replications }) => progress({ wanted: replications }),
      onProgress: (share) => progress({ share }),
      onReport: (report) => this.run === run && show(report),
    });
    this.run = run;
    await this.ended(run);
  }

  private async ended(run: Run) {
    try {
      await run.start(cores());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (this.run === run)
        this.set({ notice: troubleInWords(error.failure, this.request().file) });
    } finally {
      if (this.run === run) {
        this.run = null;
        this.set({ running: null });
      }
    }
  }

  /** In the middle of a run; what is finished by then stays. */
  stop() {
    this.run?.stop();
  }

  /** The scenario of an earlier run, and its results. */
  restore(run: PastRun) {
    this.change(run.text);
    this.set({ shown: run, prediction: run.prediction });
  }
}

export const isSound = (check: Check) => check.is === "sound" && !check.outline.too_large;
