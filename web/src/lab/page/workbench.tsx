import { useCallback, useMemo, useRef } from "preact/hooks";
import { startTime } from "../../page/start";
import type { PartActions } from "../../stage/stage";
import { clockTime } from "../../text/times";
import type { Entry } from "../contents/contents";
import { Outcome } from "../lesson/outcome";
import { PredictPanel } from "../lesson/predict";
import { Tries } from "../lesson/tries";
import { withValues } from "../lesson/words";
import { Compare } from "../runs/compare";
import type { PastRun } from "../runs/past";
import { ScenarioEditor, type Go } from "../editor/editor";
import { Changed } from "../settings/changed";
import { Sliders } from "../settings/sliders";
import { Share } from "../share/share";
import { Strike } from "../strike/strike";
import { treeOf } from "../scenario/path";
import type { Lab } from "./lab";
import { Problems } from "./problems";
import { Results } from "./results";
import { RunBar } from "./run_bar";
import type { LabState } from "./state";

interface Props {
  lab: Lab;
  state: LabState;
  opened: Entry;
}

function Heading({ lab, opened, state }: Props) {
  const { lesson, name, title, question } = opened;
  const root = useMemo(() => treeOf(state.text), [state.text]);
  const minutes = lesson?.minutes ? ` · ${lesson.minutes} minutes` : "";
  return (
    <header class="heading">
      <button type="button" class="back" onClick={() => lab.close()}>
        ← All lessons
      </button>
      <p class="overline">{lesson ? `Lesson ${name} · ${lesson.chapter}${minutes}` : name}</p>
      <h1>
        {title && `${title}: `}
        {withValues(question, root)}
      </h1>
    </header>
  );
}

function NextLesson({ lab, opened }: { lab: Lab; opened: Entry }) {
  const lessons = lab.contents.entries.filter((e) => e.lesson);
  const next = lessons[lessons.indexOf(opened) + 1];
  if (!lessons.includes(opened) || !next) return null;
  const open = () => {
    lab.open(next);
    scrollTo(0, 0);
  };
  return (
    <p class="next">
      <button type="button" onClick={open}>
        Next lesson: {next.name} {next.title} →
      </button>
    </p>
  );
}

/** Parts can be struck where the results of a run are shown. */
function usePartActions(lab: Lab, shown: PastRun | null): PartActions {
  const middle = shown ? clockTime(startTime(shown.report)) : "1:00";
  return useCallback(
    (part: string) => <Strike key={part} lab={lab} part={part} middle={middle} />,
    [lab, middle],
  );
}

/** One lesson or scenario: what to predict, what to change, and what comes of it. */
export function Workbench({ lab, state, opened }: Props) {
  const { text, prediction, shown } = state;
  const { lesson } = opened;
  const root = useMemo(() => treeOf(text), [text]);
  const goesOn = state.running !== null && shown === state.runs.at(-1);
  const go = useRef<Go>(() => undefined);
  const partActions = usePartActions(lab, shown);
  return (
    <>
      <Heading lab={lab} state={state} opened={opened} />
      <div class="set-up" id="set-up">
        {lesson?.predict && (
          <PredictPanel
            predict={lesson.predict}
            root={root}
            prediction={prediction}
            onPredict={(p) => lab.predict(p)}
          />
        )}
        <Sliders lab={lab} opened={opened} root={root} />
      </div>
      <RunBar lab={lab} state={state} />
      <Changed lab={lab} opened={opened} text={text} past={state.past} />
      <Problems check={state.check} file={lab.fileName()} onGo={(l, c) => go.current(l, c)} />
      <ScenarioEditor lab={lab} state={state} go={go} />
      {shown && lesson && <Outcome lesson={lesson} run={shown} />}
      {shown && lesson && <Tries lab={lab} opened={opened} root={root} tries={lesson.try} />}
      <Compare lab={lab} runs={state.runs} shown={shown} />
      {shown && <Results report={shown.report} goesOn={goesOn} partActions={partActions} />}
      <Share lab={lab} state={state} />
      {lesson && <NextLesson lab={lab} opened={opened} />}
    </>
  );
}
