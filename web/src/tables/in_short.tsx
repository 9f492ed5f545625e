import type { Report } from "../data";
import { Section } from "../look/section";
import { sentence, unbroken, upperFirst } from "../text/words";

/** The four topics on which designs are compared, each in a sentence with its numbers. */
export function InShort({ report }: { report: Report }) {
  if (report.in_short.length === 0) return null;
  const several = report.designs.length > 2;
  return (
    <Section
      id="in-short"
      title="In short"
      reads="What the comparison comes to, topic by topic; numbers are means with half-widths."
    >
      <dl class="in-short">
        {report.in_short.map(({ from, to, topic, text }) => (
          <div key={`${from} ${to} ${topic}`}>
            <dt>
              {upperFirst(topic)}
              {several && (
                <small>
                  {" "}
                  {to} against {from}
                </small>
              )}
            </dt>
            <dd>{unbroken(sentence(text))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
