import { onePage } from "./one_page.ts";
import { packed } from "./packed.ts";

export default onePage("lab", packed());
