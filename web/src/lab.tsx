import "./look/all";
import "./lab/look/lab.css";
import "./lab/look/tools.css";
import { render, type ComponentChild } from "preact";
import { readContents, type Contents } from "./lab/contents/contents";
import { LabPage, NoLab } from "./lab/page/page";
import { Lab } from "./lab/page/lab";

const page = document.getElementById("page")!;

/** What stands in the page while it is unpacked gives way. */
function fill(content: ComponentChild) {
  page.textContent = "";
  render(content, page);
}

function show(contents: Contents | null) {
  if (!contents) return fill(<NoLab why={null} />);
  return fill(<LabPage lab={new Lab(contents)} />);
}

const broken = () => fill(<NoLab why="It cannot be read: the file may be incomplete." />);

readContents().then(show, broken);
