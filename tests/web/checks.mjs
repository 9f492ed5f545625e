// What is looked for in a page that is shown: run inside of it, except for axe-core.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds: the rule, and where. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.map((v) => [v.id, ...v.nodes.map((n) => n.target.join(" ")).slice(0, 4)]);
}

/** Texts of the stages that lie on one another, by more than a pixel. */
export function overlaps() {
  const found = [];
  for (const picture of document.querySelectorAll(".stage svg")) {
    const texts = [...picture.querySelectorAll("text")].map((t) => [
      t.textContent,
      t.getBoundingClientRect(),
    ]);
    texts.forEach(([a, r], i) =>
      texts.slice(i + 1).forEach(([b, s]) => {
        const across = Math.min(r.right, s.right) - Math.max(r.left, s.left);
        const down = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
        if (across > 1 && down > 3) found.push(`${a} / ${b}`);
      }),
    );
  }
  return found;
}

/** Texts of boxes that reach beyond their outline. */
export function outside() {
  return [...document.querySelectorAll(".box, .strip")].flatMap((box) => {
    const edge = box.querySelector(".outline").getBoundingClientRect();
    return [...box.querySelectorAll("text")]
      .filter((t) => t.getBoundingClientRect().right > edge.right + 1)
      .map((t) => t.textContent);
  });
}
