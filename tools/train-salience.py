#!/usr/bin/env python3
"""Trains knowledge/ar/salience.toml: whether a mention tells of its event or only refers to it.

needs: pip install scikit-learn. usage:
  hudna knowledge features SENTENCES.jsonl > f1.jsonl       (reports of one sentence, `id` and `text`)
  train-salience.py --sentences LABELS.csv:f1.jsonl:attack,clash,harm > knowledge/ar/salience.toml

  train-salience.py --print-examples knowledge/ar/frames > e.jsonl; hudna knowledge features e.jsonl > f3.jsonl; ... --examples f3.jsonl

  train-salience.py --print-cases crates/reader/tests/cases > c.jsonl; hudna knowledge features c.jsonl > f4.jsonl; ... --examples f4.jsonl

The plain sentences of the cases may be given several times, so that none falls silent: the model that is shipped was trained with
`--weight 0.5 --c 0.1`, the cases five times, and `--threshold attack,clash,harm=0.1 --threshold protest=-1.2`. Only sentences that stand
alone are weighed, so no coded reports (`--coded CODED_DIR:TEXTS_DIR:f2.jsonl`) were given: with them the judged sentences were told
worse (cross-validated F1 of assault .565 instead of .63), and leaving out what a report refers to made reports worse.
The examples of the frames are sentences that tell of their event and nothing else. LABELS.csv has the columns id, accept, total: how many judges of how many say that the sentence tells of such an event. CODED_DIR is as
`hudna eval` reads it. Both options may be repeated. A claim of a judged sentence is taught its sentence's verdict; a claim of a coded
report is right when the coding has its event in its line. Prints cross-validated figures to standard error: sentences by sentence,
coded reports by report; those figures, not the ones on all of the data, say how good the model is.
"""
import argparse, collections, csv, json, pathlib, random, re, sys, tomllib
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

MODALITIES = ["happened", "begun", "ongoing"]
FOLDS = 5


def rows(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def sentences(spec):
    """(features, label, group, event) of each weighed claim, and the label of every sentence."""
    labels, path, events = spec.split(":")
    with open(labels, encoding="utf8") as f:
        judged = {r["id"]: int(2 * int(r["accept"]) > int(r["total"])) for r in csv.DictReader(f)}
    told = [r for r in rows(path) if r["features"] and r["event"] in events.split(",")]
    return [(r["features"], judged[r["doc"]], labels + r["doc"], r["event"]) for r in told], {labels + d: y for d, y in judged.items()}


def coded(spec):
    folder, texts, path = spec.split(":")
    wanted = {}
    for file in pathlib.Path(folder).glob("*.json"):
        coding = json.loads(file.read_text("utf8"))
        wanted[coding["doc"]] = collections.Counter((c["line"], c["event"]) for c in coding["claims"])
    out = []
    for row in rows(path):
        doc = pathlib.Path(row["doc"]).stem
        if doc not in wanted or not row["features"]:
            continue
        body = (pathlib.Path(texts) / f"{doc}.txt").read_bytes()
        front = re.match(rb"---\n.*?\n---\n", body, re.S)
        line = body[front.end() if front else 0 : row["trigger"]["start"]].count(b"\n")
        cell = (line, row["event"])
        right = wanted[doc][cell] > 0
        wanted[doc][cell] -= right
        out.append((row["features"], int(right), doc, row["event"]))
    return out


def examples(path):
    # A case's id names the events that it tells of: it tells of no other.
    told = lambda r: not r["doc"].startswith("case/") or r["event"] in r["doc"].split("/")[1].split(",")
    return [(r["features"], int(told(r)), "example " + r["doc"], r["event"]) for r in rows(path) if r["features"]]


def print_cases(folder):
    """The first lines of cases of one line, or of one that a line about aid follows, with what they tell of violence and protests."""
    number = 0
    for file in sorted(pathlib.Path(folder).glob("*.md")):
        for section in file.read_text("utf8").split("\n## ")[1:]:
            case = re.match(r"[^\n]*\n\n(.*?)\n\n```claims\n(.*?)```", section, re.S)
            # A case that allows other claims does not say what it tells.
            if not case or re.search(r"^\.\.\.", case.group(2), re.M):
                continue
            lines = [line for line in case.group(1).split("\n") if line.strip()]
            told = sorted(set(re.findall(r"^(attack|clash|harm|protest) (?:happened|begun|ongoing)$", case.group(2), re.M)))
            if len(lines) == 1 or len(lines) == 2 and "قافلة مساعدات" in lines[1]:
                print(json.dumps({"id": f"case/{','.join(told)}/{number}", "text": lines[0]}, ensure_ascii=False))
                number += 1


def print_examples(folder):
    for file in sorted(pathlib.Path(folder).glob("*.toml")):
        read = tomllib.loads(file.read_text("utf8"))
        for frame in read["frame"]:
            for i, example in enumerate(frame.get("example", [])):
                if example["is"]:
                    print(json.dumps({"id": f"{file.stem}/{frame['id']}/{i}", "text": example["text"]}, ensure_ascii=False))


def fit(data, weights, c):
    vector = DictVectorizer()
    x = vector.fit_transform([dict.fromkeys(f, 1) for f, *_ in data])
    model = LogisticRegression(C=c, max_iter=5000)
    model.fit(x, [y for _, y, *_ in data], sample_weight=weights)
    return vector, model


def score(model, data):
    vector, fitted = model
    return fitted.decision_function(vector.transform([dict.fromkeys(f, 1) for f, *_ in data])) if data else np.array([])


def f1(judged, data, sums, threshold):
    said = {g for (_, _, g, _), s in zip(data, sums) if s >= threshold}
    hits = sum(judged[g] for g in said)
    p, r = hits / max(1, len(said)), hits / max(1, sum(judged.values()))
    return p, r, 2 * p * r / max(1e-9, p + r)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sentences", action="append", default=[])
    ap.add_argument("--coded", action="append", default=[])
    ap.add_argument("--examples", action="append", default=[])
    ap.add_argument("--told", action="append", default=[], help="features of reports that only tell of incidents, as posts of monitors do")
    ap.add_argument("--told-weight", type=float, default=0.3)
    ap.add_argument("--print-examples", metavar="FRAMES")
    ap.add_argument("--print-cases", metavar="CASES")
    ap.add_argument("--weight", type=float, default=4.0, help="how much a claim of a coded report counts")
    ap.add_argument("--c", type=float, default=0.5, help="inverse strength of the penalty")
    ap.add_argument("--threshold", action="append", default=[], metavar="EVENT,EVENT=LOGODDS", help="chosen by the cross-validated F1 where left out")
    a = ap.parse_args()
    if a.print_examples:
        return print_examples(a.print_examples)
    if a.print_cases:
        return print_cases(a.print_cases)
    judged, sets = {}, []
    for spec in a.sentences:
        data, labels = sentences(spec)
        judged[spec] = labels
        sets.append((spec, data, 1.0))
    sets += [(spec, coded(spec), a.weight) for spec in a.coded]
    sets += [(spec, examples(spec), a.weight) for spec in a.examples]
    sets += [(spec, examples(spec), a.told_weight) for spec in a.told]
    groups = sorted({g for _, data, _ in sets for _, _, g, _ in data} | {g for j in judged.values() for g in j})
    random.Random(0).shuffle(groups)
    fold = {g: i % FOLDS for i, g in enumerate(groups)}
    held = {spec: np.zeros(len(data)) for spec, data, _ in sets}
    for k in range(FOLDS):
        train = [(row, w) for _, data, w in sets for row in data if fold[row[2]] != k]
        model = fit([row for row, _ in train], [w for _, w in train], a.c)
        for spec, data, _ in sets:
            at = [i for i, row in enumerate(data) if fold[row[2]] == k]
            if at:
                held[spec][at] = score(model, [data[i] for i in at])
    given = {e: float(v) for names, v in (g.split("=") for g in a.threshold) for e in names.split(",")}
    thresholds = {}
    for spec, data, _ in sets:
        if spec in judged:
            events = spec.split(":")[2].split(",")
            best = max(np.arange(-2.5, 1, 0.1), key=lambda t: f1(judged[spec], data, held[spec], t)[2])
            thresholds |= {e: given.get(e, best) for e in events}
            for t in sorted({thresholds[events[0]] + d for d in (-0.4, -0.2, 0, 0.2)}):
                print("cross-validated at {:+.2f}: P {:.3f} R {:.3f} F1 {:.3f}  ({})".format(t, *f1(judged[spec], data, held[spec], t), spec.split(":")[0]), file=sys.stderr)
    for spec, data, _ in sets:
        if spec not in judged:
            kept = np.array([s >= thresholds[e] for s, (_, _, _, e) in zip(held[spec], data)], bool)
            right = np.array([row[1] for row in data], bool)
            print(f"cross-validated: kept {(kept & right).sum()} of {right.sum()} right, {(kept & ~right).sum()} of {(~right).sum()} wrong  ({spec.split(':')[0]})", file=sys.stderr)
    everything = [(row, w) for _, data, w in sets for row in data]
    vector, model = fit([row for row, _ in everything], [w for _, w in everything], a.c)
    seen = collections.Counter(f for (features, *_), _ in everything for f in features)
    names = zip(vector.get_feature_names_out(), model.coef_[0])
    weights = {n: round(float(w), 2) for n, w in names if seen[n] >= 3 and abs(w) >= 0.05}
    print("""# Whether a mention of violence or protest tells of it, or only refers to it (`بعد اغتيال الوزير قبل أعوام`).
#
# A linear model: a mention's weights are summed, and with the sum below `threshold` it is left out. Made by tools/train-salience.py
# (its first lines say how) from sentences that people judged and plain ones of our own; `hudna explain` shows the sum.
# Features: `rule` frame; `way` modality; `word` stem; `form` of the word; `joined` preposition; `before`, `before2`, `after`, `after2`
# neighbours; `has` filled slots; `time`, `sentence`, `length`, `position` of its sentence; `beside` how many such mentions stand in the
# line; `with` the words of its sentence. Only a report of one sentence is asked.""")
    print("modalities =", json.dumps(MODALITIES))
    print(f"bias = {model.intercept_[0]:.2f}\n\n[threshold]")
    for event in sorted(thresholds):
        print(f"{event} = {thresholds[event]:.2f}")
    print("\n[weights]")
    for name in sorted(weights):
        print(f"{json.dumps(name, ensure_ascii=False)} = {weights[name]}")


if __name__ == "__main__":
    main()
