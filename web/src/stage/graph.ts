/** What the stage draws of a design: boxes, what is kept inside a box, and what joins boxes. */
import type { DesignReport, Edge, Part } from "../data";

export interface Box {
  id: string;
  part: Part | null; // null: the client
  label: string;
  role: Part["role"];
  inside: Part[]; // inboxes (subscriptions), and data that nobody else uses
}

export interface Link {
  id: string;
  from: string;
  to: string;
  edges: Edge[];
}

export interface Graph {
  boxes: Box[];
  links: Link[];
  home: Map<string, string>; // name of a part -> id of the box that shows it
}

const asBox = (part: Part): Box => ({
  id: part.name,
  part: part.role === "client" ? null : part,
  label: part.label,
  role: part.role,
  inside: [],
});

/** What keeps data: a store, a cache, or a projection: a copy that events keep up to date. */
export const keepsData = (role: Part["role"]) =>
  role === "store" || role === "cache" || role === "projection";

/** What keeps data lives inside the service that alone uses it, and owns it; what is shared stands
 * for itself, so that sharing is seen. A subscription is the inbox of who consumes. */
function hostOf(part: Part, design: DesignReport): string | null {
  if (part.role === "subscription") return part.owner && `service ${part.owner}`;
  if (!keepsData(part.role)) return null;
  const users = new Set(design.edges.filter((e) => e.to === part.name).map((e) => e.from));
  const [user] = users;
  if (users.size !== 1 || !user) return null;
  return part.owner === null || `service ${part.owner}` === user ? user : null;
}

function linksOf(edges: Edge[], home: Map<string, string>): Link[] {
  const links = new Map<string, Link>();
  for (const edge of edges) {
    const from = home.get(edge.from);
    const to = home.get(edge.to);
    if (!from || !to || from === to) continue;
    const id = `${from} → ${to}`;
    const link = links.get(id) ?? { id, from, to, edges: [] };
    link.edges.push(edge);
    links.set(id, link);
  }
  return [...links.values()];
}

export function graphOf(design: DesignReport): Graph {
  const used = new Set(design.edges.flatMap((e) => [e.from, e.to]));
  const byName = new Map(design.parts.map((p) => [p.name, p]));
  const home = new Map<string, string>();
  const boxes = new Map<string, Box>();
  if (used.has("client") && !byName.has("client")) {
    boxes.set("client", { id: "client", part: null, label: "client", role: "client", inside: [] });
  }
  const hosts = new Map(design.parts.map((p) => [p.name, hostOf(p, design)]));
  for (const part of design.parts) {
    const lives = hosts.get(part.name);
    if (lives && byName.has(lives)) continue;
    const holds = [...hosts].some(([name, host]) => host === part.name && byName.has(name));
    if (used.has(part.name) || holds || design.edges.length === 0) {
      boxes.set(part.name, asBox(part));
    }
  }
  for (const part of design.parts) {
    const box = boxes.get(hosts.get(part.name) ?? "");
    if (box && !boxes.has(part.name)) box.inside.push(part);
  }
  for (const box of boxes.values()) {
    home.set(box.id, box.id);
    for (const part of box.inside) home.set(part.name, box.id);
  }
  return { boxes: [...boxes.values()], links: linksOf(design.edges, home), home };
}
