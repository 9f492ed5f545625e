import { useMemo, useState } from "preact/hooks";
import type { Clock } from "../../clock/clock";
import type { Report } from "../../data";
import { Section } from "../../look/section";
import { panelsOf } from "../../plots/series";
import { save } from "../../reproduce/save";
import { clockTime } from "../../text/times";
import { plotSvg } from "./plot_svg";
import { asPng } from "./raster";
import { stageGif } from "./stage_gif";
import { stageSvg } from "./stage_svg";

const colours = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const svgFile = (svg: string) => new Blob([svg], { type: "image/svg+xml" });

interface Props {
  report: Report;
  clock: Clock;
}

function Gif({ clock }: { clock: Clock }) {
  const [share, setShare] = useState<number | null>(null);
  const make = async () => {
    setShare(0);
    const file = await stageGif(clock, colours, (done) => {
      setShare(done);
      return document.getElementById("stage") !== null;
    }).finally(() => setShare(null));
    if (file) save("stage.gif", file);
  };
  return (
    <button type="button" disabled={share !== null} onClick={make}>
      {share === null ? "GIF of the run" : `${Math.round(share * 100)} %`}
    </button>
  );
}

/** What is on the page, as pictures for slides. */
export function Pictures({ report, clock }: Props) {
  const panels = useMemo(() => panelsOf(report.designs), [report]);
  const [key, setKey] = useState("stage");
  const panel = panels.find((p) => p.key === key);
  const picture = () =>
    panel
      ? plotSvg(panel, report.strikes, report.length_s, colours)
      : stageSvg(colours, clockTime(clock.time));
  const name = panel?.key ?? "stage";
  return (
    <Section id="pictures" title="Pictures" minor>
      <div class="controls">
        <label>
          <span>Picture</span>
          <select value={key} onChange={(e) => setKey(e.currentTarget.value)}>
            <option value="stage">the stage, as it stands</option>
            {panels.map((p) => (
              <option key={p.key} value={p.key}>
                {p.title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={async () => save(`${name}.png`, await asPng(picture()))}>
          Save as PNG
        </button>
        <button type="button" onClick={() => save(`${name}.svg`, svgFile(picture()))}>
          Save as SVG
        </button>
        {name === "stage" && <Gif clock={clock} />}
      </div>
    </Section>
  );
}
