import type { Look, Theme } from "../look/settings";

interface Props {
  look: Look;
  screen: Theme;
  onTheme: (theme: Theme) => void;
  onPresentation: (on: boolean) => void;
}

/** The line at the top: how the page looks. */
export function Top({ look, screen, onTheme, onPresentation }: Props) {
  return (
    <header class="top">
      <span class="brand">Faultline</span>
      <button
        type="button"
        aria-pressed={look.presentation}
        onClick={() => onPresentation(!look.presentation)}
      >
        Presentation
      </button>
      <button type="button" onClick={() => onTheme(screen === "dark" ? "light" : "dark")}>
        {screen === "dark" ? "Light" : "Dark"}
      </button>
    </header>
  );
}
