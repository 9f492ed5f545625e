/** What went wrong, in words, and what one can do about it. */
import type { Problem } from "../../../engine/engine.mjs";
import type { Failure } from "../engine/messages";
import type { Notice } from "./state";

const TITLES: Record<Failure["kind"], string> = {
  refused: "This scenario was not run",
  memory: "The run needs more memory than this page may use",
  stopped: "The run was stopped, because a replication takes too long",
  internal: "The engine failed",
};

const ADVICE: Record<Failure["kind"], (command: string) => string> = {
  refused: () => "",
  memory: (command) => `Reduce the load or the length of the run, or ${byProgram(command)}`,
  stopped: (command) =>
    `A single replication may take two minutes here. Reduce the load or the length of the run, ` +
    `or ${byProgram(command)}`,
  internal: () =>
    "This is a mistake in Faultline, not in the scenario. The page can still be used.",
};

export const commandOf = (file: string) => `faultline run ${file}`;

const byProgram = (command: string) => `save the scenario and run it with the program: ${command}`;

/** Whether a scenario names another file, such as a trace of arrivals: a page has none. */
export const needsFile = ({ message }: Problem) => / cannot be read: /.test(message);

/** What is no mistake, but more than a page can do. */
export const isBeyondPage = (problem: Problem) =>
  needsFile(problem) || problem.message.startsWith("a page cannot ");

export function troubleInWords({ kind, message }: Failure, file: string): Notice {
  const advice = ADVICE[kind](commandOf(file));
  return { title: TITLES[kind], text: advice ? `${message}\n${advice}` : message };
}
