import type { Notice } from "./state";

interface Props {
  notice: Notice;
  onClose: () => void;
}

/** Something that has to be said, until it was read. */
export function NoticeView({ notice, onClose }: Props) {
  return (
    <div class="notice" role="alert">
      <div>
        <b>{notice.title}</b>
        {notice.text.split("\n").map((line, i) => (
          <p key={i}>{line}</p>
        ))}
      </div>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
