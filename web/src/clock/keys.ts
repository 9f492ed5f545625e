import { useEffect } from "preact/hooks";
import type { Clock } from "./clock";

const OWN_KEYS = new Set(["INPUT", "SELECT", "TEXTAREA", "BUTTON", "SUMMARY", "A"]);

/** Keys for the whole page, where no control has the focus: space plays, comma and full stop
 * step. */
export function useKeys(clock: Clock) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (OWN_KEYS.has(target.tagName) && event.key === " ") return;
      if (target.getAttribute("role") === "button" && event.key === " ") return;
      if (event.key === " ") clock.toggle();
      else if (event.key === ",") clock.move(-1);
      else if (event.key === ".") clock.move(1);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [clock]);
}
