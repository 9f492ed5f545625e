import "./look/all";
import { render, type ComponentChild } from "preact";
import type { Report } from "./data";
import { NoReport } from "./page/empty";
import { ReportPage } from "./page/report";
import { readReport } from "./page/unpack";

const page = document.getElementById("page")!;

/** What stands in the page while the data is unpacked gives way. */
function fill(content: ComponentChild) {
  page.textContent = "";
  render(content, page);
}

function show(report: Report | null) {
  if (!report) return fill(<NoReport why={null} />);
  document.title = `${report.title} – Faultline`;
  return fill(<ReportPage report={report} />);
}

const broken = () => fill(<NoReport why="Its data cannot be read: the file may be incomplete." />);

readReport(document.getElementById("report-data")).then(show, broken);
