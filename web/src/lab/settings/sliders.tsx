import type { Node } from "jsonc-parser";
import { useMemo } from "preact/hooks";
import type { LessonSlider } from "../lesson/lesson";
import { spaced } from "../lesson/words";
import type { Lab } from "../page/lab";
import type { Entry } from "../contents/contents";
import { withSetting } from "../scenario/edit";
import { plainAt, treeOf } from "../scenario/path";
import { offered } from "./offered";
import { withValue } from "./quantity";

interface SliderProps {
  slider: LessonSlider;
  root: Node | undefined;
  was: string | null; // before any change
  onSet: (setting: string) => void;
}

function Slider({ slider: { title, set, values }, root, was, onSet }: SliderProps) {
  const value = plainAt(root, set);
  const steps = value === null ? values : withValue(values, value);
  const changed = was !== null && value !== was;
  return (
    <label class={`slider${changed ? " changed" : ""}`}>
      <span>
        {title} <output>{value === null ? "–" : spaced(value)}</output>
        {changed && <small> was {spaced(was)}</small>}
      </span>
      <input
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={value === null ? 0 : steps.indexOf(value)}
        aria-valuetext={value === null ? "not set" : spaced(value)}
        data-set={set}
        onInput={({ currentTarget }) => {
          const chosen = steps[Number(currentTarget.value)];
          if (chosen !== undefined) onSet(`${set}=${chosen}`);
        }}
      />
    </label>
  );
}

interface Props {
  lab: Lab;
  opened: Entry;
  root: Node | undefined;
}

/** What one can change without knowing the language: each moves one value of the scenario. */
export function Sliders({ lab, opened, root }: Props) {
  const before = useMemo(() => treeOf(opened.text), [opened]);
  const { own, further } = useMemo(() => offered(before, opened.lesson), [before, opened]);
  const set = (setting: string) => {
    try {
      lab.change(withSetting(lab.now.text, setting), true);
    } catch (error) {
      lab.set({ notice: { title: "It does not apply", text: (error as Error).message } });
    }
  };
  const shown = (slider: LessonSlider) => (
    <Slider
      key={slider.set}
      slider={slider}
      root={root}
      was={plainAt(before, slider.set)}
      onSet={set}
    />
  );
  if (own.length + further.length === 0) return null;
  return (
    <div class="panel-card">
      <h2>Change</h2>
      {own.map(shown)}
      {further.length > 0 && (
        <details open={own.length === 0}>
          <summary>More settings</summary>
          {further.map(shown)}
        </details>
      )}
    </div>
  );
}
