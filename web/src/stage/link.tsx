import { useMemo } from "preact/hooks";
import type { Link } from "./graph";
import type { Point } from "./layout";
import { along, lineOf, pathOf, sampled } from "./curve";
import { widthOf, type Traffic } from "./traffic";

interface Props {
  link: Link;
  points: Point[];
  traffic: Traffic;
  most: number;
  names: [string, string];
}

const HEAD = 7;
const LONG = 60; // a link that has room for two crosses
const SHOWN_BAD = 0.02; // a share of failures below this gets no cross

const percent = (share: number) => `${Math.round(share * 100)} %`;

function lookOf(link: Link, { perSecond, bad }: Traffic): string {
  const [edge] = link.edges;
  const kind = edge?.kind ?? "call";
  const optional = link.edges.every((e) => e.optional) ? " optional" : "";
  const unused = perSecond <= 0 ? " unused" : "";
  return `link ${kind}${optional}${unused}${bad > SHOWN_BAD ? " bad" : ""}`;
}

/** A link: width by traffic; red with crosses where requests fail. Calls are solid, optional ones
 * dashed, events dotted. */
export function LinkView({ link, points, traffic, most, names }: Props) {
  const { line, path } = useMemo(
    () => ({ line: lineOf(sampled(points)), path: pathOf(points) }),
    [points],
  );
  const end = along(line, 1);
  const before = along(line, 0.94);
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  const length = Math.hypot(end.x - points[0]!.x, end.y - points[0]!.y);
  const many = traffic.bad > 0.5 && length > LONG;
  const crosses = traffic.bad <= SHOWN_BAD ? [] : many ? [0.36, 0.58] : [0.42];
  const says =
    `${names[0]} to ${names[1]}: ${Math.round(traffic.perSecond)} a second, ` +
    `${percent(traffic.bad)} fail`;
  return (
    <g class={lookOf(link, traffic)}>
      <path class="line" d={path} stroke-width={widthOf(traffic.perSecond, most)} />
      <path
        class="head"
        d={`M0 0L${-HEAD} ${HEAD * 0.55}V${-HEAD * 0.55}Z`}
        transform={`translate(${end.x} ${end.y}) rotate(${angle})`}
      />
      {crosses.map((share) => {
        const { x, y } = along(line, share);
        return (
          <path
            key={share}
            class="cross"
            d="M-4 -4L4 4M-4 4L4 -4"
            transform={`translate(${x} ${y})`}
          />
        );
      })}
      <title>{says}</title>
    </g>
  );
}
