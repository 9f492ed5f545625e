import { plural } from "../../text/words";
import { commandOf } from "./trouble";
import type { Check } from "./state";

interface Props {
  check: Check;
  file: string;
  onGo: (line: number, column: number) => void;
}

/** What a page cannot run, the program may: networks with flows, traces from files. */
const needsProgram = (message: string) =>
  /flows|SimGrid|trace file|cannot (be )?(open|read)/.test(message);

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
          The program can run it: <code>{commandOf(file)}</code>
        </p>
      )}
    </div>
  );
}
