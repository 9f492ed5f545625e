import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Width of paper in pixels, less margins: what is drawn to measure is drawn for it in print. */
const PAPER = 700;

export const px = (size: number) => `${Math.round(size * 10) / 10}px`;

export const printing = () => window.matchMedia("print").matches;

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
    const paper = window.matchMedia("print");
    paper.addEventListener("change", measure);
    measure();
    return () => {
      observer.disconnect();
      paper.removeEventListener("change", measure);
    };
  }, []);
  return { ref, width };
}
