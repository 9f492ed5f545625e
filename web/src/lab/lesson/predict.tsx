import type { Node } from "jsonc-parser";
import type { Prediction } from "../page/state";
import type { Predict } from "./lesson";
import { withValues } from "./words";

interface Props {
  predict: Predict;
  root: Node | undefined;
  prediction: Prediction | null;
  onPredict: (prediction: Prediction | null) => void;
}

/** What a number stands for, by the end of the measure's key. */
function unitHint(measure: string): string {
  if (measure.endsWith("_per_s")) return "per second";
  if (measure.endsWith("_s")) return "seconds";
  if (/availability|completion|share|rate$|wasted/.test(measure)) return "percent";
  return "a number";
}

function Choices({ predict, root, prediction, onPredict }: Props) {
  const chosen = prediction && typeof prediction === "object" && "choice" in prediction;
  return (
    <>
      {predict.choices.map(({ text }, choice) => (
        <label class="choice" key={choice}>
          <input
            type="radio"
            name="prediction"
            checked={chosen ? prediction.choice === choice : false}
            onChange={() => onPredict({ choice })}
          />
          <span>{withValues(text, root)}</span>
        </label>
      ))}
    </>
  );
}

function Value({ predict, prediction, onPredict }: Props) {
  const value =
    prediction && typeof prediction === "object" && "value" in prediction ? prediction.value : "";
  return (
    <label class="guess">
      <input
        type="text"
        inputMode="decimal"
        value={value}
        aria-label={`Your prediction, ${unitHint(predict.measure)}`}
        onInput={({ currentTarget }) => {
          const typed = currentTarget.value.trim();
          onPredict(typed === "" ? null : { value: typed });
        }}
      />
      <span>{unitHint(predict.measure)}</span>
    </label>
  );
}

/** The question before the run. Who does not want to answer it need not. */
export function PredictPanel(props: Props) {
  const { predict, root, prediction, onPredict } = props;
  return (
    <fieldset class="panel-card predict">
      <legend>
        <h2>Predict</h2>
      </legend>
      <p class="ask">{withValues(predict.ask, root)}</p>
      {predict.choices.length > 0 ? <Choices {...props} /> : <Value {...props} />}
      <button
        type="button"
        class="plain"
        aria-pressed={prediction === "none"}
        onClick={() => onPredict(prediction === "none" ? null : "none")}
      >
        Run without a prediction
      </button>
    </fieldset>
  );
}
