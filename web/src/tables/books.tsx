import type { DesignReport, Estimate, Report } from "../data";
import { DesignName } from "../look/name";
import { Section } from "../look/section";
import { measuredText } from "../text/numbers";
import { upperFirst } from "../text/words";

const words = (key: string) => upperFirst(key.replace(/_/g, " "));

/** Columns that some row has, in the order in which they come. */
function columnsOf(rows: { columns: Record<string, Estimate> }[]): string[] {
  const keys = [...new Set(rows.flatMap((r) => Object.keys(r.columns)))];
  return keys.filter((key) => rows.some((r) => (r.columns[key]?.mean ?? 0) !== 0));
}

function Book({ design, index }: { design: DesignReport; index: number }) {
  const rows = design.books.flatMap(({ topic, columns, subscriptions }) => [
    { name: topic, role: "topic", columns },
    ...subscriptions.map((s) => ({ name: s.name, role: "subscription", columns: s.columns })),
  ]);
  const keys = columnsOf(rows);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={`Events of ${design.name}`}>
      <table>
        <caption>
          <DesignName name={design.name} index={index} />
        </caption>
        <thead>
          <tr>
            <th scope="col">Topic or subscription</th>
            {keys.map((key) => (
              <th key={key} scope="col" class="number">
                {words(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i} class={row.role}>
              <th scope="row">{row.name}</th>
              {keys.map((key) => (
                <td key={key} class="number">
                  {measuredText(row.columns[key], "count")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What became of every event: the books balance, or the run would not have ended. */
export function Books({ report }: { report: Report }) {
  if (report.designs.every((d) => d.books.length === 0)) return null;
  return (
    <Section
      id="books"
      title="Books of events"
      minor
      reads={
        "What became of the events: each that is published ends in exactly one column of each " +
        "subscription. Columns that are 0 throughout are left out."
      }
    >
      {report.designs.map(
        (design, index) =>
          design.books.length > 0 && <Book key={design.name} design={design} index={index} />,
      )}
    </Section>
  );
}
