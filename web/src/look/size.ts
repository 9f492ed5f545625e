import { useLayoutEffect, useRef, useState } from "preact/hooks";
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
