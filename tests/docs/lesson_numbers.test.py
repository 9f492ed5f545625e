"""What a run measures stands in a lesson as a placeholder. A number that is typed all the same is
computed here from the settings of its scenario: the texts contain exactly these numbers. A choice
may also name its limits, and a change the values that it sets.
"""

import json
import math
import re
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
# "99 % of", "the slowest 1 %", "cannot exceed 100 %", and references to other lessons.
HARMLESS = re.compile(r"\(99 %\)|\b99th\b|slowest 1 %|exceed 100 %|\b[Ll]esson \d+|\b[Ss]tep \d"
                      r"|response was 202|\(kept for 1 min\)")
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


def setting(scenario, change):
    """The value that a change of the lesson sets first."""
    return scenario["lesson"]["try"][change]["set"][0].partition("=")[2]


def rate(scenario, name=None):
    """Requests per second of all classes, or of one."""
    arrivals = scenario["workload"]["arrivals"]
    whole = of(arrivals if isinstance(arrivals, str) else arrivals["rate"])
    shares = {each: given["share"] for each, given in
              scenario["workload"].get("classes", {}).items()}
    return whole * shares[name] / sum(shares.values()) if name else whole


def others(scenario, name):
    """The weight of all classes but one."""
    classes = scenario["workload"]["classes"].items()
    return sum(given["share"] for each, given in classes if each != name)


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


def sinkhole(s):
    sound = 1 - 1 / s["services"]["least"]["instances"]
    return [f"1 - {sound:g}^2 = {(1 - sound ** 2) * 100:.0f} %"]


def autoscaler(_):
    page = (TREE / "docs/reference/kinds.md").read_text(encoding="utf-8")
    every = re.search(r'`"(\d+)s"` \| [^|]* \| time between two scaling decisions', page)[1]
    return [f"looks every {every} s", f"rounds of {every} s +", f"instead of every {every} s"]


def outage(s):
    group = s["designs"]["broker"]["subscriptions"]["payment.charge"]
    work = of(s["operations"]["payment.charge"][0]["work"]["mean"])
    served, n, down = group["consumers"] / work, rate(s), of(s["faults"][0]["for"])
    spare = served - n
    return [f"{group['consumers']} / {work * 1000:g} ms = {served:g} events per second",
            f"{n:g} are needed for new orders", f"{spare:g} per second remain",
            f"{down:g} s of outage take {down:g} s * {n:g} / {spare:g} = {down * n / spare:g} s",
            f"the spare rate is {served - of(setting(s, 0)):g}"]


def projection(s):
    between = s["workload"]["keys"]["count"] / rate(s, "change")
    return [f"changes every {between:g} s", f"1 - e^(-t / {between:g} s)",
            f"per {others(s, 'change'):g} orders"]


def outbox(s):
    page = (TREE / "docs/reference/kinds.md").read_text(encoding="utf-8")
    batch = re.search(r"`(\d+)` \| [^|]* \| most events that the relay takes at once", page)[1]
    assert float(batch) / of(setting(s, 1)) == rate(s), "just enough for the load"
    return [f"takes at most {batch} events"]


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
    return [f"once in {1 / fails:g} calls", f"{1 - fails:g}^{calls}",
            f"{(1 - fails) * 100:g} %: one failure in {1 / fails:g}",
            f"{(1 - fails) ** calls * 100:.0f} %: four chances to fail",
            f"against {others(s, 'label'):g} orders"]


def hub(s):
    asked, before = rate(s, "order") / s["workload"]["keys"]["count"], of(s["faults"][0]["at"])
    return [f"every {1 / asked:g} s",
            f"e^(-{asked:g}/s * {before:g} s) = {math.exp(-asked * before) * 100:.0f} %",
            f"per {others(s, 'change'):g} reads"]


def split(s):
    measured, down = of(s["run"]["length"]) - of(s["run"]["warmup"]), of(s["faults"][2]["for"])
    return [f"{down:g} s of the {measured:g} s", f"about {(1 - down / measured) * 100:.0f} %, as",
            f"1 - {down:g}/{measured:g}", f"against {others(s, 'quote'):g} orders"]


def shop_limits(s):
    return [f"one order in {1 / s['operations']['payment.charge'][0]['error_rate']:g}"]


def shop_events(s):
    fault = next(fault for fault in s["faults"] if fault["kind"] == "duplicate")
    events = rate(s, "order") * of(fault["for"]) * fault["share"]
    return [f"some {events:g} events", f"about {events:g}, one for each event"]


def shop_copies(s):
    between = s["workload"]["keys"]["count"] / rate(s, "move")
    return [f"once in {between:g} s", f"1 - e^(-t / {between:g} s)",
            f"per {others(s, 'move'):g} other requests"]


def shop_idempotent(s):
    fault = next(fault for fault in s["faults"] if fault["kind"] == "poison")
    n, long = rate(s, "order"), of(fault["for"])
    return [f"arrive at {n:g} per second", f"({n:g}/s * {long:g} s * "]


TYPED = {"04": bulkhead, "05": breaker, "07": stampede, "09": sinkhole, "10": autoscaler,
         "13": outage, "16": projection, "17": outbox, "18": saga, "19": hot_key, "25": months,
         "26": chatty, "28": hub, "29": split, "32": shop_limits, "34": shop_events,
         "35": shop_copies, "36": shop_idempotent}


def limits(choice):
    """The limits of a choice as a number and as a share."""
    return [said for limit in (choice.get("at_least"), choice.get("at_most")) if limit is not None
            for said in (f"{limit:g}", f"{limit * 100:g} %")]


def values(change):
    """What a change sets, as one says it."""
    for each in change["set"]:
        number, unit = re.match(r"([\d.]*)(.*)", each.partition("=")[2]).groups()
        if not number:
            continue
        if unit == "/s":
            yield from (f"{number} {what}per second" for what in ("", "orders ", "pages "))
        elif unit:
            yield f"{number} {unit}"
        else:
            yield from (number, f"{float(number) * 100:g} %")


def texts_of(scenario):
    """Each text with the numbers that it may name by itself."""
    lesson = scenario["lesson"]
    plain = [scenario["title"], scenario["question"], lesson["predict"]["ask"], *lesson["happens"],
             *lesson["why"], *(slider["title"] for slider in lesson.get("sliders", []))]
    return [*((text, []) for text in plain),
            *((choice["text"], limits(choice)) for choice in lesson["predict"].get("choices", [])),
            *((change["text"], list(values(change))) for change in lesson.get("try", []))]


def without(text, numbers):
    for number in numbers:
        text = re.sub(rf"(?<![\d.]){re.escape(number)}(?!\w|[.\d]*\d)", "", text)
    return text


class LessonNumbers(unittest.TestCase):
    def test_typed_numbers_follow_from_the_settings(self):
        files = sorted((TREE / "scenarios").glob("[0-9]*.json"))
        self.assertGreater(len(files), 30)
        for file in files:
            with self.subTest(lesson=file.name):
                scenario = read(file)
                texts = [(HARMLESS.sub("", re.sub(r"\{[^}]*\}", "{}", text)), own)
                         for text, own in texts_of(scenario)]
                for typed in TYPED.get(file.name[:2], lambda _: [])(scenario):
                    self.assertTrue(any(typed in text for text, _ in texts), typed)
                    texts = [(text.replace(typed, ""), own) for text, own in texts]
                for text, own in texts:
                    self.assertEqual(re.findall(r"\S*\d\S*", without(text, own)), [], text)


if __name__ == "__main__":
    unittest.main()
