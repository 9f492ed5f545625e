/** What moves along a link at a bucket: requests a second, and the share of them that fails. */
import { largest } from "../course/buckets";
import type { DesignReport, Edge } from "../data";
import type { Link } from "./graph";

type Flow = Edge["flows"][number];

const at = ({ means }: Flow, column: string, i: number) => means[column]?.[i] ?? 0;

export interface Traffic {
  perSecond: number;
  bad: number;
}

export function trafficOf(link: Link, i: number): Traffic {
  const flows = link.edges.flatMap((e) => e.flows);
  const sum = (column: string) => flows.reduce((total, flow) => total + at(flow, column, i), 0);
  const perSecond = sum("attempts_per_s");
  const failed = sum("rejected_per_s") + sum("timed_out_per_s") + sum("failed_per_s");
  return { perSecond, bad: perSecond > 0 ? Math.min(1, failed / perSecond) : 0 };
}

export const busiest = (designs: DesignReport[]) =>
  Math.max(1, ...designs.flatMap((d) => d.edges.map(most)));

/** The most that an edge carries in a bucket, all its flows together. */
function most({ flows }: Edge): number {
  const lengths = flows.map((f) => f.means["attempts_per_s"]?.length ?? 0);
  const sums = Array.from({ length: Math.max(0, ...lengths) }, (_, i) =>
    flows.reduce((total, flow) => total + at(flow, "attempts_per_s", i), 0),
  );
  return largest(sums);
}

/** Widths are as the square root of the traffic, so that a tenth is still seen. */
export const widthOf = (perSecond: number, most: number) =>
  perSecond <= 0 ? 1 : 1.2 + 3.8 * Math.sqrt(perSecond / most);
