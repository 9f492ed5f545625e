import { onePage } from "./one_page.ts";

export default onePage("report");
