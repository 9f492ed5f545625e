import type { ComponentChildren } from "preact";

interface Props {
  id: string;
  title: string;
  reads?: string;
  minor?: boolean;
  children: ComponentChildren;
}

/** A section of the page: its heading, one sentence on how to read it, and the picture.
 * `minor` ones are left out in a presentation. */
export function Section({ id, title, reads, minor, children }: Props) {
  return (
    <section id={id} class={minor ? "minor" : ""} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {reads && <p class="reads">{reads}</p>}
      {children}
    </section>
  );
}
