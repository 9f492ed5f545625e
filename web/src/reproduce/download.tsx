import { save } from "./save";

interface Props {
  name: string;
  type: string;
  text: () => string;
}

export function Download({ name, type, text }: Props) {
  return (
    <button type="button" onClick={() => save(name, new Blob([text()], { type }))}>
      {name}
    </button>
  );
}
