import { useEffect } from "preact/hooks";
import { LookContext, useLookSettings } from "../../look/settings";
import { Top } from "../../page/top";
import { LessonList } from "../lesson/list";
import { openedBy } from "../share/link";
import type { Lab } from "./lab";
import { NoticeView } from "./notice";
import { useStore } from "./store";
import { Workbench } from "./workbench";

/** What stands here when the page was not filled. */
export function NoLab({ why }: { why: string | null }) {
  return (
    <main class="empty">
      <h1>There is no lab in this page yet</h1>
      <p>{why ?? "This is the empty page that Faultline fills with engine and lessons."} Run</p>
      <pre>
        <code>faultline lab --write lab.html</code>
      </pre>
      <p>and open the file that it writes.</p>
    </main>
  );
}

/** What the address asks for; without that, what the page is to open. */
async function openLink(lab: Lab, fragment: string) {
  const { entries, start } = lab.contents;
  try {
    const asked = await openedBy(fragment, entries);
    if (asked) lab.open(asked.entry, asked.text);
    else if (start && !lab.now.opened) lab.open(start);
  } catch (error) {
    lab.set({ notice: { title: "The link was not opened", text: (error as Error).message } });
  }
}

/** All of the page: the lessons, or the one that is open. */
export function LabPage({ lab }: { lab: Lab }) {
  const { look, screen, setTheme, setPresentation } = useLookSettings();
  const state = useStore(lab);
  const { opened, notice } = state;
  useEffect(() => {
    document.title = `${opened?.title ?? "Lab"} – Faultline`;
  }, [opened]);
  useEffect(() => {
    const follow = () => void openLink(lab, location.hash);
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [lab]);
  return (
    <LookContext.Provider value={look}>
      <Top look={look} screen={screen} onTheme={setTheme} onPresentation={setPresentation} />
      <main>
        {notice && <NoticeView notice={notice} onClose={() => lab.set({ notice: null })} />}
        {opened ? (
          <Workbench key={opened.text} lab={lab} state={state} opened={opened} />
        ) : (
          <LessonList lab={lab} />
        )}
      </main>
    </LookContext.Provider>
  );
}
