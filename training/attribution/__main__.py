"""python -m training.attribution --base DIR --data DIR --out DIR: train, measure, keep checkpoints."""

from __future__ import annotations

import json
from functools import partial

import torch

from rashomon.extract.trained.windows import LIMIT
from training.attribution.corpus import TAGS, examples, read_texts
from training.attribution.learn import Plan, evaluate, learn, transition_costs
from training.attribution.network import OUTPUTS, POINTER, Network
from training.encoder.bench import Journal, arguments, kept, marks, tokenizer_of
from training.encoder.export import export

TRANSITIONS = 0.3  # weight of the costs of transitions; the best of three on dev-first


def main() -> None:
    parser = arguments("attribution", __doc__, data="the PolNeAR folder, with train and dev", epochs=3.0, frozen=0)
    given = parser.parse_args()
    say = Journal(given.out, given.threads).say
    tokenizer = tokenizer_of(given.base)
    begin, separator = marks(tokenizer)
    train, dev = (
        kept(given.out.parent / f"polnear-{name}.pickle", partial(read_texts, given.data / name, tokenizer))
        for name in ("train", "dev")
    )
    parts = [list(examples(t, begin, separator, LIMIT)) for t in train]
    dev_parts = [list(examples(t, begin, separator, LIMIT)) for t in dev]
    flat = [e for part in parts for e in part]
    say(
        f"{len(flat)} windows, {sum(len(e.window.ids) for e in flat)} positions; dev {sum(map(len, dev_parts))} windows"
    )
    network = Network(given.base, given.layers)
    middle = len(dev) // 2
    halves = {"dev-first": slice(0, middle), "dev-second": slice(middle, None)}

    def figures_of(half: str, weight: float) -> dict[str, tuple[float, float, float]]:
        piece, costs = halves[half], transition_costs(train, weight)
        return evaluate(network, dev[piece], dev_parts[piece], costs, given.data / "dev")

    def after(epoch: float) -> None:
        for half in halves:
            for weight in (0.0, 0.15, TRANSITIONS):
                say(f"epoch {epoch:.2f} {half} transitions x {weight}: {json.dumps(figures_of(half, weight))}")
        torch.save(network.state_dict(), given.out / f"epoch-{epoch:.2f}.pt")

    plan = Plan(encoder_rate=given.rate, epochs=given.epochs, frozen=given.frozen)
    learn(network, flat, plan, given.out, say, after)
    if given.ship:
        network.eval()
        figures = {role: f1 for role, (_, _, f1) in figures_of("dev-second", TRANSITIONS).items()}
        about = {
            "trained_on": "PolNeAR 1.0, its 840 training texts; encoder: sentence-transformers/all-MiniLM-L6-v2",
            "licence": "encoder: Apache-2.0; the corpus names none, and none of its text is in here",
            "made_by": "python -m training.attribution --ship",
            "seed": plan.seed,
            "epochs": plan.epochs,
            "figures": {"PolNeAR dev-second, exact F1 before weights of eight bits": figures},
        }
        costs = transition_costs(train, TRANSITIONS)
        decoding = {
            "tags": TAGS,
            "pointer": POINTER,
            "ids": {"begin": begin, "separator": separator},
            "transitions": [[round(float(x), 4) for x in row] for row in costs[0]],
            "start": [round(float(x), 4) for x in costs[1]],
        }
        export(network, OUTPUTS, given.base / "tokenizer.json", {**about, **decoding}, given.ship)


if __name__ == "__main__":
    main()
