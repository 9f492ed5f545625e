import { useEffect, useRef, useState } from "preact/hooks";
import type { Clock } from "./clock";

/** How often words and boxes are drawn anew while time passes; dots move with every frame. */
const REDRAW_MS = 60;

/** Draws a component anew when `read` of the clock has another value. */
export function useClock<T>(clock: Clock, read: (clock: Clock) => T): T {
  const [, draw] = useState(0);
  const value = read(clock);
  const seen = useRef(value);
  seen.current = value;
  useEffect(() => {
    let due = 0;
    const changed = () => {
      if (due || Object.is(read(clock), seen.current)) return;
      due = window.setTimeout(
        () => {
          due = 0;
          draw((n) => n + 1);
        },
        clock.playing ? REDRAW_MS : 0,
      );
    };
    changed();
    const forget = clock.listen(changed);
    return () => {
      forget();
      window.clearTimeout(due);
    };
  }, [clock]);
  return value;
}
