/** The stage as it stands on the page, as one picture: all designs side by side. */
import { CROSS, RADIUS, type Dot, type DotsHost } from "../../stage/dots";
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

function dotSvg({ x, y, bad }: Dot, colours: Colours): string {
  const edge = colours("--raised");
  const fill = colours(bad ? "--bad" : "--good");
  const disc = `<circle r="${RADIUS}" fill="${fill}" stroke="${edge}" stroke-width="1.5"/>`;
  const cross = bad ? `<path d="${CROSS}" fill="none" stroke="${edge}" stroke-width="1.8"/>` : "";
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${disc}${cross}</g>`;
}

/** Parts and dots of a design, at their place in the picture. */
function designIn(stage: Element, x: number, colours: Colours) {
  const name = stage.querySelector("h3")?.textContent ?? "";
  const picture = stage.querySelector(".picture svg");
  if (!picture) return { svg: "", width: 0, height: 0 };
  const { width, height } = picture.getBoundingClientRect();
  const copy = styledCopy(picture);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const dots = stage.querySelector<DotsHost>("canvas.dots")?.dots ?? [];
  const marks = dots.map((dot) => dotSvg(dot, colours)).join("");
  const inner = new XMLSerializer().serializeToString(copy).replace(/<\/svg>$/, `${marks}</svg>`);
  const svg =
    `<g transform="translate(${x} 0)"><text x="8" y="22" font-weight="650" font-size="15" ` +
    `fill="${colours("--ink")}">${escaped(name)}</text>` +
    `<g transform="translate(0 ${HEAD})">${inner}</g></g>`;
  return { svg, width, height };
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
