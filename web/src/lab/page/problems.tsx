import { plural } from "../../text/words";
import { commandOf } from "./trouble";
import type { Check } from "./state";

interface Props {
  check: Check;
  file: string;
  onGo: (line: number, column: number) => void;
}

/** What a page cannot run, the program may: a trace from a file. Flows have a message that says so. */
const needsProgram = (message: string) => /cannot be read: /.test(message);

/** What the reader of the engine says of the scenario; a press goes to the line. */
export function Problems({ check, file, onGo }: Props) {
  if (check.is !== "refused") return null;
  const { problems, message } = check;
  return (
    <div class="problems" role="alert">
      <b>
        {problems.length > 0
          ? `The scenario has ${plural(problems.length, "mistake")}.`
          : "The scenario cannot be read."}
      </b>
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
      {needsProgram(message) && (
        <p>
          This page has no other files. The program reads them: <code>{commandOf(file)}</code>
        </p>
      )}
    </div>
  );
}
