import { MARKS, type State } from "../course/state";
import { classOf } from "./box";

const STATES: State[] = [
  "healthy",
  "busy",
  "queue filling",
  "catching up",
  "failing",
  "refusing",
  "down",
  "idle",
];

/** What outline, mark and colour of a box mean, and the lines between boxes. */
export function StageKey() {
  return (
    <details class="key">
      <summary>What the shapes mean</summary>
      <ul>
        {STATES.map((state) => (
          <li key={state} class={`swatch ${classOf(state)}`}>
            <span class="mark" aria-hidden="true">
              {MARKS[state]}
            </span>{" "}
            {state}
          </li>
        ))}
      </ul>
      <p>
        A box is a service, a pill a topic or broker, a cylinder a store or cache, two cylinders a
        projection: a copy of data that events keep up to date. What stands inside a box is used by
        that service alone; the tray is its inbox of events. The upper bar shows the workers, the
        lower one the queue. Lines: calls solid, optional ones dashed, events dotted; wider with
        more traffic; red with crosses where requests fail. Keys: space plays, comma and full stop
        step.
      </p>
    </details>
  );
}
