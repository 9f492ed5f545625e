/** Where boxes and links lie: layers by dagre, broken into rows where a layer is too wide. */
import { Graph as DagreGraph, layout as dagreLayout } from "@dagrejs/dagre";
import type { Box, Graph, Link } from "./graph";
import { EDGE, GAP_ACROSS, GAP_DOWN, NARROW, sizeOf, WIDTHS, type Size } from "./measure";

export interface Point {
  x: number;
  y: number;
}
export interface Placed extends Size {
  box: Box;
  x: number;
  y: number;
  width: number;
}
export interface Route {
  id: string;
  points: Point[];
}
export interface Layout {
  width: number;
  height: number;
  placed: Placed[];
  routes: Route[];
}

const THICK = 4; // a link at the edge of the picture is whole

interface Draft {
  nodes: { id: string; x: number; y: number }[];
  routes: Route[];
  width: number;
  height: number;
}

function draft(graph: Graph, width: number): Draft {
  const dagre = new DagreGraph({ multigraph: true });
  dagre.setGraph({
    rankdir: "TB",
    nodesep: GAP_ACROSS,
    ranksep: GAP_DOWN,
    edgesep: 12,
    marginx: EDGE,
    marginy: EDGE,
  });
  for (const box of graph.boxes) {
    dagre.setNode(box.id, { width, height: sizeOf(box, width).height });
  }
  for (const link of graph.links) dagre.setEdge(link.from, link.to, {}, link.id);
  dagreLayout(dagre);
  const edgeOf = ({ from, to, id }: Link) => dagre.edge(from, to, id) as { points: Point[] };
  const size = dagre.graph() as { width: number; height: number };
  const bends = graph.links.flatMap((link) => edgeOf(link).points.map(({ x }) => x));
  const left = Math.min(0, ...bends.map((x) => x - THICK)); // links may leave the picture of dagre
  const right = Math.max(size.width, ...bends.map((x) => x + THICK));
  const moved = ({ x, y }: Point) => ({ x: x - left, y });
  return {
    nodes: graph.boxes.map(({ id }) => ({ id, ...moved(dagre.node(id) as Point) })),
    routes: graph.links.map((link) => ({ id: link.id, points: edgeOf(link).points.map(moved) })),
    width: right - left,
    height: size.height,
  };
}

/** Layers from the draft, top down; boxes of one layer have one centre line. */
function layers(nodes: Draft["nodes"]): Draft["nodes"][] {
  const rows = new Map<number, Draft["nodes"]>();
  for (const node of nodes) {
    const key = Math.round(node.y);
    rows.set(key, [...(rows.get(key) ?? []), node]);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row.sort((a, b) => a.x - b.x));
}

interface Row {
  top: number;
  bottom: number;
  placed: Placed[];
}

/** The gap of a row that is nearest to `x`: between two boxes, or beside the first or last. */
function gapNear(row: Row, x: number, room: number): number {
  const sides = row.placed
    .flatMap((p) => [p.x - GAP_ACROSS / 2, p.x + p.width + GAP_ACROSS / 2])
    .map((side) => Math.min(room - THICK, Math.max(THICK, side)));
  return sides.reduce((best, side) => (Math.abs(side - x) < Math.abs(best - x) ? side : best));
}

/** Links of boxes that were moved: from the lower edge of one to the upper edge of the other,
 * through the gaps of the rows between. */
function routed(graph: Graph, rows: Row[], room: number): Route[] {
  const places = new Map(rows.flatMap((r) => r.placed).map((p) => [p.box.id, p]));
  return graph.links.map((link) => {
    const from = places.get(link.from)!;
    const to = places.get(link.to)!;
    const down = to.y >= from.y + from.height;
    const start = { x: from.x + from.width / 2, y: from.y + (down ? from.height : 0) };
    const end = { x: to.x + to.width / 2, y: to.y + (down ? 0 : to.height) };
    const between = rows.filter(
      (r) =>
        r.top > Math.min(start.y, end.y) - 1 &&
        r.bottom < Math.max(start.y, end.y) + 1 &&
        !r.placed.includes(from) &&
        !r.placed.includes(to),
    );
    const ways = between.flatMap((row) => {
      const x = gapNear(row, end.x, room);
      return [
        { x, y: row.top - 4 },
        { x, y: row.bottom + 4 },
      ];
    });
    if (!down) ways.reverse();
    const bend = (end.y - (ways.at(-1)?.y ?? start.y)) / 2;
    return {
      id: link.id,
      points: [
        start,
        { x: start.x, y: start.y + (down ? 8 : -8) },
        ...ways,
        { x: end.x, y: end.y - bend },
        end,
      ],
    };
  });
}

function wrapped(graph: Graph, plan: Draft, width: number, room: number): Layout {
  const across = Math.max(1, Math.floor((room - 2 * EDGE + GAP_ACROSS) / (width + GAP_ACROSS)));
  const boxes = new Map(graph.boxes.map((box) => [box.id, box]));
  const rows: Row[] = [];
  let y = EDGE;
  for (const layer of layers(plan.nodes)) {
    const each = Math.ceil(layer.length / Math.ceil(layer.length / across));
    for (let i = 0; i < layer.length; i += each) {
      const row = layer.slice(i, i + each).map(({ id }) => {
        const box = boxes.get(id)!;
        return { box, ...sizeOf(box, width) };
      });
      const wide = row.length * width + (row.length - 1) * GAP_ACROSS;
      const height = Math.max(...row.map((size) => size.height));
      rows.push({
        top: y,
        bottom: y + height,
        placed: row.map((size, k) => ({
          ...size,
          width,
          y,
          x: Math.max(EDGE, (room - wide) / 2) + k * (width + GAP_ACROSS),
        })),
      });
      y += height + (i + each < layer.length ? GAP_ACROSS : GAP_DOWN);
    }
  }
  return {
    width: Math.max(room, 2 * EDGE + width),
    height: y - GAP_DOWN + EDGE,
    placed: rows.flatMap((r) => r.placed),
    routes: routed(graph, rows, Math.max(room, 2 * EDGE + width)),
  };
}

/** The widest boxes with which the layers of all designs fit into `room`; null where none does. */
export function commonWidth(graphs: Graph[], room: number): number | null {
  return WIDTHS.find((width) => graphs.every((g) => draft(g, width).width <= room)) ?? null;
}

/** Layers as dagre draws them, where they fit into `room`; otherwise they are broken into rows. */
export function layOut(graph: Graph, room: number, width: number | null): Layout {
  const boxes = new Map(graph.boxes.map((box) => [box.id, box]));
  if (width !== null) {
    const plan = draft(graph, width);
    const shift = (room - plan.width) / 2;
    const moved = (p: Point) => ({ x: p.x + shift, y: p.y });
    return {
      width: room,
      height: plan.height,
      placed: plan.nodes.map(({ id, x, y }) => {
        const box = boxes.get(id)!;
        const size = sizeOf(box, width);
        return { ...size, box, width, x: x + shift - width / 2, y: y - size.height / 2 };
      }),
      routes: plan.routes.map(({ id, points }) => ({ id, points: points.map(moved) })),
    };
  }
  return wrapped(graph, draft(graph, NARROW), NARROW, room);
}
