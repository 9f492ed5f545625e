import type { DesignReport, Report, TimeShare } from "../data";
import { designColour } from "../look/designs";
import { DesignName } from "../look/name";
import { Section } from "../look/section";
import { useLook } from "../look/settings";
import { useWidth } from "../look/size";
import { fits } from "../stage/letters";
import { measuredText, quantity } from "../text/numbers";
import { inWords, piecesOf, totalOf } from "./pieces";

const LABEL = { size: 12.8 };
const MARGIN = 20; // of a label, left and right
const SAID = 4; // of the largest pieces, in words

type Kind = keyof DesignReport["time"];
const KINDS: [Kind, string][] = [
  ["mean", "Mean"],
  ["slowest", "Slowest 1 %"],
];

interface BarProps {
  design: DesignReport;
  index: number;
  kind: Kind;
  most: number;
  room: number;
}

function Bar({ design, index, kind, most, room }: BarProps) {
  const { scale } = useLook();
  const shares = design.time[kind];
  const whole = totalOf(shares);
  return (
    <div class="split-bar">
      <p>
        <DesignName name={design.name} index={index} /> {quantity(whole, "s")}
      </p>
      <div class="pieces" style={{ width: `${(whole / most) * 100}%`, color: designColour(index) }}>
        {piecesOf(shares).map((piece) => {
          const { name, activity, seconds } = piece;
          const words = [inWords(piece), name];
          const width = ((seconds / most) * room) / scale - MARGIN;
          const label = words.find((text) => fits(text, width, LABEL)) ?? "";
          return (
            <span
              key={`${name} ${activity}`}
              class={`piece ${activity}`}
              title={words[0]}
              style={{ width: `${(seconds / whole) * 100}%` }}
            >
              <em>{label}</em>
            </span>
          );
        })}
      </div>
      <p class="largest">
        {piecesOf(shares)
          .filter((p) => p.place)
          .slice(0, SAID)
          .map(inWords)
          .join(" · ")}
      </p>
    </div>
  );
}

function Pieces({ shares, of }: { shares: TimeShare[]; of: string }) {
  const sorted = [...shares].sort((a, b) => (b.seconds.mean ?? 0) - (a.seconds.mean ?? 0));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={`Pieces of ${of}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Activity</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((s) => (
            <tr key={`${s.place} ${s.activity}`}>
              <td>{s.place}</td>
              <td>{s.activity}</td>
              <td class="number">{measuredText(s.seconds, "s")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Split({ report, kind, title }: { report: Report; kind: Kind; title: string }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const most = Math.max(...report.designs.map((d) => totalOf(d.time[kind])));
  if (!(most > 0)) return null;
  return (
    <div class="split" ref={ref}>
      <h3>{title}</h3>
      {report.designs.map((design, index) => (
        <Bar key={design.name} design={design} index={index} kind={kind} most={most} room={width} />
      ))}
    </div>
  );
}

/** What a response time is made of, by part and activity. */
export function Splits({ report }: { report: Report }) {
  if (report.designs.every((d) => totalOf(d.time.mean) === 0)) return null;
  return (
    <Section
      id="time"
      title="Where the time goes"
      reads={
        "What the response time of usable answers is made of: the pieces add up to the whole. " +
        "All bars of a group have one scale."
      }
    >
      {KINDS.map(([kind, title]) => (
        <Split key={kind} report={report} kind={kind} title={title} />
      ))}
      <details class="minor">
        <summary>All pieces, with intervals</summary>
        <div class="columns">
          {report.designs.map((design, index) => (
            <div key={design.name}>
              <h4>
                <DesignName name={design.name} index={index} />
              </h4>
              {KINDS.map(
                ([kind, title]) =>
                  design.time[kind].length > 0 && (
                    <div key={kind}>
                      <h5>{title}</h5>
                      <Pieces shares={design.time[kind]} of={`${design.name}, ${title}`} />
                    </div>
                  ),
              )}
            </div>
          ))}
        </div>
      </details>
    </Section>
  );
}
