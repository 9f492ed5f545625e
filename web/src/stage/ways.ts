/** The way of a hop across the picture. */
import type { Hop } from "../data";
import { lineOf, sampled, type Line } from "./curve";
import type { Graph } from "./graph";
import type { Layout, Placed, Point } from "./layout";
import { STRIP } from "./measure";

/** Where a request stays at a part: on the left edge of its box, or of its strip inside one. */
function spot(name: string, graph: Graph, places: Map<string, Placed>): Point | null {
  const place = places.get(graph.home.get(name) ?? "");
  if (!place) return null;
  const strip = place.box.inside.findIndex((part) => part.name === name);
  const { body } = place;
  const y = strip < 0 ? body / 2 : body + 3 + STRIP * strip + STRIP / 2;
  return { x: place.x, y: place.y + y };
}

/** Finds the way of a hop: along its link, or within a box; null where the stage has neither. */
export function wayFinder(graph: Graph, layout: Layout): (hop: Hop) => Line | null {
  const places = new Map(layout.placed.map((p) => [p.box.id, p]));
  const lines = new Map(layout.routes.map((r) => [r.id, sampled(r.points)]));
  const found = new Map<string, Line | null>();
  const find = (hop: Hop): Line | null => {
    const a = graph.home.get(hop.from);
    const b = graph.home.get(hop.to);
    if (!a || !b) return null;
    const start = spot(hop.from, graph, places);
    const end = spot(hop.to, graph, places);
    if (!start || !end) return null;
    const ahead = lines.get(`${a} → ${b}`);
    const back = lines.get(`${b} → ${a}`);
    const line = ahead ?? (back && [...back].reverse());
    return lineOf(a === b || !line ? [start, end] : line);
  };
  return (hop) => {
    const key = `${hop.from} → ${hop.to}`;
    if (!found.has(key)) found.set(key, find(hop));
    return found.get(key)!;
  };
}
