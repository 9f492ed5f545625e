import { plural, upperFirst } from "../../text/words";
import type { Entry } from "../contents/contents";
import type { Lab } from "../page/lab";
import { treeOf } from "../scenario/path";
import { Upload } from "../share/share";
import { withValues } from "./words";

interface Chapter {
  name: string;
  entries: Entry[];
}

/** Lessons by chapter, in their order; scenarios without a lesson come last. */
export function chaptersOf(entries: Entry[]): Chapter[] {
  const chapters = new Map<string, Entry[]>();
  for (const entry of entries.filter((e) => e.lesson)) {
    const name = entry.lesson!.chapter;
    chapters.set(name, [...(chapters.get(name) ?? []), entry]);
  }
  const others = entries.filter((e) => !e.lesson);
  if (others.length > 0) chapters.set("scenarios", others);
  return [...chapters].map(([name, of]) => ({ name, entries: of }));
}

const minutesOf = (entries: Entry[]) =>
  entries.reduce((sum, { lesson }) => sum + (lesson?.minutes ?? 0), 0);

function Card({ entry, onOpen }: { entry: Entry; onOpen: () => void }) {
  const { title, question, text, name, lesson } = entry;
  return (
    <li>
      <button type="button" class="lesson-card" onClick={onOpen}>
        <span class="overline">
          {name}
          {lesson?.minutes ? ` · ${plural(lesson.minutes, "minute")}` : ""}
        </span>
        <b>{title || name}</b>
        <span>{withValues(question, treeOf(text))}</span>
      </button>
    </li>
  );
}

/** What one can choose from when nothing is open. */
export function LessonList({ lab }: { lab: Lab }) {
  const chapters = chaptersOf(lab.contents.entries);
  return (
    <>
      <h1 class="first">How distributed systems fail, and what helps</h1>
      <p class="reads">
        Choose a lesson. Predict what will happen, run the simulation on this computer, compare, and
        change the system. Nothing leaves this page.
      </p>
      <Upload lab={lab} />
      {chapters.map(({ name, entries }) => (
        <section key={name} class="chapter" aria-label={name}>
          <h2>
            {upperFirst(name)}{" "}
            {minutesOf(entries) > 0 && <small>{minutesOf(entries)} minutes</small>}
          </h2>
          <ul class="lesson-cards">
            {entries.map((entry) => (
              <Card key={entry.file} entry={entry} onOpen={() => lab.open(entry)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
