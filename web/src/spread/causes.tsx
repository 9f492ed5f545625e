import type { Cause, DesignReport } from "../data";
import { DesignName } from "../look/name";
import { measuredText } from "../text/numbers";
import { upperFirst, withArrows } from "../text/words";
import { Proofs } from "./proofs";

const SHOWN = 5;
const FEW = 4; // of more windows only those are listed in which it happens
const TELLS = 0.02; // a window whose share is nearer to that of the whole run says nothing

function CauseItem({ cause, what }: { cause: Cause; what: string }) {
  const whole = cause.share.mean ?? 0;
  const few = cause.windows.length <= FEW;
  const windows = cause.windows.filter(
    ({ share }) =>
      share.mean !== null && Math.abs(share.mean - whole) > TELLS && (few || share.mean > 0),
  );
  return (
    <li>
      <b>{measuredText(cause.share, "share")}</b> {what}: {withArrows(cause.text)}
      {windows.length > 0 && (
        <small>
          {" "}
          ({windows.map((w) => `${w.name} ${measuredText(w.share, "share")}`).join(", ")})
        </small>
      )}
    </li>
  );
}

function CauseList({ causes, what }: { causes: Cause[]; what: string }) {
  const rest = causes.slice(SHOWN);
  return (
    <>
      <ol>
        {causes.slice(0, SHOWN).map((c) => (
          <CauseItem key={c.text} cause={c} what={what} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <ol start={SHOWN + 1}>
            {rest.map((c) => (
              <CauseItem key={c.text} cause={c} what={what} />
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

/** Why requests of one design fail, as chains from the symptom to the root, with their shares. */
export function Causes({ design, index }: { design: DesignReport; index: number }) {
  const { causes, incomplete, proofs, dominoes } = design;
  return (
    <div class="causes">
      <h3>
        <DesignName name={design.name} index={index} />
      </h3>
      {causes.length ? (
        <CauseList causes={causes} what="of the failures" />
      ) : (
        <p>No request fails.</p>
      )}
      {incomplete.length > 0 && (
        <CauseList causes={incomplete} what="of those accepted and never complete" />
      )}
      <Proofs proofs={proofs} of={design.name} />
      {dominoes.some((d) => d.sentences) && (
        <details>
          <summary>The order in words</summary>
          {dominoes.map(
            ({ strike, sentences }) => sentences && <p key={strike}>{upperFirst(sentences)}</p>,
          )}
        </details>
      )}
    </div>
  );
}
