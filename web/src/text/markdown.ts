/** A table in Markdown; names are data, so what would end a cell is escaped. */
export function markdownTable(head: string[], rows: string[][]): string {
  const cell = (text: string) =>
    text
      .replace(/\u00a0/g, " ")
      .replace(/\\/g, "\\\\")
      .replace(/\|/g, "\\|")
      .replace(/</g, "&lt;")
      .replace(/\s*\n\s*/g, " ");
  const line = (cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const rule = `|${head.map((_, i) => (i === 0 ? " --- |" : " ---: |")).join("")}`;
  return [line(head), rule, ...rows.map(line)].join("\n") + "\n";
}
