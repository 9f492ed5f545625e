/** What stands here when there is no report to show. */
export function NoReport({ why }: { why: string | null }) {
  return (
    <main class="empty">
      <h1>There is no report in this page yet</h1>
      <p>
        {why ?? "This is the empty page that Faultline fills with results."} To make a report, run
      </p>
      <pre>
        <code>faultline run 1 --report report.html</code>
      </pre>
      <p>and open the file that it writes.</p>
    </main>
  );
}
