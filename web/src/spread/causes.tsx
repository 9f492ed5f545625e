import type { Cause, DesignReport, Proof } from "../data";
import { DesignName } from "../look/name";
import { measuredText } from "../text/numbers";
import { upperFirst, withArrows } from "../text/words";

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

/** What runs of the same requests without the fault say about the chains. */
function ProofView({ proof }: { proof: Proof }) {
  if (!proof.failed.mean && !proof.failed_without.mean) return null;
  const share = (estimate: Proof["failed"]) => measuredText(estimate, "share");
  return (
    <p>
      Counterfactual: without the fault “{proof.fault}”, {share(proof.failed_without)} of the same
      requests fail instead of {share(proof.failed)}.
      {proof.agreement.mean !== null &&
        ` The chains and this experiment agree in ${share(proof.agreement)} of the failures.`}
    </p>
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
      {proofs.map((proof) => (
        <ProofView key={proof.fault} proof={proof} />
      ))}
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
