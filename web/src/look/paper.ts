/** Whether the page is being printed. A browser says so before it measures the page for paper; the
 * media query follows only afterwards, but is all there is where a page is shown as on paper. */
import { useEffect, useState } from "preact/hooks";

/** Width of paper in pixels, less margins: what is drawn to measure is drawn for it in print. */
export const PAPER = 700;

const query = () => window.matchMedia("print");
let begun = false;
window.addEventListener("beforeprint", () => (begun = true));
window.addEventListener("afterprint", () => (begun = false));

export const printing = () => begun || query().matches;

/** Calls back when printing begins or ends. Returns what ends that. */
export function onPaper(listener: () => void): () => void {
  const list = query();
  list.addEventListener("change", listener);
  window.addEventListener("beforeprint", listener);
  window.addEventListener("afterprint", listener);
  return () => {
    list.removeEventListener("change", listener);
    window.removeEventListener("beforeprint", listener);
    window.removeEventListener("afterprint", listener);
  };
}

export function usePrinting(): boolean {
  const [now, set] = useState(printing());
  useEffect(() => onPaper(() => set(printing())), []);
  return now;
}
