import { useState } from "preact/hooks";
import type { Lab } from "../page/lab";
import { faultNames, withFault } from "../scenario/edit";
import { freshName, timeOf } from "./times";

/** Kinds of faults that every part of a role can have, as one says them. */
const KINDS: Record<string, { kind: string; verb: string }[]> = {
  service: [
    { kind: "crash", verb: "Take it down" },
    { kind: "pause", verb: "Pause it" },
  ],
  store: [{ kind: "crash", verb: "Take it down" }],
  cache: [{ kind: "flush", verb: "Empty it" }],
  projection: [
    { kind: "crash", verb: "Take it down" },
    { kind: "flush", verb: "Empty it" },
  ],
  broker: [{ kind: "crash", verb: "Take it down" }],
};

const LENGTHS = ["10s", "30s", "1min", "2min", "5min"];

interface Fault {
  part: string;
  kind: string;
  at: string;
  lasts: string;
}

function struck(text: string, { part, kind, at, lasts }: Fault): string {
  const done: Record<string, string> = { crash: "down", pause: "paused", flush: "emptied" };
  const name = freshName(`${part} ${done[kind]}`, faultNames(text));
  const lasting: Record<string, string> = kind === "flush" ? {} : { for: lasts };
  return withFault(text, { name, kind, target: part, at, ...lasting });
}

interface Props {
  lab: Lab;
  part: string; // "service payment"
  middle: string; // of the run, as a time
}

/** Strikes a part that was chosen on the stage: adds a fault to the scenario. */
export function Strike({ lab, part, middle }: Props) {
  const [role = "", ...words] = part.split(" ");
  const name = words.join(" ");
  const kinds = KINDS[role];
  const [kind, setKind] = useState(kinds?.[0]?.kind ?? "");
  const [at, setAt] = useState(middle);
  const [lasts, setLasts] = useState("1min");
  if (!kinds || name === "") return null;
  const from = timeOf(at);
  const strike = () => {
    if (from === null) return;
    lab.change(struck(lab.now.text, { part: name, kind, at: from, lasts }));
    document.getElementById("set-up")?.scrollIntoView();
  };
  return (
    <form
      class="strike"
      aria-label={`Strike ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        strike();
      }}
    >
      <select
        aria-label="What happens to it"
        value={kind}
        onChange={(e) => setKind(e.currentTarget.value)}
      >
        {kinds.map((k) => (
          <option key={k.kind} value={k.kind}>
            {k.verb}
          </option>
        ))}
      </select>
      <label>
        from{" "}
        <input
          type="text"
          size={6}
          value={at}
          aria-invalid={from === null}
          onInput={(e) => setAt(e.currentTarget.value)}
        />
      </label>
      {kind !== "flush" && (
        <label>
          for{" "}
          <select value={lasts} onChange={(e) => setLasts(e.currentTarget.value)}>
            {LENGTHS.map((length) => (
              <option key={length}>{length}</option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" disabled={from === null}>
        Add this fault
      </button>
    </form>
  );
}
