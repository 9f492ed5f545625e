"""What a run measures stands in a lesson as a placeholder. A number that is typed all the same is
computed here from the settings of its scenario: the texts contain exactly these numbers.
"""

import json
import math
import re
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
# "99 % of", "the slowest 1 %", "cannot exceed 100 %", and references to other lessons.
HARMLESS = re.compile(r"\(99 %\)|\b99th\b|slowest 1 %|exceed 100 %|\b[Ll]esson \d+|\b[Ss]tep \d")
UNITS = {"ms": 1e-3, "s": 1, "min": 60, "d": 1, "/s": 1, "/d": 1}


def read(path):
    """JSON with comments."""
    text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*', lambda found: found[1] or "",
                  path.read_text(encoding="utf-8"))
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))


def of(quantity):
    """A quantity in seconds (or days), or per second (or day)."""
    number, unit = re.fullmatch(r"([\d.]+)(\D+)", quantity).groups()
    return float(number) * UNITS[unit]


def rate(scenario, name=None):
    """Requests per second of all classes, or of one."""
    arrivals = scenario["workload"]["arrivals"]
    whole = of(arrivals if isinstance(arrivals, str) else arrivals["rate"])
    shares = {each: given["share"] for each, given in
              scenario["workload"].get("classes", {}).items()}
    return whole * shares[name] / sum(shares.values()) if name else whole


def mean(law):
    """Of a lognormal distribution, in seconds."""
    median, p99 = of(law["median"]), of(law["p99"])
    return median * math.exp((math.log(p99 / median) / 2.3263) ** 2 / 2)


def zipf(keys):
    weights = [rank ** -keys["exponent"] for rank in range(1, keys["count"] + 1)]
    return [weight / sum(weights) for weight in weights]


def bulkhead(s):
    call = s["designs"]["shared"]["shop.reviews"][1]
    n, wait = rate(s, "reviews"), of(call["policies"][0]["after"])
    return [f"{n:g} requests per second that wait {wait:g} s",
            f"{n:g}/s * {wait:g} s = {n * wait:g} workers"]


def breaker(s):
    n, wait = rate(s), of(s["designs"]["patient"]["web.page"][1]["policies"][1]["after"])
    return [f"{n:g} pages per second that wait {wait:g} s",
            f"{n:g}/s * {wait:g} s = {n * wait:g} workers"]


def stampede(s):
    """A page of rate x is rendered once in each lifetime, and again by all who ask meanwhile."""
    n, life = of(s["workload"]["arrivals"]["pieces"][1]["rate"]), of(s["caches"]["plain"]["ttl"])
    time = mean(s["operations"]["render.page"][0]["work"])
    asked = [n * share for share in zipf(s["workload"]["keys"])]
    rendered = sum(x * (1 + x * time) / (1 + x * life) for x in asked)
    render = s["services"]["render"]
    capacity = render["instances"] * render["workers"] / time
    return [f"of the {n:g} requests per second", f"rendered: {rendered:.0f} pages per second",
            f"Without a cache {n:g} are asked for", f"capacity for {round(capacity, -1):g}."]


def autoscaler(_):
    page = (TREE / "docs/reference/kinds.md").read_text(encoding="utf-8")
    every = re.search(r'`"(\d+)s"` \| [^|]* \| time between two scaling decisions', page)[1]
    return [f"looks every {every} s", f"rounds of {every} s +"]


def outage(s):
    group = s["designs"]["broker"]["subscriptions"]["payment.charge"]
    work = of(s["operations"]["payment.charge"][0]["work"]["mean"])
    served, n, down = group["consumers"] / work, rate(s), of(s["faults"][0]["for"])
    spare = served - n
    return [f"{group['consumers']} / {work * 1000:g} ms = {served:g} events per second",
            f"{n:g} are needed for new orders", f"{spare:g} per second remain",
            f"{down:g} s of outage take {down:g} s * {n:g} / {spare:g} = {down * n / spare:g} s"]


def projection(s):
    between = s["workload"]["keys"]["count"] / rate(s, "change")
    return [f"changes every {between:g} s", f"1 - e^(-t / {between:g} s)"]


def saga(s):
    charge = mean(s["operations"]["card.charge"][0]["work"]) * s["faults"][0]["factor"]
    query = of(s["stores"]["flights"]["time"]["mean"])
    work = of(s["designs"]["transaction"]["hotel.prepare"][0]["work"])
    held, n = round(charge + work + 3 * query, 2), rate(s, "book")
    return [f"{n:g}/s * {held:g} s = {n * held:.0f}"]


def hot_key(s):
    hot, n = zipf(s["workload"]["keys"])[0], rate(s)
    return [f"about {round(hot * n, -1):g} events", f"{hot * 100:.0f} % of {n:g}/s",
            f"can process {1 / of(s['operations']['price.set'][0]['work']['mean']):g}."]


def months(s):
    teams = s["delivery"]["teams"].values()
    train = of(s["designs"]["release train"]["shipping"]["train"])
    n, sound = sum(of(team["changes"]) for team in teams) * train, 1 - s["delivery"]["fails"]
    return [f"{sound:g}^{n:.0f} = {sound ** n * 100:.0f} %"]


def chatty(s):
    fails = s["designs"]["four calls"]["customer.address"][0]["error_rate"]
    calls = len(s["designs"]["four at once"]["order.place"][0]["parallel"])
    return [f"once in {1 / fails:g} calls", f"{1 - fails:g}^{calls}"]


def hub(s):
    asked, before = rate(s, "order") / s["workload"]["keys"]["count"], of(s["faults"][0]["at"])
    return [f"every {1 / asked:g} s",
            f"e^(-{asked:g}/s * {before:g} s) = {math.exp(-asked * before) * 100:.0f} %"]


def split(s):
    measured = of(s["run"]["length"]) - of(s["run"]["warmup"])
    return [f"{of(s['faults'][2]['for']):g} s of the {measured:g} s"]


def shop_limits(s):
    return [f"one order in {1 / s['operations']['payment.charge'][0]['error_rate']:g}"]


def shop_events(s):
    fault = next(fault for fault in s["faults"] if fault["kind"] == "duplicate")
    return [f"some {rate(s, 'order') * of(fault['for']) * fault['share']:g} events"]


def shop_copies(s):
    between = s["workload"]["keys"]["count"] / rate(s, "move")
    return [f"once in {between:g} s", f"1 - e^(-t / {between:g} s)"]


def shop_idempotent(s):
    fault = next(fault for fault in s["faults"] if fault["kind"] == "poison")
    n, long = rate(s, "order"), of(fault["for"])
    return [f"arrive at {n:g} per second", f"({n:g}/s * {long:g} s * "]


TYPED = {"04": bulkhead, "05": breaker, "07": stampede, "10": autoscaler, "13": outage,
         "16": projection, "18": saga, "19": hot_key, "25": months, "26": chatty, "28": hub,
         "29": split, "32": shop_limits, "34": shop_events, "35": shop_copies,
         "36": shop_idempotent}


class LessonNumbers(unittest.TestCase):
    def test_typed_numbers_follow_from_the_settings(self):
        files = sorted((TREE / "scenarios").glob("[0-9]*.json"))
        self.assertGreater(len(files), 30)
        for file in files:
            with self.subTest(lesson=file.name):
                scenario = read(file)
                lesson = scenario["lesson"]
                texts = " ".join([lesson["predict"]["ask"], *lesson["happens"], *lesson["why"]])
                texts = HARMLESS.sub("", re.sub(r"\{[^}]*\}", "{}", texts))
                for typed in TYPED.get(file.name[:2], lambda _: [])(scenario):
                    self.assertIn(typed, texts)
                    texts = texts.replace(typed, "")
                self.assertEqual(re.findall(r"\S*\d\S*", texts), [])


if __name__ == "__main__":
    unittest.main()
