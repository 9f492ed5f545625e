import { plural } from "../../text/words";
import { commandOf, isBeyondPage, needsFile } from "./trouble";
import type { Problem } from "../../../engine/engine.mjs";
import type { Check } from "./state";

interface Props {
  check: Check;
  file: string;
  onGo: (line: number, column: number) => void;
}

function heading(problems: Problem[]): string {
  if (problems.length === 0) return "The scenario cannot be read.";
  const mistakes = problems.filter((problem) => !isBeyondPage(problem)).length;
  return mistakes > 0
    ? `The scenario has ${plural(mistakes, "mistake")}.`
    : "This page cannot run the scenario.";
}

/** What the reader of the engine says of the scenario; a press goes to the line. */
export function Problems({ check, file, onGo }: Props) {
  if (check.is !== "refused") return null;
  const { problems, message } = check;
  return (
    <div class="problems" role="alert">
      <b>{heading(problems)}</b>
      {problems.length === 0 && <p>{message}</p>}
      <ul>
        {problems.map(({ line, column, message: text, pointer }, i) => (
          <li key={i}>
            {line ? (
              <button type="button" onClick={() => onGo(line, column ?? 1)}>
                Line {line}
              </button>
            ) : null}{" "}
            {text} {pointer && <code>{pointer}</code>}
          </li>
        ))}
      </ul>
      {problems.some(needsFile) && (
        <p>
          A page reads no other files, but the program does. Save the scenario in the folder of that
          file and run it there: <code>{commandOf(file)}</code>
        </p>
      )}
    </div>
  );
}
