import "uplot/dist/uPlot.min.css";
import "./look/page.css";
import "./look/stage.css";
import "./look/plots.css";
import "./look/tables.css";
import "./look/print.css";
import { render } from "preact";
import type { Report } from "./data";
import { NoReport } from "./page/empty";
import { ReportPage } from "./page/report";
import { readReport } from "./page/unpack";

const page = document.getElementById("page")!;

function show(report: Report | null) {
  if (!report) return render(<NoReport why={null} />, page);
  document.title = `${report.title} – Faultline`;
  return render(<ReportPage report={report} />, page);
}

readReport(document.getElementById("report-data")).then(show, () =>
  render(<NoReport why="Its data cannot be read: the file may be incomplete." />, page));
