import { useState } from "preact/hooks";
import type { Report } from "../data";
import { DesignName } from "../look/name";
import { quantity } from "../text/numbers";
import { clockTime } from "../text/times";
import { upperFirst, withArrows } from "../text/words";
import { lasted, spanOf, tracedRequests, tracesOf } from "./find";
import { Waterfall, WaterfallKey } from "./waterfall";

const ZOOMS = 0.8; // of the whole: where the answer comes earlier, one may look closer

interface Props {
  report: Report;
  request: number;
  onRequest: (request: number) => void;
  onClose: () => void;
}

/** One request in every design, on one time axis that begins when it arrived. */
export function TraceDetails({ report, request, onRequest, onClose }: Props) {
  const shown = tracesOf(report, request);
  const all = tracedRequests(report);
  const place = all.findIndex((t) => t.request === request);
  const [zoomed, zoom] = useState(false);
  const whole = spanOf(shown.map((s) => s.trace));
  const answer = Math.max(0, ...shown.map(({ trace }) => lasted(trace) ?? 0));
  const length = zoomed && answer > 0 ? answer : whole;
  const asked = all[place]?.asked_s ?? 0;
  const go = (by: number) => {
    const next = all[place + by];
    if (next) onRequest(next.request);
  };
  return (
    <div class="details" role="region" aria-label={`Request ${request}`}>
      <header>
        <h3>
          Request {request.toLocaleString("en-US")} <small>arrived at {clockTime(asked)}</small>
        </h3>
        {answer > 0 && answer < whole * ZOOMS && (
          <button type="button" aria-pressed={zoomed} onClick={() => zoom(!zoomed)}>
            Zoom to the answer
          </button>
        )}
        <button type="button" disabled={place <= 0} onClick={() => go(-1)}>
          Previous
        </button>
        <button type="button" disabled={place >= all.length - 1} onClick={() => go(1)}>
          Next
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <p class="reads">
        The same request in each design; left is its arrival, right {quantity(length, "s")} later.
      </p>
      <WaterfallKey traces={shown.map((s) => s.trace)} />
      {shown.map(({ design, index, trace }) => (
        <div class="trace" key={design.name}>
          <h4>
            <DesignName name={design.name} index={index} /> {trace.outcome}
            {lasted(trace) !== null && `, answered after ${quantity(lasted(trace), "s")}`}
          </h4>
          <p>{withArrows(upperFirst(trace.sentence))}</p>
          <Waterfall trace={trace} length={length} />
        </div>
      ))}
    </div>
  );
}

/** Chooses a traced request without a pointer. */
export function RequestChoice({
  report,
  request,
  onRequest,
}: {
  report: Report;
  request: number | null;
  onRequest: (request: number | null) => void;
}) {
  const all = tracedRequests(report);
  if (all.length === 0) return null;
  return (
    <label class="request-choice">
      <span>Request</span>
      <select
        value={request === null ? "" : String(request)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onRequest(value === "" ? null : Number(value));
        }}
      >
        <option value="">none</option>
        {all.map((t) => (
          <option key={t.request} value={String(t.request)}>
            {clockTime(t.asked_s)} · {t.request.toLocaleString("en-US")} ·{" "}
            {tracesOf(report, t.request)
              .map(({ trace }) => trace.outcome)
              .join(" / ")}
          </option>
        ))}
      </select>
    </label>
  );
}
