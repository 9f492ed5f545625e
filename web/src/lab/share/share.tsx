import { useEffect, useState } from "preact/hooks";
import { CopyButton } from "../../look/copy";
import { Section } from "../../look/section";
import { entryOf } from "../contents/contents";
import type { Lab } from "../page/lab";
import type { LabState } from "../page/state";
import { fragmentOf, MOST_BYTES } from "./link";
import { save } from "../../reproduce/save";
import { reportFile } from "./report_file";

/** The address of this page with the scenario in it, made anew when that changes. */
function useLink(lab: Lab, { opened, text }: LabState): string {
  const [link, setLink] = useState("");
  useEffect(() => {
    if (!opened) return;
    const known = lab.contents.entries.includes(opened);
    let current = true;
    void fragmentOf(opened, text, known).then((fragment) => {
      if (current) setLink(`${location.href.split("#")[0]}#${fragment}`);
    });
    return () => {
      current = false;
    };
  }, [opened, text]);
  return link;
}

const NO_SCENARIO =
  "A scenario is a JSON file. A page reads no other files, such as traces of arrivals; the program " +
  "reads those that a scenario names: faultline run scenario.json";

/** A file from the reader's disk, as one more scenario. */
export async function openFile(lab: Lab, file: File) {
  const refuse = (text: string) => lab.set({ notice: { title: "The file was not opened", text } });
  if (!/\.json$/i.test(file.name)) return refuse(NO_SCENARIO);
  if (file.size > MOST_BYTES) return refuse("It is larger than 1 MB, which no scenario is.");
  const text = await file.text();
  lab.open(entryOf({ file: file.name, text }));
}

export function Upload({ lab }: { lab: Lab }) {
  return (
    <label class="upload">
      <span>Open a file</span>
      <input
        type="file"
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void openFile(lab, file);
          currentTarget.value = "";
        }}
      />
    </label>
  );
}

/** What can be taken along: a link, the scenario, the report. */
export function Share({ lab, state }: { lab: Lab; state: LabState }) {
  const { text, shown } = state;
  const link = useLink(lab, state);
  const page = lab.contents.reportPage;
  return (
    <Section
      id="share"
      title="Share"
      reads="A link holds the scenario itself: whoever opens it in a copy of this page gets the same numbers. Nothing is sent anywhere."
    >
      <div class="controls">
        <CopyButton label="Copy link" text={() => link} />
        <button
          type="button"
          onClick={() => save(lab.fileName(), new Blob([text], { type: "application/json" }))}
        >
          Save the scenario
        </button>
        {shown && page && (
          <button
            type="button"
            onClick={async () => save("report.html", await reportFile(page, shown.report))}
          >
            Save the report
          </button>
        )}
        <Upload lab={lab} />
      </div>
      <p class="link">
        <code>{link}</code>
      </p>
    </Section>
  );
}
