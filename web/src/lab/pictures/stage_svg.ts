/** The stage as it stands on the page, as one picture: all designs side by side. */
import { escaped, type Colours } from "./plot_svg";

/** What gives a shape its look; on the page it comes from style sheets. */
const LOOK = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "fill-opacity",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "display",
  "visibility",
];

const HEAD = 34;
const GAP = 16;

function styledCopy(svg: Element): Element {
  const copy = svg.cloneNode(true) as Element;
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, i) => {
    const style = getComputedStyle(originals[i]!);
    const look = LOOK.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    element.setAttribute("style", look);
    element.removeAttribute("tabindex");
  });
  copy.querySelectorAll("title").forEach((title) => title.remove());
  return copy;
}

/** Parts and dots of a design, at their place in the picture. */
function designIn(stage: Element, x: number, colours: Colours) {
  const name = stage.querySelector("h3")?.textContent ?? "";
  const pictures = [...stage.querySelectorAll(".picture svg")];
  const write = new XMLSerializer();
  const size = pictures[0]?.getBoundingClientRect();
  const inner = pictures.map((svg) => {
    const copy = styledCopy(svg);
    const { width, height } = svg.getBoundingClientRect();
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    return write.serializeToString(copy);
  });
  const svg =
    `<g transform="translate(${x} 0)"><text x="8" y="22" font-weight="650" font-size="15" ` +
    `fill="${colours("--ink")}">${escaped(name)}</text>` +
    `<g transform="translate(0 ${HEAD})">${inner.join("")}</g></g>`;
  return { svg, width: size?.width ?? 0, height: size?.height ?? 0 };
}

/** @param words under the picture, such as the time */
export function stageSvg(colours: Colours, words: string): string {
  let x = GAP;
  let height = 0;
  const designs = [...document.querySelectorAll("#stage .stage")].map((stage) => {
    const design = designIn(stage, x, colours);
    x += design.width + GAP;
    height = Math.max(height, design.height);
    return design.svg;
  });
  const tall = Math.ceil(height + HEAD + 34);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(x)}" height="${tall}" ` +
    `font-family="sans-serif"><rect width="100%" height="100%" fill="${colours("--raised")}"/>` +
    `${designs.join("")}<text x="${GAP + 8}" y="${tall - 12}" font-size="14" ` +
    `fill="${colours("--muted")}">${escaped(words)}</text></svg>`
  );
}
