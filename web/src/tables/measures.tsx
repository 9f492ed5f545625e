import { useState } from "preact/hooks";
import type { Report } from "../data";
import { CopyButton } from "../look/copy";
import { DesignName } from "../look/name";
import { Section } from "../look/section";
import { measured } from "../text/numbers";
import { betterOf, PairChoice, type Pair } from "./pair";
import {
  asMarkdown,
  rowsOf,
  sorted,
  windowsOf,
  winText,
  type Choice,
  type MeasureRow,
  type Order,
  type Win,
} from "./rows";

const MANY = 6; // windows, whose tables fill many pages

interface HeadProps {
  report: Report;
  pair: Pair | null;
  order: Order;
  onOrder: (order: Order) => void;
}

function Head({ report, pair, order, onOrder }: HeadProps) {
  const columns: { column: Order["column"]; label: string; index?: number }[] = [
    { column: "measure", label: "Measure" },
    ...report.designs.map((d, index) => ({ column: index, label: d.name, index })),
    ...(report.designs.length > 1
      ? [{ column: "better" as const, label: betterOf(report, pair) }]
      : []),
  ];
  return (
    <thead>
      <tr>
        {columns.map(({ column, label, index }) => {
          const current = order.column === column;
          const press = () =>
            onOrder({
              column,
              down: current ? !order.down : column !== "measure" && column !== "better",
            });
          return (
            <th
              key={String(column)}
              scope="col"
              class={index === undefined ? "" : "number"}
              aria-sort={current ? (order.down ? "descending" : "ascending") : "none"}
            >
              <button type="button" onClick={press}>
                {index === undefined ? label : <DesignName name={label} index={index} />}
                <span aria-hidden="true">{current ? (order.down ? " ▾" : " ▴") : ""}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The better design; of more than two also than which, by their marks. */
function WinView({ win, report, pair }: { win: Win; report: Report; pair: Pair | null }) {
  const name = report.designs[win.winner]?.name ?? "";
  if (pair || report.designs.length < 3) return <DesignName name={name} index={win.winner} />;
  return (
    <span
      class="win"
      role="img"
      aria-label={winText(win, report, null)}
      title={winText(win, report, null)}
    >
      <DesignName name="" index={win.winner} /> than{" "}
      {win.than.map((place) => (
        <DesignName key={place} name="" index={place} />
      ))}
    </span>
  );
}

function Row({ row, report, pair }: { row: MeasureRow; report: Report; pair: Pair | null }) {
  const { info, values, wins } = row;
  return (
    <tr>
      <th scope="row" title={info.meaning}>
        {info.title}
      </th>
      {values.map((estimate, i) => {
        const { value, spread } = measured(estimate, info.unit);
        return (
          <td key={i} class="number" title={value === "–" ? info.missing : undefined}>
            {value}
            {spread && <small> {spread}</small>}
          </td>
        );
      })}
      {report.designs.length > 1 && (
        <td>
          {wins.map((win) => (
            <WinView key={win.winner} win={win} report={report} pair={pair} />
          ))}
        </td>
      )}
    </tr>
  );
}

interface TableProps {
  report: Report;
  shown: Choice;
  order: Order;
  onOrder: (order: Order) => void;
}

function Table({ report, shown, order, onOrder }: TableProps) {
  const rows = sorted(rowsOf(report, shown), order);
  const pair = shown.pair ?? null;
  let group = "";
  return (
    <div
      class="scroll"
      tabIndex={0}
      role="region"
      aria-label={`Measures, ${shown.window ?? "whole run"}`}
    >
      <table class="measures">
        <Head report={report} pair={pair} order={order} onOrder={onOrder} />
        <tbody>
          {rows.flatMap((row) => {
            const first = order.column === "measure" && row.info.group !== group;
            group = row.info.group;
            const line = <Row key={row.info.key} row={row} report={report} pair={pair} />;
            return first
              ? [
                  <tr class="group" key={`group ${group}`}>
                    <th scope="rowgroup" colSpan={report.designs.length + 2}>
                      {group}
                    </th>
                  </tr>,
                  line,
                ]
              : [line];
          })}
        </tbody>
      </table>
    </div>
  );
}

interface ChoiceProps {
  report: Report;
  window: string | null;
  onWindow: (w: string | null) => void;
  all: boolean;
  onAll: (all: boolean) => void;
}

function Choices({ report, window, onWindow, all, onAll }: ChoiceProps) {
  return (
    <>
      <label>
        <span>Window</span>
        <select value={window ?? ""} onChange={(e) => onWindow(e.currentTarget.value || null)}>
          <option value="">whole run</option>
          {windowsOf(report).map((w) => (
            <option key={w} value={w}>
              {w}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input type="checkbox" checked={all} onChange={(e) => onAll(e.currentTarget.checked)} />
        <span>All measures</span>
      </label>
    </>
  );
}

/** On paper every window has its table; of many windows only those during a fault, in short. */
function Printed({ report, order, onOrder }: Omit<TableProps, "shown">) {
  const all = windowsOf(report);
  const many = all.length > MANY;
  const windows = many ? all.filter((w) => /(^| )during /.test(w)) : all;
  const only = many && report.chief_measures.length > 0 ? report.chief_measures : undefined;
  return (
    <>
      {[null, ...windows].map((window) => (
        <div key={window ?? ""}>
          <h3>{window ?? "whole run"}</h3>
          <Table
            report={report}
            order={order}
            onOrder={onOrder}
            shown={{ window, ...(window !== null && only && { only }) }}
          />
        </div>
      ))}
      {many && <p>All measures of all windows are in measures.csv.</p>}
    </>
  );
}

/** All measures with intervals and winners. */
export function Measures({ report }: { report: Report }) {
  const [window, setWindow] = useState<string | null>(null);
  const [order, setOrder] = useState<Order>({ column: "measure", down: false });
  const [all, setAll] = useState(false);
  const [chosen, setPair] = useState<Pair>([0, 1]);
  const pair = report.designs.length > 2 ? chosen : null;
  const only = all || report.chief_measures.length === 0 ? undefined : report.chief_measures;
  const shown = { window, only, pair };
  const shared = { report, order, onOrder: setOrder };
  return (
    <Section
      id="measures"
      title="Measures"
      minor
      reads={
        "Mean and half-width of the 95 % interval over the replications. A design is called " +
        "better only where the interval of the paired difference excludes zero; – means there " +
        "is no value. Press a heading to sort."
      }
    >
      <div class="controls">
        <Choices report={report} window={window} onWindow={setWindow} all={all} onAll={setAll} />
        {pair && <PairChoice report={report} pair={pair} onPair={setPair} />}
        <CopyButton
          label="Copy as Markdown"
          text={() => asMarkdown(report, sorted(rowsOf(report, shown), order), pair)}
        />
      </div>
      <div class="screen-only">
        <Table {...shared} shown={shown} />
      </div>
      <div class="print-only">
        <Printed {...shared} />
      </div>
    </Section>
  );
}
