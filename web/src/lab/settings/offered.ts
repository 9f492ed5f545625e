/** The sliders of a scenario: those of its lesson, and those that any scenario has. */
import { getNodeValue, type Node } from "jsonc-parser";
import type { Lesson, LessonSlider } from "../lesson/lesson";
import { childOf, keyOf, plainAt, resolve } from "../scenario/path";
import { multiples, withValue } from "./quantity";

const LOAD = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const LENGTH = [0.25, 0.5, 1, 1.5, 2, 3];
const REPLICATIONS = ["1", "2", "5", "10", "20", "50"];
const INSTANCES = ["1", "2", "3", "4", "6", "8"];

const slider = (root: Node, title: string, set: string, values: (own: string) => string[]) => {
  const own = plainAt(root, set);
  const offered = own === null ? [] : values(own);
  return offered.length > 0 ? [{ title, set, values: withValue(offered, own!) }] : [];
};

const multiplied = (factors: number[]) => (own: string) => multiples(own, factors);

/** Where arrivals have their rate: "200/s", {"rate": "200/s"}, or in pieces. */
function loads(root: Node): LessonSlider[] {
  const at = "workload.arrivals";
  const pieces = resolve(root, `${at}.pieces`).node?.children ?? [];
  return [
    ...slider(root, "Load", at, multiplied(LOAD)),
    ...slider(root, "Load", `${at}.rate`, multiplied(LOAD)),
    ...pieces.flatMap((_, i) =>
      slider(root, `Load, piece ${i + 1}`, `${at}.pieces.${i}.rate`, multiplied(LOAD)),
    ),
  ];
}

function faults(root: Node): LessonSlider[] {
  const all = resolve(root, "faults").node?.children ?? [];
  return all.flatMap((fault, i) => {
    const name: unknown = childOf(fault, "name")?.value ?? `fault ${i + 1}`;
    return slider(root, `Length of “${String(name)}”`, `faults.${i}.for`, multiplied(LENGTH));
  });
}

function services(root: Node): LessonSlider[] {
  const all = resolve(root, "services").node?.children ?? [];
  return all.flatMap((service) =>
    slider(
      root,
      `Instances of ${keyOf(service)}`,
      `services.${keyOf(service)}.instances`,
      () => INSTANCES,
    ),
  );
}

/** @param root of the scenario as it was opened: the values do not move while one slides. */
export function offered(root: Node | undefined, lesson: Lesson | null) {
  const own = lesson?.sliders ?? [];
  if (!root || typeof getNodeValue(root) !== "object") return { own, further: [] };
  const taken = new Set(own.map((s) => s.set));
  const further = [
    ...slider(root, "Replications", "run.replications", () => REPLICATIONS),
    ...loads(root),
    ...faults(root),
    ...services(root),
  ].filter((s) => !taken.has(s.set));
  return { own, further };
}
