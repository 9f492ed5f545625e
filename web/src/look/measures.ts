import type { MeasureInfo, Report } from "../data";

export const measureInfo = (report: Report, key: string): MeasureInfo =>
  report.measures.find((m) => m.key === key) ?? {
    key,
    title: key,
    group: "",
    unit: "",
    better: null,
    meaning: "",
    missing: "",
  };
