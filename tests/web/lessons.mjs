// The lessons of the course, by number.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../scenarios", import.meta.url));

export const lessons = () =>
  readdirSync(folder)
    .filter((name) => /^\d\d-.*\.json$/.test(name))
    .sort()
    .map((name) => ({
      file: `scenarios/${name}`,
      text: readFileSync(`${folder}/${name}`, "utf8"),
    }));
