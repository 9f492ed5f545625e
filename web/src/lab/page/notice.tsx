import { useEffect, useRef } from "preact/hooks";
import type { Notice } from "./state";

interface Props {
  notice: Notice;
  onClose: () => void;
}

/** Something that has to be said, until it was read: wherever on the page the reader is. */
export function NoticeView({ notice, onClose }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), [notice]);
  return (
    <div class="notice" role="alert" ref={place}>
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
