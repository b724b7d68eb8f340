"""python -m training.attribution --base DIR --data DIR --out DIR: train, measure, keep checkpoints."""

from __future__ import annotations

import argparse
import json
import pickle
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from rashomon.extract.trained.windows import LIMIT
from training.attribution.corpus import TAGS, Text, examples, read_texts
from training.attribution.learn import Plan, evaluate, learn, transition_costs
from training.attribution.network import OUTPUTS, POINTER, Network
from training.encoder.export import export

TRANSITIONS = 0.3  # weight of the costs of transitions; the best of three on dev-first


def kept(folder: Path, tokenizer: Tokenizer, path: Path) -> list[Text]:
    """The texts with their features; parsing takes minutes, so they are kept beside the checkpoints."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(list(read_texts(folder, tokenizer))))
    texts: list[Text] = pickle.loads(path.read_bytes())
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument(
        "--base", type=Path, required=True, help="the pretrained encoder (config.json, weights, tokenizer.json)"
    )
    parser.add_argument("--data", type=Path, required=True, help="the PolNeAR folder, with train and dev")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and figures go")
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    parser.add_argument("--epochs", type=float, default=3.0)
    parser.add_argument("--layers", type=int, help="keep so many layers of the encoder, evenly spaced")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers left as they are")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ship", type=Path, help="write the model of the last epoch here, with weights of eight bits")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    begin, separator = (
        next(i for i in map(tokenizer.token_to_id, names) if i is not None)
        for names in (("[CLS]", "<s>"), ("[SEP]", "</s>"))
    )
    began = time.time()
    train, dev = (
        kept(given.data / name, tokenizer, given.out.parent / f"polnear-{name}.pickle") for name in ("train", "dev")
    )
    limit = LIMIT
    parts = [list(examples(t, begin, separator, limit)) for t in train]
    dev_parts = [list(examples(t, begin, separator, limit)) for t in dev]
    flat = [e for part in parts for e in part]
    given.out.mkdir(parents=True, exist_ok=True)

    def say(line: str) -> None:
        with (given.out / "log.txt").open("a", encoding="utf8") as file:
            file.write(f"{time.time() - began:7.0f} s  {line}\n")

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
