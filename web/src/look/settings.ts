import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { usePrinting } from "./paper";

export type Theme = "light" | "dark";

/** How the page looks: what is drawn on a canvas is drawn anew when this changes. */
export interface Look {
  theme: Theme;
  presentation: boolean;
  scale: number;
}

export const LookContext = createContext<Look>({ theme: "light", presentation: false, scale: 1 });
export const useLook = () => useContext(LookContext);

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

export const lessMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function useSystemDark(): boolean {
  const [matches, setMatches] = useState(dark().matches);
  useEffect(() => {
    const list = dark();
    const changed = () => setMatches(list.matches);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, []);
  return matches;
}

/** The look that the reader chose, or that their system asks for; paper is always light. */
export function useLookSettings() {
  const systemDark = useSystemDark();
  const onPaper = usePrinting();
  const [chosen, setTheme] = useState<Theme | null>(null);
  const [presentation, setPresentation] = useState(false);
  const screen = chosen ?? (systemDark ? "dark" : "light");
  const theme: Theme = onPaper ? "light" : screen;
  const look = useMemo<Look>(
    () => ({ theme, presentation, scale: presentation ? 1.4 : 1 }),
    [theme, presentation],
  );
  document.documentElement.dataset["theme"] = theme;
  document.documentElement.dataset["presentation"] = String(presentation);
  return { look, screen, setTheme, setPresentation };
}
