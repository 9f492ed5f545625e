import { useState } from "preact/hooks";

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** A button that copies a text, and says whether it did. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [said, say] = useState("");
  const press = async () => {
    say((await copy(text())) ? "Copied" : "The browser does not allow copying");
    window.setTimeout(() => say(""), 2000);
  };
  return (
    <span class="copy">
      <button type="button" onClick={press}>
        {label}
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
