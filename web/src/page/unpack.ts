import type { Report } from "../data";
import { fromBase64 } from "../text/base64";

/** The data of the page: JSON, or gzip in base64; null where none was put in. */
export async function readReport(element: Element | null): Promise<Report | null> {
  const text = element?.textContent?.trim() ?? "";
  if (text === "" || text.startsWith("__")) return null;
  const packed = element!.getAttribute("data-encoding") === "gzip-base64";
  return JSON.parse(packed ? await unpacked(text) : text) as Report;
}

function unpacked(base64: string): Promise<string> {
  const stream = new Blob([fromBase64(base64)])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
