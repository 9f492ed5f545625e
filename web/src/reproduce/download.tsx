/** A file that the page itself makes: a blob under an address that is given up once it is read. */
function save(name: string, type: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

interface Props {
  name: string;
  type: string;
  text: () => string;
}

export function Download({ name, type, text }: Props) {
  return (
    <button type="button" onClick={() => save(name, type, text())}>
      {name}
    </button>
  );
}
