import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

const PROGRAM = /<script type="module"[^>]*>([^]*?)<\/script>/;

/** Unpacks what is written below and has the browser run it, as if it stood here. */
const UNPACK = `
      const letters = atob(document.getElementById("program").textContent);
      const bytes = new Uint8Array(letters.length);
      for (let i = 0; i < bytes.length; ++i) bytes[i] = letters.charCodeAt(i);
      const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      new Response(text).text().then((code) => {
        const program = document.createElement("script");
        program.type = "module";
        program.textContent = code;
        document.body.append(program);
      });
    `;

/** The page's program, compressed: the page has to go by mail and on a stick, with the engine. */
export function packed(): Plugin {
  return {
    name: "packed-program",
    enforce: "post",
    generateBundle: { order: "post", handler: pack },
  };
}

function pack(_: unknown, bundle: Rollup.OutputBundle) {
  for (const file of Object.values(bundle)) {
    if (file.type !== "asset" || !file.fileName.endsWith(".html")) continue;
    const page = String(file.source);
    const [whole, code] = PROGRAM.exec(page)!;
    const base64 = gzipSync(code!, { level: 9 }).toString("base64");
    const data = `<script type="text/plain" id="program">${base64}</script>`;
    const without = page.replace(whole!, "");
    file.source = without.replace(
      "</body>",
      () => `${data}\n    <script>${UNPACK}</script>\n  </body>`,
    );
  }
}
