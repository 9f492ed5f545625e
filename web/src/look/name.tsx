import { designColour, designMark } from "./designs";

/** The name of a design with its mark, in its colour. */
export function DesignName({ name, index }: { name: string; index: number }) {
  return (
    <span class="design-name" style={{ color: designColour(index) }}>
      <span class="design-mark" aria-hidden="true">
        {designMark(index)}
      </span>
      {name}
    </span>
  );
}
