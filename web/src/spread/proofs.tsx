/** What runs of the same requests without a fault say about the chains. */
import type { Proof } from "../data";
import { measuredText } from "../text/numbers";

const share = (estimate: Proof["failed"]) => measuredText(estimate, "share");

/** In a sentence. */
function One({ proof }: { proof: Proof }) {
  return (
    <p>
      Counterfactual: without the fault “{proof.fault}”, {share(proof.failed_without)} of the same
      requests fail instead of {share(proof.failed)}.
      {proof.agreement.mean !== null &&
        ` The chains and this experiment agree in ${share(proof.agreement)} of the failures.`}
    </p>
  );
}

/** Of several faults, in a table. All are about the same requests, so that one share fails with
 * all faults. */
function Several({ proofs, of }: { proofs: Proof[]; of: string }) {
  return (
    <>
      <p>
        Counterfactual: with all faults, {share(proofs[0]!.failed)} of the requests fail. Each row
        is a run of the same requests without one fault, and the share of the failures in which the
        chains agree with that experiment.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={`Counterfactuals of ${of}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Without</th>
              <th scope="col" class="number">
                Fail
              </th>
              <th scope="col" class="number">
                Agree
              </th>
            </tr>
          </thead>
          <tbody>
            {proofs.map((proof) => (
              <tr key={proof.fault}>
                <th scope="row">{proof.fault}</th>
                <td class="number">{share(proof.failed_without)}</td>
                <td class="number">{share(proof.agreement)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function Proofs({ proofs, of }: { proofs: Proof[]; of: string }) {
  const told = proofs.filter((proof) => proof.failed.mean || proof.failed_without.mean);
  const same = new Set(told.map((proof) => proof.failed.mean)).size === 1;
  if (told.length > 1 && same) return <Several proofs={told} of={of} />;
  return told.map((proof) => <One key={proof.fault} proof={proof} />);
}
