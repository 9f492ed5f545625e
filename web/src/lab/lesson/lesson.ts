/** The lesson block of a scenario; docs/scenario-language.md says what stands in it. What comes
 * from a link or a file is not trusted to be one: what is not there is left out. */
import { read } from "../scenario/edit";

export interface Choice {
  text: string;
  at_least?: number;
  at_most?: number;
}
export interface Predict {
  ask: string;
  design: string;
  measure: string;
  class?: string;
  before?: string;
  during?: string;
  after?: string;
  choices: Choice[];
}
export interface Try {
  text: string;
  set: string[];
}
export interface LessonSlider {
  title: string;
  set: string;
  values: string[];
}
export interface Lesson {
  chapter: string;
  minutes: number | null;
  predict: Predict | null;
  happens: string[];
  why: string[];
  try: Try[];
  sliders: LessonSlider[];
}

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose => typeof value === "object" && value !== null;
const asText = (value: unknown) => (typeof value === "string" ? value : "");
const asNumber = (value: unknown) => (typeof value === "number" ? value : undefined);
const asTexts = (value: unknown) =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : [];
const asObjects = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : []);

function predictOf(value: unknown): Predict | null {
  if (!isObject(value) || !value["ask"] || !value["measure"]) return null;
  const optional = (key: string) => (value[key] ? { [key]: asText(value[key]) } : {});
  return {
    ask: asText(value["ask"]),
    design: asText(value["design"]),
    measure: asText(value["measure"]),
    ...optional("class"),
    ...optional("before"),
    ...optional("during"),
    ...optional("after"),
    choices: asObjects(value["choices"]).map((choice) => ({
      text: asText(choice["text"]),
      at_least: asNumber(choice["at_least"]),
      at_most: asNumber(choice["at_most"]),
    })),
  };
}

function lessonOf(block: unknown): Lesson | null {
  if (!isObject(block)) return null;
  return {
    chapter: asText(block["chapter"]),
    minutes: asNumber(block["minutes"]) ?? null,
    predict: predictOf(block["predict"]),
    happens: asTexts(block["happens"]),
    why: asTexts(block["why"]),
    try: asObjects(block["try"]).map((t) => ({ text: asText(t["text"]), set: asTexts(t["set"]) })),
    sliders: asObjects(block["sliders"]).map((s) => ({
      title: asText(s["title"]),
      set: asText(s["set"]),
      values: asTexts(s["values"]),
    })),
  };
}

export interface Headed {
  title: string;
  question: string;
  lesson: Lesson | null;
}

/** What a page shows of a scenario before it is run. */
export function headOf(text: string): Headed {
  const scenario = read(text);
  if (!isObject(scenario)) return { title: "", question: "", lesson: null };
  return {
    title: asText(scenario["title"]),
    question: asText(scenario["question"]),
    lesson: lessonOf(scenario["lesson"]),
  };
}
