/** What the panels show: which courses of the designs, and how their values are written. */
import type { Course, DesignReport } from "../data";

export interface Curve {
  design: number;
  name: string; // of the design, at the curve
  which?: string; // of several curves of a design: "p99"
  course: Course;
  thin?: boolean; // the lesser of two curves of a design
}

export interface PanelData {
  key: string;
  title: string;
  meaning: string;
  unit: string;
  log?: boolean;
  most?: number; // top of the axis, where it is fixed
  times: number[];
  curves: Curve[];
}

interface Spec {
  key: string;
  title: string;
  meaning: string;
  unit: string;
  log?: boolean;
  most?: number;
  columns: { key: string; which?: string; thin?: boolean }[];
}

const SPECS: Spec[] = [
  {
    key: "availability",
    title: "Availability",
    meaning: "share of requests with a usable answer",
    unit: "share",
    most: 1,
    columns: [{ key: "availability" }],
  },
  {
    key: "goodput",
    title: "Goodput",
    meaning: "usable answers within the deadline, a second",
    unit: "per second",
    columns: [{ key: "goodput_per_s" }],
  },
  {
    key: "response",
    title: "Response time",
    meaning: "slowest 1 % (p99, thick) and median (p50, thin), log scale",
    unit: "seconds",
    log: true,
    columns: [
      { key: "response_p99_s", which: "p99" },
      { key: "response_p50_s", which: "p50", thin: true },
    ],
  },
  {
    key: "backlog",
    title: "Backlog",
    meaning: "requests and events that wait",
    unit: "count",
    columns: [{ key: "backlog" }],
  },
  {
    key: "consistency",
    title: "Time to consistency",
    meaning: "from the answer until all effects are there, slowest 1 %",
    unit: "seconds",
    columns: [{ key: "consistency_p99_s" }],
  },
];

const columnOf = (design: DesignReport, key: string) =>
  (design.series as Record<string, Course | null> | null)?.[key];

const hasValue = (course: Course | null | undefined): course is Course =>
  !!course && course.mean.some((v) => v !== null);
const varies = (course: Course) => course.mean.some((v) => v !== null && v !== 0);

function panelOf(spec: Spec, designs: DesignReport[]): PanelData | null {
  const curves = designs.flatMap((design, index) =>
    spec.columns.flatMap((column) => {
      const course = columnOf(design, column.key);
      if (!hasValue(course)) return [];
      const which = column.which ? { which: column.which } : {};
      return [
        {
          design: index,
          name: design.name,
          course,
          ...which,
          ...(column.thin ? { thin: true } : {}),
        },
      ];
    }),
  );
  if (!curves.some(({ course }) => varies(course))) return null;
  const { key, title, meaning, unit, log, most } = spec;
  return {
    key,
    title,
    meaning,
    unit,
    times: designs.find((d) => d.series)?.series?.times_s ?? [],
    curves,
    ...(log ? { log } : {}),
    ...(most === undefined ? {} : { most }),
  };
}

/** Instances that are up, of all services together. */
function instancesOf(design: DesignReport): Course | null {
  const services = design.parts.filter((p) => p.role === "service" && p.course?.["instances_up"]);
  if (services.length === 0) return null;
  const sum = (statistic: keyof Course) =>
    design.times_s.map((_, i) =>
      services.reduce<number | null>((total, part) => {
        const value = part.course?.["instances_up"]?.[statistic][i] ?? null;
        return total === null || value === null ? null : total + value;
      }, 0),
    );
  const mean = sum("mean");
  const none = mean.map(() => null);
  return { mean, low: none, high: none };
}

function instancesPanel(designs: DesignReport[]): PanelData | null {
  const curves = designs.flatMap((design, index) => {
    const course = instancesOf(design);
    return course ? [{ design: index, name: design.name, course }] : [];
  });
  const values = curves.flatMap(({ course }) => course.mean.filter((v) => v !== null));
  if (values.every((v) => v === values[0])) return null;
  return {
    key: "instances",
    title: "Instances",
    meaning: "that are up, of all services",
    unit: "count",
    times: designs[0]?.times_s ?? [],
    curves,
  };
}

/** Panels over time; one that would say nothing (no value, or 0 throughout) is left out. */
export const panelsOf = (designs: DesignReport[]): PanelData[] =>
  [...SPECS.map((spec) => panelOf(spec, designs)), instancesPanel(designs)].filter(
    (panel) => panel !== null,
  );

const COLUMNS: [string, string, string, string][] = [
  ["utilisation", "Utilisation", "share of the workers that is busy", "share"],
  ["waiting", "Waiting", "requests or events in the queue", "count"],
  ["attempts_per_s", "Attempts", "arriving a second, retries included", "per second"],
  ["failed_per_s", "Failed", "attempts a second", "per second"],
  ["rejected_per_s", "Rejected", "attempts a second", "per second"],
  ["timed_out_per_s", "Timed out", "attempts a second", "per second"],
  ["retries_per_s", "Retries", "a second", "per second"],
  ["response_p99_s", "Response time", "slowest 1 %", "seconds"],
  ["instances_up", "Instances", "that are up", "count"],
  ["breakers_open", "Breakers", "share that is open", "share"],
  ["lag_s", "Lag", "age of the oldest event that waits", "seconds"],
];

/** The course of one part in every design that has it, without columns that are 0 throughout. */
export function partPanels(designs: DesignReport[], name: string): PanelData[] {
  return COLUMNS.flatMap(([key, title, meaning, unit]) => {
    const curves = designs.flatMap((design, index) => {
      const course = design.parts.find((p) => p.name === name)?.course?.[key];
      return hasValue(course) ? [{ design: index, name: design.name, course }] : [];
    });
    if (!curves.some(({ course }) => varies(course))) return [];
    return [{ key, title, meaning, unit, times: designs[0]?.times_s ?? [], curves }];
  });
}
