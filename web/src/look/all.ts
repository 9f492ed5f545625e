/** The styles that every page has. */
import "uplot/dist/uPlot.min.css";
import "./colours.css";
import "./page.css";
import "./scrubber.css";
import "./stage.css";
import "./waterfall.css";
import "./plots.css";
import "./tables.css";
import "./print.css";
