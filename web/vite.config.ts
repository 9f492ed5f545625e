import { onePage } from "./one_page";

export default onePage("report");
