/** The report as a file of its own. */
import type { Report } from "../../data";
import { toBase64 } from "../../text/base64";

/** The report's own page, with these results in it. */
export async function reportFile(page: string, report: Report): Promise<Blob> {
  const stream = new Blob([JSON.stringify(report)])
    .stream()
    .pipeThrough(new CompressionStream("gzip"));
  const packed = toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
  return new Blob([page.replace("__REPORT_DATA__", () => packed)], { type: "text/html" });
}
