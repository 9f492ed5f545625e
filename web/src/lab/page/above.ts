import { useLayoutEffect, useRef } from "preact/hooks";

/** What stays at the top of the screen: the style sheets leave `--above` free for it. */
export function useAbove<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const bar = ref.current!;
    const { style } = document.documentElement;
    const measure = () => {
      const stays = getComputedStyle(bar).position === "sticky";
      style.setProperty("--above", `${stays ? bar.offsetHeight : 0}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(bar);
    measure();
    return () => {
      observer.disconnect();
      style.removeProperty("--above");
    };
  }, []);
  return ref;
}
