import { onePage } from "./one_page";
import { packed } from "./packed";

export default onePage("lab", packed());
