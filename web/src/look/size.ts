import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { onPaper, PAPER, printing } from "./paper";

export const px = (size: number) => `${Math.round(size * 10) / 10}px`;

/** The width of an element, which is drawn anew when it changes. */
export function useWidth<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(printing() ? PAPER : Math.floor(element.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const forget = onPaper(measure);
    measure();
    return () => {
      observer.disconnect();
      forget();
    };
  }, []);
  return { ref, width };
}

/** Pixels of the screen for each pixel of the page. It changes when the window moves to another
 * screen or the page is zoomed. */
export function usePixelRatio(): number {
  const [ratio, setRatio] = useState(devicePixelRatio);
  useEffect(() => {
    const measure = () => setRatio(devicePixelRatio);
    const [least, most] = [ratio - 0.001, ratio + 0.001]; // a zoom has more digits than a query
    const list = matchMedia(`(min-resolution: ${least}dppx) and (max-resolution: ${most}dppx)`);
    list.addEventListener("change", measure);
    measure();
    return () => list.removeEventListener("change", measure);
  }, [ratio]);
  return ratio;
}
